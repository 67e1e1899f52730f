import { Refused } from '../refusal.ts';
import type { Change } from './change.ts';
import type { Filing, FilingNumbers } from './filing.ts';
import { type FilingEvent, follow } from './machine.ts';
import { isWebsiteNumber, normalFilingNumber, organizerNumber } from './number.ts';
import type { Verdict, VerdictKind } from './verdict.ts';

/** What each kind of verdict does to a filing. */
const EVENTS = {
  accepted: 'accept',
  returned: 'return',
  queued: 'queue',
  'sms-waiting': 'send-sms',
  'sms-done': 'confirm-sms',
  'sms-failed': 'fail-sms',
  'sms-timed-out': 'time-out-sms',
  'authority-accepted': 'authority-accept',
  'authority-returned': 'authority-return',
  approved: 'approve',
  revoked: 'revoke',
} as const satisfies Record<VerdictKind, FilingEvent>;

/** Events after which the person corrects what was flagged. */
const RETURNS: readonly FilingEvent[] = ['return', 'fail-sms', 'authority-return'];

/**
 * Why a kept verdict is not applied now.
 *
 * `applied-before`: it or a later one was · `not-its-turn`: one before it is missing · `other-round`: about another submission ·
 * `wrong-state`: it crossed with what the person did, e.g. a withdrawal · `unknown-kind`: from a newer desk · `wrong-numbers`: it
 * approves without a well-formed number for the organizer and for every website.
 */
export type Unapplied =
  | 'applied-before'
  | 'not-its-turn'
  | 'other-round'
  | 'wrong-state'
  | 'unknown-kind'
  | 'wrong-numbers';

/** Whether waiting won't help, because the desk and we don't understand each other. */
export const needsPerson = (why: Unapplied): boolean => why === 'unknown-kind' || why === 'wrong-numbers';

const isVerdictKind = (kind: string): kind is VerdictKind => Object.hasOwn(EVENTS, kind);

/**
 * Decides what a verdict does. Verdict n of a round is applied after verdict n − 1 and never twice, so that any order of arrival ends
 * in the same state.
 */
export function applyVerdict(filing: Filing, verdict: Verdict): Change | Unapplied {
  const { round, sequence, kind, at, flagged, numbers } = verdict;
  if (round !== filing.round) return 'other-round';
  if (sequence <= filing.lastVerdict) return 'applied-before';
  if (sequence > filing.lastVerdict + 1) return 'not-its-turn';
  if (!isVerdictKind(kind)) return 'unknown-kind';
  const event = EVENTS[kind];
  if (!follow(filing.state, event)) return 'wrong-state';
  const facts = { verdict: sequence, decidedAt: at.toISOString() };
  // The person's time does not begin later because the webhook was lost.
  const change: Change = { event, lastVerdict: sequence, since: at, facts };
  if (RETURNS.includes(event)) {
    return { ...change, flagged, facts: { ...facts, flagged: flagged.length } };
  }
  if (event !== 'approve') return change;
  const given = numbers && completeNumbers(numbers, filing);
  return given ? { ...change, numbers: given } : 'wrong-numbers';
}

/** The numbers in normal form; undefined unless all websites have one behind the organizer's (PR-14). */
function completeNumbers({ organizer, websites }: FilingNumbers, { contents }: Filing): FilingNumbers | undefined {
  const subject = organizerNumber(organizer);
  const numbered = contents.websites.map(({ id }) => [id, normalFilingNumber(websites[id] ?? '')] as const);
  const belong = numbered.every(([, number]) => isWebsiteNumber(number) && organizerNumber(number) === subject);
  if (subject === undefined || isWebsiteNumber(organizer) || !belong) return undefined;
  return { organizer: subject, websites: Object.fromEntries(numbered) };
}

/** The part of the reviews port that applying needs. */
export interface KeptVerdicts {
  unappliedVerdicts(filingId: string): Promise<readonly Verdict[]>;
  changeFiling(filingId: string, decide: (filing: Filing) => Change | undefined): Promise<Filing>;
}

export interface Applied {
  readonly applied: number;
  /** Why the first verdict that is still waiting waits. */
  readonly waiting?: Unapplied;
}

/** How often a filing may be changed by somebody else in between. */
const MAX_ATTEMPTS = 4;

/**
 * Applies what is kept for a filing and whose turn has come. Both rooms that receive verdicts call it after keeping them, and it is
 * here because a room never imports another.
 *
 * It does not belong into the transaction that keeps a verdict: two verdicts that arrive at once would not see each other there, and
 * the later one would stay behind. Called after the commit, whichever comes last sees both.
 *
 * @throws Refused('filing.unknown'); Refused('filing.changed-meanwhile') when that keeps happening.
 */
export async function applyKept(filingId: string, reviews: KeptVerdicts): Promise<Applied> {
  let applied = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      for (const verdict of await reviews.unappliedVerdicts(filingId)) {
        const outcome = await applyOne(verdict, reviews);
        if (outcome === 'applied') applied += 1;
        else if (outcome !== 'applied-before') return { applied, waiting: outcome };
      }
      return { applied };
    } catch (error) {
      const raced = error instanceof Refused && error.refusal === 'filing.changed-meanwhile';
      if (!raced || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function applyOne(verdict: Verdict, reviews: KeptVerdicts): Promise<Unapplied | 'applied'> {
  const outcome: { why?: Unapplied } = {};
  await reviews.changeFiling(verdict.filingId, (filing) => {
    const decision = applyVerdict(filing, verdict);
    if (typeof decision !== 'string') return decision;
    outcome.why = decision;
    return undefined;
  });
  return outcome.why ?? 'applied';
}
