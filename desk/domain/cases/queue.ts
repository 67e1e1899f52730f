import { endsSomething } from '../../../contracts/data/endings.ts';
import type { PauseReason } from './case-clock.ts';
import type { SecondViewReason } from './four-eyes.ts';

/** The lists of the team. A case stands in one of them, or in none once it is decided. */
export const QUEUES = ['call-again', 'resubmitted', 'second-view', 'new', 'changes', 'endings', 'held'] as const;
export type Queue = (typeof QUEUES)[number];

/** The list of an open case. One that was called or handed in again goes by that, whatever its type. */
export function queueOf(openCase: {
  readonly filingType: string;
  readonly round: number;
  readonly missedCalls: number;
  readonly pausedFor: PauseReason | undefined;
  /** The applicant has asked to be called later. */
  readonly isToCall?: boolean;
}): Queue {
  if (openCase.pausedFor === 'held' || openCase.pausedFor === 'authority-closed') return 'held';
  if (openCase.missedCalls > 0 || openCase.pausedFor === 'call-missed' || openCase.isToCall) return 'call-again';
  if (openCase.round > 1) return 'resubmitted';
  if (['change', 'recovery'].includes(openCase.filingType)) return 'changes';
  return endsSomething(openCase.filingType) ? 'endings' : 'new';
}

/** Why two must agree, for the line of a list and the head of a case. */
export const SECOND_VIEW_WORDS: Readonly<Record<SecondViewReason, string>> = {
  'block-overridden': '机器判为不能通过',
  'register-differs': '与登记信息不一致',
  'organizer-ends': '注销主体',
  'account-lost': '备案要转到另一个账号',
  'pre-approval': '涉及前置审批',
  'black-listed': '在管局的黑名单里',
  'returned-thrice': '同一原因已退回三轮',
  amended: '更正了申请人填写的内容',
  declined: '不予受理',
  asked: '初审人请求复审',
};

const CALLS = ['第 1 次致电未接', '第 2 次致电未接，可以退回'];

interface Standing {
  readonly queue: Queue | undefined;
  readonly round: number;
  readonly risk: number;
  readonly missedCalls: number;
  readonly secondView: readonly SecondViewReason[];
}

/** Why a case stands where it does, as a line of a list says it. */
export const reasonInList = (reviewCase: Standing): string =>
  reasonWith(reviewCase, reviewCase.risk > 0 ? `${reviewCase.risk} 处机器提示` : '') || '没有机器提示';

/** The same for the head of a case, which counts what is left to judge, not what the machine has noticed. */
export const reasonInHead = (reviewCase: Standing): string => reasonWith(reviewCase, '');

function reasonWith({ queue, missedCalls, round, secondView }: Standing, hints: string): string {
  if (queue === 'second-view') return `待复审：${secondView.map((why) => SECOND_VIEW_WORDS[why]).join('、')}`;
  if (queue === 'held') return '已挂起';
  if (missedCalls > 0) return CALLS[Math.min(missedCalls, CALLS.length) - 1] ?? '';
  return [round > 1 && '再次提交', hints].filter(Boolean).join('，');
}
