import { Failed } from '../../platform/ports/failed.ts';
import type { AskedVerdicts } from '../../shared/ports/filings/review-desk.ts';
import type { WaitingFiling } from '../../shared/ports/filings/reviews.ts';
import type { Ports } from './ports.ts';

/** How long an overloaded desk is left alone: its `Retry-After` within these limits, or the least without one. */
const QUIET_SECONDS = { least: 60, most: 60 * 60 };
/** Failures in a row after which the desk itself is out of order: of a hundred filings, one is found in eight questions. */
const MOST_IN_A_ROW = 9;

/** What the desk said about some filings. */
interface Asked {
  /** Those that it was asked about to the end. The others come first in the next run. */
  readonly asked: readonly WaitingFiling[];
  readonly answer: AskedVerdicts;
  /** The desk is overloaded: all instances pause. */
  readonly isThrottled: boolean;
  /** Why it was not asked about the others, when it is out of order. */
  readonly failure: unknown;
}

/**
 * Asks the desk about some filings. When it has no usable reply, it is asked about each half by itself, so that one
 * filing that it stumbles over does not hide its verdicts on the others: that one is told as unreadable.
 *
 * @param hasTime whether another call still fits in.
 */
export async function askDesk(waiting: readonly WaitingFiling[], hasTime: () => boolean, ports: Ports): Promise<Asked> {
  const { answers, mute, left, failure, isLate } = await askInParts(waiting, hasTime, ports);
  // Without any reply, nothing is known about one filing alone.
  const unasked = answers.length > 0 ? left : waiting;
  const asked = waiting.filter((filing) => !unasked.includes(filing));
  const now = ports.clock.now();
  const ids = unasked.map(({ filingId }) => filingId);
  await ports.reviews.askAgain(ids, now);
  const answer = merged(answers, answers.length > 0 ? mute : []);
  const quietSeconds = quietSecondsAfter(failure);
  if (unasked.length === 0) return { asked, answer, isThrottled: false, failure: undefined };
  if (quietSeconds === undefined)
    return { asked, answer, isThrottled: false, failure: isLate && asked.length > 0 ? undefined : failure };
  await ports.reviews.keepQuietUntil(new Date(now.getTime() + quietSeconds * 1000));
  return { asked, answer, isThrottled: true, failure: undefined };
}

async function askInParts(waiting: readonly WaitingFiling[], hasTime: () => boolean, { reviewDesk }: Ports) {
  const answers: AskedVerdicts[] = [];
  const mute: WaitingFiling[] = [];
  const left = [waiting];
  let [inARow, failure]: [number, unknown] = [0, undefined];
  for (let some = left.shift(); some; some = left.shift()) {
    try {
      answers.push(await reviewDesk.verdicts(some.map(questionOf)));
      inARow = 0;
    } catch (error) {
      failure = error;
      inARow += 1;
      const isOver = !(error instanceof Failed) || error.kind === 'throttled' || inARow > MOST_IN_A_ROW;
      if (isOver || !hasTime()) return { answers, mute, left: [some, ...left].flat(), failure, isLate: !isOver };
      if (some.length === 1) mute.push(...some);
      else left.unshift(...halvesOf(some));
    }
  }
  return { answers, mute, left: [], failure, isLate: false };
}

const questionOf = ({ filingId, round, lastVerdict }: WaitingFiling) => ({ filingId, round, after: lastVerdict });

function halvesOf(some: readonly WaitingFiling[]) {
  const middle = Math.ceil(some.length / 2);
  return [some.slice(0, middle), some.slice(middle)];
}

/** Undefined for any other failure. */
function quietSecondsAfter(failure: unknown): number | undefined {
  if (!(failure instanceof Failed) || failure.kind !== 'throttled') return undefined;
  return Math.min(Math.max(failure.retryAfterSeconds ?? QUIET_SECONDS.least, QUIET_SECONDS.least), QUIET_SECONDS.most);
}

const merged = (answers: readonly AskedVerdicts[], mute: readonly WaitingFiling[]): AskedVerdicts => ({
  verdicts: answers.flatMap(({ verdicts }) => verdicts),
  unreadable: [
    ...answers.flatMap(({ unreadable }) => unreadable),
    ...mute.map(({ filingId }) => ({ filingId, fields: [] })),
  ],
});
