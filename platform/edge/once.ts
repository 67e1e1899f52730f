import { createHash } from 'node:crypto';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { Replies, StoredReply } from '../ports/replies.ts';
import type { Transactions } from '../ports/transactions.ts';

/** 20 to 255 visible ASCII characters: long enough for a UUID, too long for a counter. */
const KEY = /^[\x21-\x7e]{20,255}$/;

/** A command with its Idempotency-Key. */
export interface OnceRequest {
  readonly applicantId: string;
  readonly route: string;
  readonly key: string | undefined;
  /** Id of this one call. */
  readonly requestId: string;
  /** The parsed command; a different command under the same key is refused. */
  readonly command: unknown;
  readonly lockSeconds: number;
}

/** A command in two steps; see `TwoSteps` in use-case.ts. */
export interface OnceSteps<Prepared> {
  readonly prepare: () => Promise<Prepared>;
  readonly commit: (prepared: Prepared) => Promise<StoredReply>;
}

/**
 * Runs a command once per Idempotency-Key: `prepare` outside of a transaction, then `commit` in one. The effects of
 * `commit` and the stored reply commit together; later calls with the same key and command get the same bytes. Refusals
 * and failures are not stored, so that a retry can succeed.
 *
 * @throws Refused('idempotency.key-missing' | 'idempotency.key-reused' | 'idempotency.running')
 */
export async function once<Prepared>(
  { applicantId, route, key, requestId, command, lockSeconds }: OnceRequest,
  { replies, transactions }: { replies: Replies; transactions: Transactions },
  { prepare, commit }: OnceSteps<Prepared>,
): Promise<{ readonly reply: StoredReply; readonly replayed: boolean }> {
  if (key === undefined || !KEY.test(key)) throw new Refused('idempotency.key-missing');
  const fingerprint = createHash('sha256').update(JSON.stringify(command)).digest('hex');
  const request = { applicantId, route, key, holder: requestId };
  const stored = await replies.claimKey(request, fingerprint, lockSeconds);
  if (stored) return { reply: stored, replayed: true };
  try {
    const prepared = await prepare();
    const reply = await transactions.inTransaction(async () => {
      const done = await commit(prepared);
      await replies.storeReply(request, done);
      return done;
    });
    return { reply, replayed: false };
  } catch (error) {
    await replies.releaseKey(request);
    throw error;
  }
}
