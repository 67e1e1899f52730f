import { provinceOf } from '../../../contracts/data/provinces.ts';
import type { FilingNumbers } from '../../../contracts/review-desk/filing-numbers.ts';
import type { VerdictKind } from '../../../contracts/review-desk/kinds.ts';
import type { Verdict } from '../../../contracts/review-desk/verdict.ts';
import { amendedContents } from './amended-contents.ts';
import { keptAmendments } from './amendment.ts';
import type { Change } from './change.ts';
import { isEnding } from './ending-types.ts';
import type { Filing } from './filing.ts';
import { type FilingEvent, follow } from './machine.ts';
import { isWebsiteNumber, normalFilingNumber, organizerNumber } from './number.ts';

/** The event of each kind of verdict. */
const EVENTS = {
  'call-missed': 'miss-call',
  accepted: 'accept',
  returned: 'return',
  declined: 'decline',
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

/** Events after which the flagged fields are to be corrected. */
const RETURNS: readonly FilingEvent[] = ['return', 'fail-sms', 'authority-return'];

/**
 * Why a stored verdict is not applied now.
 *
 * `applied-before`: it or a later one has been applied · `not-its-turn`: an earlier one is missing · `other-round`: it
 * is about another submission · `wrong-state`: the applicant did something at the same time, e.g. withdrew the filing ·
 * `unknown-kind`: from a newer version of the desk · `wrong-numbers`: an approval without a well-formed number for the
 * organizer and for every website, or with a number that another website, another record or an ended one has · `wrong-amendments`: they
 * are not of an acceptance, or one of them can't be made.
 */
export type Unapplied =
  | 'applied-before'
  | 'not-its-turn'
  | 'other-round'
  | 'wrong-state'
  | 'unknown-kind'
  | 'wrong-numbers'
  | 'wrong-amendments';

/** Whether an operator must look at it: waiting does not help. */
export const needsPerson = (why: Unapplied): why is 'unknown-kind' | 'wrong-numbers' | 'wrong-amendments' =>
  why === 'unknown-kind' || why === 'wrong-numbers' || why === 'wrong-amendments';

const isVerdictKind = (kind: string): kind is VerdictKind => Object.hasOwn(EVENTS, kind);

/**
 * Decides what a verdict changes. Verdict n of a round is applied after verdict n − 1 and only once, so that every
 * order of arrival leads to the same state.
 */
export function applyVerdict(filing: Filing, verdict: Verdict): Change | Unapplied {
  const { round, sequence, kind, at, flagged, numbers, amendments = [] } = verdict;
  if (round !== filing.round) return 'other-round';
  if (sequence <= filing.lastVerdict) return 'applied-before';
  if (sequence > filing.lastVerdict + 1) return 'not-its-turn';
  if (!isVerdictKind(kind)) return 'unknown-kind';
  const event = eventOf(kind, filing);
  if (!follow(filing.state, event)) return 'wrong-state';
  const facts = { verdict: sequence, decidedAt: at.toISOString() };
  // A lost webhook does not move the deadlines.
  const change: Change = { event, lastVerdict: sequence, since: at, facts };
  if (amendments.length > 0) {
    const kept = event === 'accept' ? keptAmendments(filing, { amendments, round, at }) : undefined;
    if (!kept) return 'wrong-amendments';
    return {
      ...change,
      contents: amendedContents(filing.contents, kept),
      facts: { ...facts, amended: kept.length },
    };
  }
  if (RETURNS.includes(event)) {
    const mended = flagged.map((flag) => ({ ...flag, field: mendedAt(flag.field, filing) }));
    return { ...change, flagged: mended, facts: { ...facts, flagged: flagged.length } };
  }
  // Nothing opens: the reasons are to be read only.
  if (event === 'decline') return { ...change, flagged, facts: { ...facts, flagged: flagged.length } };
  if (event !== 'approve') return change;
  const given = numbers ? completeNumbers(numbers, filing) : filing.numbers;
  return given ? { ...change, numbers: given } : 'wrong-numbers';
}

/** What a verdict means for a filing of its type. */
function eventOf(kind: VerdictKind, { filingType, state }: Filing): FilingEvent {
  const event = EVENTS[kind];
  if (!isEnding(filingType)) return event;
  // Its initial review was left out: a desk that holds one all the same changes nothing.
  if (state === 'queued' && event === 'accept') return 'queue';
  return event === 'time-out-sms' ? 'lapse' : event;
}

/** The path whose form mends a flagged field. An individual owns their websites: their site owner is the principal. */
const mendedAt = (field: string, { contents }: Filing): string =>
  contents.eligibility.organizerKind === 'individual'
    ? field.replace(/^websites\.\d+\.siteOwner(?=\.|$)/, 'principal')
    : field;

/**
 * The numbers in normal form; undefined unless the organizer's is of the filing's province, and every website has one that starts
 * with it (PR-14). Whoever is filed already gets no others.
 */
function completeNumbers(
  { organizer, websites }: FilingNumbers,
  { contents, numbers: filed = contents.numbers }: Filing,
): FilingNumbers | undefined {
  const subject = organizerNumber(organizer);
  const numbered = contents.websites.map(({ id }) => [id, normalFilingNumber(websites[id] ?? '')] as const);
  const belong = numbered.every(([, number]) => isWebsiteNumber(number) && organizerNumber(number) === subject);
  const { region } = contents.eligibility;
  const isOfProvince = filed !== undefined || subject?.startsWith(provinceOf(region)?.mark ?? '') === true;
  if (subject === undefined || isWebsiteNumber(organizer) || !belong || !isOfProvince) return undefined;
  const isOther =
    filed &&
    (filed.organizer !== subject || numbered.some(([id, number]) => (filed.websites[id] ?? number) !== number));
  return isOther ? undefined : { organizer: subject, websites: Object.fromEntries(numbered) };
}
