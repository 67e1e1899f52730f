import { Refused } from '../../shared/domain/refusal.ts';
import type { Verdict } from '../../shared/domain/verdict.ts';
import { applyKept, needsPerson } from '../../shared/domain/verdict-machine.ts';
import { log } from '../../shared/edge/log.ts';
import type { Tick } from '../../shared/edge/timer-function.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ReviewDesk } from '../../shared/ports/review-desk.ts';
import type { Reviews, WaitingFiling } from '../../shared/ports/reviews.ts';

export interface SyncPorts {
  readonly clock: Clock;
  readonly reviewDesk: ReviewDesk;
  readonly reviews: Reviews;
}

/** A webhook gets this long before we ask. Less than the timer's period of five minutes, so that each run asks about every filing. */
const PATIENCE_SECONDS = 60;
/** The most that the desk answers in one call. */
const BATCH = 100;
/** One call to the desk and one batch of changes must still fit in. */
const RESERVE_MS = 20_000;

/**
 * Finds verdicts whose webhook was lost, and applies verdicts that were kept but not applied. Works through all waiting filings, those
 * that were asked about longest ago first, until it is done or its time is up; the next run goes on from there.
 *
 * @throws Failed('review-desk', …)
 */
export async function syncVerdicts({ requestId, remainingMs }: Tick, { clock, reviewDesk, reviews }: SyncPorts) {
  const counts = { asked: 0, applied: 0, raced: 0, alarms: 0 };
  const since = new Date(clock.now().getTime() - PATIENCE_SECONDS * 1000);
  while (remainingMs() > RESERVE_MS) {
    const waiting = await reviews.claimWaiting(since, BATCH);
    if (waiting.length === 0) break;
    counts.asked += waiting.length;
    const verdicts = await reviewDesk.verdicts(
      waiting.map(({ filingId, round, lastVerdict }) => ({ filingId, round, after: lastVerdict })),
    );
    for (const filing of waiting) {
      const result = await catchUp(filing, verdicts, reviews);
      counts.applied += result.applied;
      counts.raced += result.raced;
      counts.alarms += result.alarms;
    }
  }
  if (counts.alarms > 0) log({ level: 'alarm', function: 'status-sync', requestId, counts: { alarms: counts.alarms } });
  return counts;
}

async function catchUp({ filingId }: WaitingFiling, verdicts: readonly Verdict[], reviews: Reviews) {
  for (const verdict of verdicts) if (verdict.filingId === filingId) await reviews.keep(verdict);
  try {
    const { applied, waiting } = await applyKept(filingId, reviews);
    return { applied, raced: 0, alarms: waiting && needsPerson(waiting) ? 1 : 0 };
  } catch (error) {
    // Somebody else is changing this filing again and again. What is kept is applied with its next webhook or by the next run.
    if (error instanceof Refused) return { applied: 0, raced: 1, alarms: 0 };
    throw error;
  }
}
