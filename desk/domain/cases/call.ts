import type { PackedFinding } from '../../../contracts/review-desk/package.ts';
import { isOfBlackList } from '../authority/authority-lists.ts';
import type { Judgement } from '../staff/work-rules.ts';
import type { CheckRow } from './checklist.ts';
import { isUnsettled } from './checklist.ts';

export const CALL_OUTCOMES = ['reached', 'missed', 'wrong-number', 'refused', 'call-again'] as const;
/** `lost`: whoever called has lost the case before they wrote how the call ended. */
export type CallOutcome = (typeof CALL_OUTCOMES)[number] | 'lost';

export const CALL_ANSWERS = ['fits', 'differs', 'not-said'] as const;
export interface CallAnswer {
  readonly item: string;
  readonly answer: (typeof CALL_ANSWERS)[number];
}

/** What is asked. `item` is a row for an open point, or the name of a question that is always asked. */
export interface CallItem {
  readonly item: string;
  readonly text: string;
}

/** After so many missed calls the case is returned. Source: T22-check. */
export const MOST_MISSED_CALLS = 2;

/** Always asked. Source: initial-review, section 3. */
const QUESTIONS: readonly CallItem[] = [
  { item: 'greeting', text: '说明身份、来电事由和域名；对方不放心时，请他回拨公布的号码。' },
  { item: 'person', text: '核对姓名、单位和职务；身份证后四位由对方说出，不要念给他听。' },
  { item: 'agrees', text: '是否知道这份备案，并同意担任负责人？' },
  { item: 'content', text: '网站放什么内容、给谁看？有没有交易、用户发布、新闻、医药、金融、游戏？' },
  { item: 'control', text: '域名在谁名下，服务器谁在管，网站现在能不能打开？' },
  { item: 'emergency', text: '应急电话是谁的，什么关系？' },
];
const GOODBYE: CallItem = {
  item: 'sms',
  text: '告知：通过后 24 小时内完成工信部短信核验；验证码不要告诉任何人，包括我们；备案号放在首页底部。',
};

/** An applicant is not asked about a list of the authority, and does not learn of it. */
const isToAsk = (finding: PackedFinding): boolean => isUnsettled(finding) && !isOfBlackList(finding);

/** The script of a call: the questions that are always asked, and the open points of the case. */
export function scriptOf(
  rows: readonly CheckRow[],
  judgements: readonly Pick<Judgement, 'row' | 'conclusion'>[],
): readonly CallItem[] {
  const toCall = judgements.filter(({ conclusion }) => conclusion === 'call').map(({ row }) => row);
  const open = rows.filter(({ path, findings }) => toCall.includes(path) || findings.some(isToAsk));
  const points = open.map(({ path, label, group, findings }) => ({
    item: path,
    text: `${group}·${label}：${findings.find(isToAsk)?.message ?? '请对方说明。'}`,
  }));
  return [...QUESTIONS, ...points, GOODBYE];
}

/** The rows of a case whose number can be called. */
export const isNumberToCall = (path: string): boolean => /\.(?:mobile|officePhone|emergencyPhone)$/.test(path);
