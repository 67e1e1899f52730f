import { reactive } from 'vue';
import type { Reply } from './operations.ts';

export type AuthorityView = Reply<'showAuthority'>;
export type SubmissionView = AuthorityView['submissions'][number];
export type AnswerView = AuthorityView['answers'][number];
export type ReturnedView = Reply<'showReturn'>;

/**
 * The authority's words that this person has typed while the page is open, by submission and sequence: the desk doesn't say them again,
 * since names may be in them.
 */
export const typedWords = reactive(new Map<string, string>());
export function noteTyped(number: number | undefined, sequence: number, words: string): void {
  typedWords.set(`${number}-${sequence}`, words);
}
export const wordsTyped = (number: number | undefined, sequence: number) => typedWords.get(`${number}-${sequence}`);

/** Six digits, as staff read them to each other. */
export const numberOf = (number: number | undefined): string =>
  number === undefined ? '–' : String(number).padStart(6, '0');

const FAILURES: Readonly<Record<NonNullable<SubmissionView['failure']>, string>> = {
  'numbers-refused': '备案服务不接受录入的备案号，请核对后重新录入',
  'verdict-refused': '备案服务不接受这个结果，请联系运维人员',
  'answer-dropped': '有一个录入的结果接不上前面的，没有生效，请核对后重新录入',
};

/** Where a submission is, and in which tone. */
export function standingOf(submission: SubmissionView): { readonly text: string; readonly tone: string } {
  if (submission.state === 'taken-back') return { text: '已作废', tone: 'quiet' };
  if (submission.isTakenBack) return { text: '申请人已撤回，请在管局撤销', tone: 'warn' };
  if (submission.state === 'waiting') return { text: '待报送', tone: 'quiet' };
  const { failure, stage } = submission;
  if (failure === 'answer-dropped') return { text: `${STAGES[stage].text}；${FAILURES[failure]}`, tone: 'no' };
  return failure ? { text: FAILURES[failure], tone: 'no' } : STAGES[stage];
}

/** Whether nobody is to do anything about it any more. */
export const isEnded = ({ stage, pending, failure }: SubmissionView): boolean =>
  (stage === 'approved' || stage === 'over') && pending.length === 0 && (!failure || failure === 'answer-dropped');

const STAGES: Readonly<Record<SubmissionView['stage'], { readonly text: string; readonly tone: string }>> = {
  'handed-in': { text: '已报送，等短信核验', tone: 'accent' },
  sms: { text: '短信核验中', tone: 'accent' },
  reviewing: { text: '管局审核中', tone: 'accent' },
  accepted: { text: '管局已通过，待发号', tone: 'accent' },
  approved: { text: '已通过', tone: 'good' },
  over: { text: '已结束', tone: 'quiet' },
};

export const ANSWER_STATES: Readonly<Record<AnswerView['state'], { readonly text: string; readonly tone: string }>> = {
  waiting: { text: '未生效', tone: 'quiet' },
  'to-confirm': { text: '等另一人确认', tone: 'warn' },
  'to-match': { text: '待对应原因', tone: 'warn' },
  applied: { text: '已处理', tone: 'good' },
  dropped: { text: '已收回或没有生效', tone: 'quiet' },
};
