import type { Reply } from './operations.ts';

export type AuthorityView = Reply<'showAuthority'>;
export type SubmissionView = AuthorityView['submissions'][number];
export type AnswerView = AuthorityView['answers'][number];
export type UnreadView = AuthorityView['unread'][number];
export type ReturnedView = Reply<'showReturn'>;

/** Six digits, as staff read them to each other. */
export const numberOf = (number: number | undefined): string =>
  number === undefined ? '–' : String(number).padStart(6, '0');

const FAILURES: Readonly<Record<string, string>> = {
  'attachment-too-large': '图片压缩后看不清',
  'black-listed': '在管局的黑名单里',
  content: '管局认为内容不合格式',
  'number-gap': '编号不连续，请联系管理员',
  'number-used': '编号已用于其他内容，请联系管理员',
  maintenance: '管局系统维护',
  closed: '不在管局接收的时段',
  'unknown-notice': '管局没有这份通知',
  'notice-closed': '管局已结束这份通知',
  'numbers-refused': '备案服务不接受录入的备案号，请核对后重新录入',
  'verdict-refused': '备案服务不接受这个结果，请联系运维人员',
};
export const failureOf = (code: string | undefined): string =>
  code === undefined ? '' : (FAILURES[code] ?? `没有送达（${code}）`);

/** Where a submission is, and in which tone. */
export function standingOf(one: SubmissionView, isByHand: boolean): { readonly text: string; readonly tone: string } {
  if (one.state === 'taken-back') return { text: '已作废', tone: 'quiet' };
  if (one.isTakenBack) return { text: isByHand ? '申请人已撤回，请在管局撤销' : '申请人已撤回，待作废', tone: 'warn' };
  if (one.state === 'parked') return { text: failureOf(one.failure), tone: 'no' };
  if (one.state === 'waiting')
    return { text: one.failure ? `${failureOf(one.failure)}，会再发` : '待报送', tone: 'quiet' };
  return one.failure ? { text: failureOf(one.failure), tone: 'no' } : STAGES[one.stage];
}
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
  'to-match': { text: '待对应原因', tone: 'warn' },
  applied: { text: '已处理', tone: 'good' },
  parked: { text: '与状态不符，已停下', tone: 'no' },
  dropped: { text: '已收回或略过', tone: 'quiet' },
};

const FIELD_NAMES: Readonly<Record<string, string>> = {
  answerId: '编号',
  number: '报送编号',
  sequence: '次序',
  kind: '结果',
  at: '时间',
  words: '原话',
  numbers: '备案号',
};
/** Which fields of an answer can't be read. */
export const fieldsOf = ({ fields }: UnreadView): string =>
  fields.length === 0 || fields.includes('')
    ? '格式不对'
    : `${fields.map((one) => FIELD_NAMES[one] ?? one).join('、')}缺少或不对`;
