import { PROVINCES } from '../../../contracts/data/provinces.ts';
import { ACTION_WORDS } from '../../../contracts/desk/audit-actions.ts';
import type { IconName } from './icons.ts';
import type { CallView, Conclusion, DecisionView, QueueName, TaskQueueName } from './operations.ts';

/** A queue on the page; its letter follows `g`. */
export interface QueueWords {
  readonly title: string;
  readonly icon: IconName;
  readonly key: string;
  readonly empty: string;
  readonly isMine: boolean;
}

/** The queues in the order of the rail: what is one's own turn, then what the team has. */
export const QUEUES: Readonly<Record<QueueName, QueueWords>> = {
  mine: {
    title: '我的在办',
    icon: 'inbox',
    key: 'm',
    empty: '手里没有在办的。取下一件，会按逾期、今天到期、风险、等待时间排。',
    isMine: true,
  },
  'call-again': { title: '再次致电', icon: 'phone', key: 'p', empty: '没有要再打的电话。', isMine: true },
  resubmitted: { title: '再次提交', icon: 'again', key: 'a', empty: '没有改好后再次提交的。', isMine: true },
  'second-view': { title: '待复审', icon: 'people', key: 's', empty: '没有等第二人看的。', isMine: true },
  new: { title: '首次和新增', icon: 'paper', key: 'f', empty: '没有待取的首次备案、新增网站和接入。', isMine: false },
  changes: { title: '变更', icon: 'swap', key: 'c', empty: '没有待取的变更。', isMine: false },
  endings: { title: '注销与取消', icon: 'end', key: 'e', empty: '没有待取的注销和取消接入。', isMine: false },
  held: { title: '已挂起', icon: 'pause', key: 'h', empty: '没有挂起的。', isMine: false },
};
export const QUEUE_NAMES = Object.keys(QUEUES) as readonly QueueName[];

/** What the authority has sent: not pulled, whoever opens one does it. */
export const TASK_QUEUES: Readonly<Record<TaskQueueName, Omit<QueueWords, 'isMine'>>> = {
  'authority-returned': { title: '管局退回', icon: 'back', key: 't', empty: '没有待对应原因的退回。' },
  rectification: { title: '整改和检查', icon: 'wrench', key: 'z', empty: '没有待通知、待复查和待上报的。' },
  lists: { title: '名单', icon: 'list', key: 'l', empty: '名单里没有待处理的。' },
};
export const TASK_QUEUE_NAMES = Object.keys(TASK_QUEUES) as readonly TaskQueueName[];

export const provinceOf = (code: string): string => PROVINCES.find((province) => province.code === code)?.short ?? code;

/** What happened, in words; a chain may tell of what nobody does any more. */
export const actionOf = (action: string): string =>
  (ACTION_WORDS as Readonly<Record<string, string>>)[action] ?? '其他操作';

/** What a reviewer concludes on a row, and the key for it. */
export const CONCLUSIONS: Readonly<
  Record<Conclusion, { readonly label: string; readonly icon: IconName; readonly tone: string }>
> = {
  fits: { label: '相符', icon: 'tick', tone: 'good' },
  differs: { label: '不符', icon: 'cross', tone: 'no' },
  open: { label: '待定', icon: 'ring', tone: 'warn' },
  call: { label: '待致电', icon: 'phone', tone: 'warn' },
};

export const DECISIONS: Readonly<Record<DecisionView['kind'], string>> = {
  accepted: '通过',
  returned: '退回',
  declined: '不予受理',
};

/** What became of a decision. */
export const DECISION_STATES: Readonly<Record<DecisionView['state'], string>> = {
  'second-view': '等第二人',
  waiting: '还能收回',
  sent: '已发出',
  'taken-back': '收回了',
  dropped: '申请人先撤回了',
};

/** Also of kinds that are not known here yet. */
export const decisionOf = (kind: string): string => (DECISIONS as Readonly<Record<string, string>>)[kind] ?? kind;

export const CALL_OUTCOMES: Readonly<Record<NonNullable<CallView['outcome']>, string>> = {
  reached: '已接通',
  missed: '未接',
  'wrong-number': '号码错误',
  refused: '对方拒绝',
  'call-again': '约时再打',
  lost: '没有记下结果',
};

export const REVEAL_REASONS = {
  compare: '与图片逐位核对',
  call: '致电申请人',
  authority: '管局要求核对',
  complaint: '申请人来电，核对身份',
  audit: '质检',
} as const;
export type RevealReason = keyof typeof REVEAL_REASONS;
type Fact = string | number | boolean | undefined;
export const reasonWords = (reason: Fact = ''): string =>
  reason === 'written' ? '写给申请人的话里有' : (REVEAL_REASONS[reason as RevealReason] ?? String(reason));
/** Whose a paper or a value is in a case. */
export const subjectWords = (subject: Fact = ''): string =>
  subject === 'organizer' ? '主体' : subject === 'principal' ? '主体负责人' : subject === '' ? '' : '网站负责人';
