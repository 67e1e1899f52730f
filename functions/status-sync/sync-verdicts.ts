import type { Verdict } from '../../shared/domain/filing/verdict.ts';
import { applyKept, needsPerson } from '../../shared/domain/filing/verdict-machine.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import { log } from '../../shared/edge/log.ts';
import type { Tick } from '../../shared/edge/timer-function.ts';
import { Failed } from '../../shared/ports/failed.ts';
import type { Reviews, WaitingFiling } from '../../shared/ports/reviews.ts';
import type { Ports } from './ports.ts';

/** The most that the desk answers in one call. */
const BATCH = 100;
/** One call to the desk and one batch of changes must still fit in. */
const RESERVE_MS = 20_000;
/** How long an overloaded desk is left alone: as it says, within these bounds; the least when it says nothing. */
const QUIET_SECONDS = { least: 60, most: 60 * 60 };

/**
 * Finds verdicts whose webhook was lost, and applies verdicts that were kept but not applied. Walks once over all filings that were to be
 * asked about when it began, a batch at a time, until it is through, its time is up, or the desk is overloaded; the next run goes on from
 * there.
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

/** Undefined when the desk is overloaded: it is left alone then, by all instances. What could not be asked is asked first next time. */
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

/** What there is to do, by filing: verdicts that the desk told, or none where only kept ones wait. */
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
    // Somebody else is changing this filing again and again. What is kept is applied with its next webhook or by the next run.
    if (error instanceof Refused) return { applied: 0, raced: 1, alarms: 0 };
    throw error;
  }
}
