import { Refused } from '../../contracts/kit/refusal.ts';
import type { Verdict } from '../../contracts/review-desk/verdict.ts';
import { decideReview } from '../../shared/domain/record/recovery.ts';
import { stopCodeOf } from '../../shared/domain/record/transfer.ts';
import type { Ports } from './ports.ts';

/** Verdicts that decide on a recovery; others change nothing of it. */
const DECISIONS = ['accepted', 'returned', 'declined'];

/**
 * Applies a verdict about a recovery by papers: once accepted it waits its day, and its holder and principal are told at once. Joins
 * the running transaction.
 *
 * @returns whether the verdict is about a recovery, and about no filing.
 */
export async function decideRecovery({ filingId: id, kind }: Verdict, ports: Ports): Promise<boolean> {
  const { ids, recordTransfers } = ports;
  const found = await recordTransfers.find({ id }).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
  });
  if (!found?.transfer.papers) return false;
  if (!DECISIONS.includes(kind)) return true;
  const stopCode = stopCodeOf(Buffer.from(ids.secret(), 'base64url'));
  await recordTransfers.change({ id }, (transferCase) => {
    const transfer = decideReview(transferCase, kind === 'accepted');
    return transfer && { transfer, ...(transfer.acceptedAt && { secrets: { stopCode } }) };
  });
  return true;
}
