import { createHash } from 'node:crypto';
import { Refused } from '../domain/refusal.ts';
import type { Replies, StoredReply } from '../ports/replies.ts';
import type { Transactions } from '../ports/transactions.ts';

/** 20 to 255 visible ASCII characters: room for a UUID, none for a counter. */
const KEY = /^[\x21-\x7e]{20,255}$/;

export interface OnceRequest {
  readonly applicantId: string;
  readonly route: string;
  readonly key: string | undefined;
  /** Of this one call. */
  readonly requestId: string;
  /** The parsed command; another one under the same key is refused. */
  readonly command: unknown;
  readonly lockSeconds: number;
}

/**
 * Does something once per Idempotency-Key: `prepare` reads and asks, and what it answers with is run in a transaction. Its effects and its
 * stored reply commit together; the same key and command later get the same bytes. A refusal or failure is not stored, so that a retry can
 * succeed.
 *
 * @throws Refused('idempotency.key-missing' | 'idempotency.key-reused' | 'idempotency.running')
 */
export async function once(
  { applicantId, route, key, requestId, command, lockSeconds }: OnceRequest,
  { replies, transactions }: { replies: Replies; transactions: Transactions },
  prepare: () => Promise<() => Promise<StoredReply>>,
): Promise<{ readonly reply: StoredReply; readonly replayed: boolean }> {
  if (key === undefined || !KEY.test(key)) throw new Refused('idempotency.key-missing');
  const fingerprint = createHash('sha256').update(JSON.stringify(command)).digest('hex');
  const request = { applicantId, route, key, holder: requestId };
  const stored = await replies.claim(request, fingerprint, lockSeconds);
  if (stored) return { reply: stored, replayed: true };
  try {
    const write = await prepare();
    const reply = await transactions.run(async () => {
      const done = await write();
      await replies.finish(request, done);
      return done;
    });
    return { reply, replayed: false };
  } catch (error) {
    await replies.release(request);
    throw error;
  }
}
