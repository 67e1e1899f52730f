import type { Verdict } from '../../shared/domain/filing/verdict.ts';
import { applyKept, needsPerson } from '../../shared/domain/filing/verdict-machine.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import { log } from '../../shared/edge/log.ts';
import type { Tick } from '../../shared/edge/timer-function.ts';
import { Failed } from '../../shared/ports/failed.ts';
import type { Reviews, WaitingFiling } from '../../shared/ports/reviews.ts';
import type { Ports } from './ports.ts';

/** The desk's limit for one call. */
const BATCH = 100;
/** One call to the desk and one batch of changes must still fit in. */
const RESERVE_MS = 20_000;
/** How long an overloaded desk is left alone: its `Retry-After` within these limits, or the least without one. */
const QUIET_SECONDS = { least: 60, most: 60 * 60 };

/**
 * Finds verdicts whose webhook was lost, and applies verdicts that were stored but not applied. Works in batches
 * through all filings that were due at its start, until nothing is left, its time is up, or the desk is overloaded; the
 * next run continues.
 *
 * @throws Failed('review-desk', …) for any other failure of the desk.
 */
export async function syncVerdicts({ requestId, remainingMs }: Tick, { clock, reviewDesk, reviews }: Ports) {
  const counts = { asked: 0, applied: 0, raced: 0, alarms: 0, throttled: 0 };
  const startedAt = clock.now();
  let last: WaitingFiling | undefined;
  while (remainingMs() > RESERVE_MS && !(await reviews.quietUntil())) {
    const waiting = await reviews.claimWaiting(startedAt, BATCH, last);
    last = waiting.at(-1);
    if (!last) break;
    const verdicts = await askDesk(waiting, { clock, reviewDesk, reviews });
    if (!verdicts) {
      counts.throttled += 1;
      break;
    }
    counts.asked += waiting.length;
    for (const [filingId, news] of newsOf(waiting, verdicts)) {
      const result = await catchUp(filingId, news, reviews);
      counts.applied += result.applied;
      counts.raced += result.raced;
      counts.alarms += result.alarms;
    }
  }
  if (counts.alarms > 0) log({ level: 'alarm', function: 'status-sync', requestId, counts: { alarms: counts.alarms } });
  return counts;
}

/** Undefined when the desk is overloaded: then all instances pause, and these filings come first next time. */
async function askDesk(
  waiting: readonly WaitingFiling[],
  { clock, reviewDesk, reviews }: Ports,
): Promise<readonly Verdict[] | undefined> {
  try {
    return await reviewDesk.verdicts(
      waiting.map(({ filingId, round, lastVerdict }) => ({ filingId, round, after: lastVerdict })),
    );
  } catch (error) {
    const now = clock.now();
    await reviews.askAgain(
      waiting.map(({ filingId }) => filingId),
      now,
    );
    if (!(error instanceof Failed) || error.kind !== 'throttled') throw error;
    const { least, most } = QUIET_SECONDS;
    const seconds = Math.min(Math.max(error.retryAfterSeconds ?? least, least), most);
    await reviews.keepQuietUntil(new Date(now.getTime() + seconds * 1000));
    return undefined;
  }
}

/** Filings to process: those with new verdicts, and those with stored ones, whose list may be empty. */
function newsOf(
  waiting: readonly WaitingFiling[],
  verdicts: readonly Verdict[],
): ReadonlyMap<string, readonly Verdict[]> {
  const news = new Map<string, Verdict[]>();
  for (const { filingId, hasKept } of waiting) if (hasKept) news.set(filingId, []);
  const asked = new Set(waiting.map(({ filingId }) => filingId));
  for (const verdict of verdicts) {
    if (!asked.has(verdict.filingId)) continue;
    news.set(verdict.filingId, [...(news.get(verdict.filingId) ?? []), verdict]);
  }
  return news;
}

async function catchUp(filingId: string, verdicts: readonly Verdict[], reviews: Reviews) {
  for (const verdict of verdicts) await reviews.keepVerdict(verdict);
  try {
    const { applied, waiting } = await applyKept(filingId, reviews);
    return { applied, raced: 0, alarms: waiting && needsPerson(waiting) ? 1 : 0 };
  } catch (error) {
    // Concurrent changes won repeatedly. Stored verdicts are applied with the filing's next webhook or by the next run.
    if (error instanceof Refused) return { applied: 0, raced: 1, alarms: 0 };
    throw error;
  }
}
