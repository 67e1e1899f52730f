import type { CaseState } from './case.ts';
import type { PauseReason } from './case-clock.ts';
import type { SecondViewReason } from './four-eyes.ts';

/** The lists of the team. A case stands in one of them, or in none once it is decided. */
export const QUEUES = ['call-again', 'resubmitted', 'second-view', 'new', 'changes', 'endings', 'held'] as const;
export type Queue = (typeof QUEUES)[number];

const ENDINGS = ['cancel-organizer', 'cancel-website', 'end-access'];

/** The list of an open case. One that was called or handed in again goes by that, whatever its type. */
export function queueOf(item: {
  readonly filingType: string;
  readonly round: number;
  readonly missedCalls: number;
  readonly pausedFor: PauseReason | undefined;
}): Queue {
  if (item.pausedFor === 'held' || item.pausedFor === 'authority-closed') return 'held';
  if (item.missedCalls > 0 || item.pausedFor === 'call-missed' || item.pausedFor === 'applicant-asked')
    return 'call-again';
  if (item.round > 1) return 'resubmitted';
  if (item.filingType === 'change') return 'changes';
  return ENDINGS.includes(item.filingType) ? 'endings' : 'new';
}

/** Why two must agree, for the line of a list and the head of a case. */
export const SECOND_VIEW_WORDS: Readonly<Record<SecondViewReason, string>> = {
  'block-overridden': '机器判为不能通过',
  'register-differs': '与登记信息不一致',
  'organizer-ends': '注销主体',
  'pre-approval': '涉及前置审批',
  'black-listed': '在管局的黑名单里',
  amended: '更正了申请人填写的内容',
  declined: '不予受理',
  asked: '初审人请求复审',
};

const CALLS = ['第 1 次致电未接', '第 2 次致电未接，可以退回'];

/** Why a case stands where it does, as a line of a list says it. */
export function reasonInList(item: {
  readonly queue: Queue | undefined;
  readonly state: CaseState;
  readonly round: number;
  readonly risk: number;
  readonly missedCalls: number;
  readonly secondView: readonly SecondViewReason[];
}): string {
  const judged = item.risk > 0 ? `${item.risk} 项待判断` : '';
  if (item.queue === 'second-view') return `待复审：${item.secondView.map((why) => SECOND_VIEW_WORDS[why]).join('、')}`;
  if (item.queue === 'held') return '已挂起';
  if (item.missedCalls > 0) return CALLS[Math.min(item.missedCalls, CALLS.length) - 1] ?? '';
  if (item.round > 1) return ['再次提交', judged].filter(Boolean).join('，');
  return judged || '没有机器提示';
}
