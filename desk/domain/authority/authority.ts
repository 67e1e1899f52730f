import { endsSomething } from '../../../contracts/data/endings.ts';
import type { FilingNumbers } from '../../../contracts/review-desk/filing-numbers.ts';
import { plainFilingNumber } from './filing-numbers.ts';

/**
 * What the authority may say of a submission. What it revokes afterwards ends what is filed: two people tell it of the record,
 * as a forced cancellation.
 */
export const ANSWER_KINDS = [
  'sms-started',
  'sms-verified',
  'sms-failed',
  'sms-timed-out',
  'accepted',
  'returned',
  'approved',
] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** For staff. */
export const ANSWER_LABELS: Readonly<Record<AnswerKind, string>> = {
  'sms-started': '短信核验已发起',
  'sms-verified': '短信核验完成',
  'sms-failed': '短信核验失败',
  'sms-timed-out': '短信核验超时',
  accepted: '审核通过，待发号',
  returned: '退回',
  approved: '通过并发号',
};

/** Where a submission is at the authority. */
export type AuthorityStage = 'handed-in' | 'sms' | 'reviewing' | 'accepted' | 'approved' | 'over';

/** What an answer brings about: the verdicts that the filing service gets, in this order, and where the submission is then. */
export interface AnswerEffect {
  readonly stage: AuthorityStage;
  readonly verdicts: readonly string[];
  /** It must be handed in once more, as it is. */
  readonly handsInAgain: boolean;
}

type Effects = Readonly<Partial<Record<AnswerKind, readonly [AuthorityStage, ...string[]]>>>;

/** Which verdict may follow on which is a matter of the filing service: docs/states.md. */
const EFFECTS: Readonly<Record<AuthorityStage, Effects>> = {
  // What is returned before its SMS verification was never under the authority's review.
  'handed-in': { 'sms-started': ['sms', 'sms-waiting'], returned: ['over', 'returned'] },
  sms: {
    'sms-started': ['sms', 'sms-waiting'],
    'sms-verified': ['reviewing', 'sms-done'],
    'sms-failed': ['over', 'sms-failed'],
    'sms-timed-out': ['over', 'sms-timed-out'],
  },
  reviewing: {
    accepted: ['accepted', 'authority-accepted'],
    returned: ['over', 'authority-returned'],
    approved: ['approved', 'approved'],
  },
  accepted: { returned: ['over', 'authority-returned'], approved: ['approved', 'approved'] },
  approved: {},
  over: {},
};

/** Whether the authority sends no SMS about it. Source: docs/api/review-desk.yaml, `ending`. */
export const isWithoutSms = (filingType: string): boolean => filingType === 'end-access';

/** What an answer does to a submission; undefined for one that can't come now. */
export function effectOf(stage: AuthorityStage, kind: AnswerKind, filingType: string): AnswerEffect | undefined {
  const skipsSms = stage === 'handed-in' && isWithoutSms(filingType);
  const effect = EFFECTS[skipsSms ? 'reviewing' : stage][kind];
  if (!effect) return undefined;
  const [next, ...verdicts] = effect;
  return {
    stage: next,
    verdicts: skipsSms ? ['sms-waiting', 'sms-done', ...verdicts] : verdicts,
    handsInAgain: kind === 'sms-timed-out' && !endsSomething(filingType),
  };
}

/** The answers that can come now, for whoever types one. */
export const possibleAnswers = (stage: AuthorityStage, filingType: string): readonly AnswerKind[] =>
  ANSWER_KINDS.filter((kind) => effectOf(stage, kind, filingType) !== undefined);

/** Where a submission will be when what was typed is applied, in its order. */
export const stageAfter = (stage: AuthorityStage, kinds: readonly AnswerKind[], filingType: string): AuthorityStage =>
  kinds.reduce((now, kind) => effectOf(now, kind, filingType)?.stage ?? now, stage);

/** Answers that say what the applicant must mend: somebody confirms what the authority's words mean, before the filer reads them. */
export const isReturn = (kind: AnswerKind): boolean => kind === 'returned' || kind === 'sms-failed';

/** What is compared of two answers. */
interface Told {
  readonly kind: AnswerKind;
  readonly words?: string | undefined;
  readonly numbers?: FilingNumbers | undefined;
}

const written = ({ kind, words, numbers }: Told): string => {
  const websites = Object.entries(numbers?.websites ?? {}).map(([id, number]) => [id, plainFilingNumber(number)]);
  return JSON.stringify([kind, words, plainFilingNumber(numbers?.organizer ?? ''), websites.sort()]);
};

/** Whether what is typed is the answer before, typed once more. Without a time it is as old as that. */
export const isSameAnswer = (before: Told & { readonly at: Date }, typed: Told & { readonly at?: Date | undefined }) =>
  written(before) === written(typed) && (typed.at ?? before.at).getTime() === before.at.getTime();

const DAY_MS = 24 * 60 * 60 * 1000;
/** Whether something of the authority can be due then: ahead, and within a year. */
export const canBeDue = (at: Date, now: Date): boolean => at > now && at.getTime() <= now.getTime() + 366 * DAY_MS;
/** Whether the authority can have answered then: after the filing was to be handed in, and not later than tomorrow. */
export const canBeAnswered = (at: Date, queuedAt: Date, now: Date): boolean =>
  at >= queuedAt && at.getTime() <= now.getTime() + DAY_MS;

/** Whether an approval of this type gives numbers. That of a change may leave them as they are. */
export const givesNumbers = (filingType: string): boolean => filingType !== 'change' && !endsSomething(filingType);
