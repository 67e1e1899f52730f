import { Refused } from '../../contracts/kit/refusal.ts';
import type { Verdict } from '../../contracts/review-desk/verdict.ts';
import { describeError, log } from '../../platform/edge/log.ts';
import type { Tick } from '../../platform/edge/timer-function.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { applyKept } from '../../shared/application/apply-kept.ts';
import type { UnreadableVerdict } from '../../shared/domain/filing/verdict.ts';
import { needsPerson } from '../../shared/domain/filing/verdict-machine.ts';
import type { ParkedVerdict } from '../../shared/ports/filings/parked-verdicts.ts';
import type { AskedVerdicts } from '../../shared/ports/filings/review-desk.ts';
import type { Reviews, WaitingFiling } from '../../shared/ports/filings/reviews.ts';
import { askDesk } from './ask-desk.ts';
import type { Ports } from './ports.ts';

/** The desk's limit for one call. */
const BATCH = 100;
/** Calls to the desk at once: with one that takes 300 ms, a run gets through more than 50,000 filings. */
const CALLS_AT_ONCE = 6;
/** One call to the desk and one batch of changes must still fit in. */
const RESERVE_MS = 20_000;

/** What the desk told about one filing. */
interface News {
  readonly verdicts: Verdict[];
  unreadable?: UnreadableVerdict;
}

/**
 * Finds verdicts whose webhook was lost, and applies verdicts that were stored but not applied. Works in batches
 * through all filings that were due at its start, those under review first, until nothing is left, its time is up, or
 * the desk is overloaded; the next run continues. A verdict that can't be read or applied is parked for the operator,
 * and the other filings go on; so do those behind one that the desk has no usable reply about.
 *
 * @throws Failed('review-desk', …) for any other failure of the desk.
 */
export async function syncVerdicts({ requestId, remainingMs }: Tick, ports: Ports) {
  const { clock, reviews } = ports;
  const counts = { asked: 0, applied: 0, raced: 0, alarms: 0, throttled: 0 };
  const startedAt = clock.now();
  while (remainingMs() > RESERVE_MS && !(await reviews.quietUntil())) {
    const waiting = await reviews.claimWaiting(startedAt, BATCH * CALLS_AT_ONCE);
    if (waiting.length === 0) break;
    const hasTime = () => remainingMs() > RESERVE_MS;
    const replies = await Promise.all(batchesOf(waiting).map((batch) => askDesk(batch, hasTime, ports)));
    for (const { asked, answer } of replies) {
      counts.asked += asked.length;
      counts.alarms += answer.unreadable.filter(({ filingId }) => filingId === undefined).length;
      for (const [filingId, news] of newsOf(asked, answer)) {
        const result = await catchUp(filingId, news, requestId, ports);
        counts.applied += result.applied;
        counts.raced += result.raced;
        counts.alarms += result.alarms;
      }
    }
    const failed = replies.find(({ failure }) => failure);
    if (failed) throw failed.failure;
    if (replies.some(({ isThrottled }) => isThrottled)) {
      counts.throttled += 1;
      break;
    }
  }
  if (counts.alarms > 0) log({ level: 'alarm', function: 'status-sync', requestId, counts: { alarms: counts.alarms } });
  return counts;
}

const batchesOf = (waiting: readonly WaitingFiling[]) =>
  Array.from({ length: Math.ceil(waiting.length / BATCH) }, (_, index) =>
    waiting.slice(index * BATCH, (index + 1) * BATCH),
  );

/** Filings to process: those with new verdicts, and those with stored ones, whose list may be empty. */
function newsOf(waiting: readonly WaitingFiling[], { verdicts, unreadable }: AskedVerdicts): ReadonlyMap<string, News> {
  const news = new Map<string, News>();
  const asked = new Set(waiting.map(({ filingId }) => filingId));
  const newsAbout = (filingId: string): News => {
    const known = news.get(filingId) ?? { verdicts: [] };
    if (asked.has(filingId)) news.set(filingId, known);
    return known;
  };
  for (const { filingId, hasKept } of waiting) if (hasKept) newsAbout(filingId);
  for (const verdict of verdicts) newsAbout(verdict.filingId).verdicts.push(verdict);
  // The first of several holds up the filing.
  for (const verdict of unreadable) if (verdict.filingId) newsAbout(verdict.filingId).unreadable ??= verdict;
  return news;
}

async function catchUp(filingId: string, { verdicts, unreadable }: News, requestId: string, ports: Ports) {
  const { applied, raced, stuck } = await takeIn(filingId, verdicts, requestId, ports.reviews);
  const parked = stuck ?? (unreadable && { ...unreadable, reason: 'unreadable' as const });
  if (parked) await ports.parkedVerdicts.park({ fields: [], ...parked, filingId });
  return { applied, raced, alarms: parked ? 1 : 0 };
}

interface TakenIn {
  readonly applied: number;
  readonly raced: number;
  /** The verdict that holds up the filing until somebody looks at it. */
  readonly stuck?: Pick<ParkedVerdict, 'round' | 'sequence' | 'reason'>;
}

async function takeIn(
  filingId: string,
  verdicts: readonly Verdict[],
  requestId: string,
  reviews: Reviews,
): Promise<TakenIn> {
  try {
    for (const verdict of verdicts) await reviews.keepVerdict(verdict);
    const { applied, waiting, at } = await applyKept(filingId, reviews);
    const stuck = waiting && needsPerson(waiting) ? { ...at, reason: waiting } : undefined;
    return { applied, raced: 0, ...(stuck && { stuck }) };
  } catch (error) {
    // Concurrent changes won repeatedly. Stored verdicts are applied with the filing's next webhook or by the next run.
    if (error instanceof Refused) return { applied: 0, raced: 1 };
    // Without the database no other filing would fare better.
    if (error instanceof Failed) throw error;
    log({ level: 'alarm', function: 'status-sync', requestId, error: describeError(error) });
    return { applied: 0, raced: 0, stuck: { reason: 'failed' } };
  }
}
