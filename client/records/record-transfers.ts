import type { Reply } from '../calls/messages.ts';
import { firstCertificateOf } from '../documents/first-certificate.ts';
import { minuteOf } from '../kit/time.ts';

export type Transfer = Reply<'listTransfers'>['transfers'][number];
export type OpenedTransfer = Reply<'openTransfer'>;

/** Texts of a record that goes to another account. */
export const TRANSFER = {
  begin: '转移备案',
  beginTitle: '转移到另一个账号',
  why: '网站换人管理时，把主体和它的网站一起转到对方的账号。备案号不变，网站不受影响，不用管局审核。转移后，当前账号不能再管理这份备案；已提交的备案订单和材料仍留在当前账号。',
  codeFirst: '先向主体负责人备案的手机号发送验证码，由本人同意。',
  send: '发送验证码',
  offer: '生成链接',
  linkMade:
    '把链接发给对方。对方登录自己的账号打开它，再上传主体的证件，或请主体负责人刷脸。链接 24 小时内有效，只能由第一个打开它的账号使用。',
  cardMade:
    '把卡片发给对方。对方在微信里打开它，再上传主体的证件，或请主体负责人刷脸。卡片 24 小时内有效，只能由第一个打开它的账号使用。',
  offerCard: '生成卡片',
  sendCard: '发给对方',
  cardTitle: '请接收网站的备案',
  gone: '没有找到这份备案，可能已经转到别的账号。',
  copy: '复制链接',
  copied: '已复制',
  list: '备案转移',
  stop: '停止转移',
  takeOverTitle: '接收备案',
  takeOver: '确认接收',
  takeOverHint:
    '证件号码要与备案主体一致，才能接收。接收后等 24 小时，期间原账号和主体负责人都可以停止；到时间自动转入当前账号。',
  waiting: '已接收',
  over: '这次转移已经结束',
  stopTitle: '停止转移',
  stopWhy:
    '你是主体负责人，收到了备案将转到另一个账号的短信？如果没有同意，填写短信里的 6 位停止码，马上停止。不用登录。',
  stopCode: '停止码',
  look: '查看',
  stopNow: '停止这次转移',
  stopped: '已停止，备案仍在原来的账号。建议联系管理备案的人，问清楚是谁发起的转移。',
  agree: '同意并拍证件',
} as const;

/** The address after `#` of a link. The fragment is never sent to a server. */
export const transferLinkHash = (token: string): string => `#/transfer/${token}`;

/** The token in the address after `#`; undefined on other pages. */
export const transferTokenIn = (hash: string): string | undefined => /^#\/transfer\/([\w-]{43})$/.exec(hash)?.[1];

const OPEN: readonly Transfer['state'][] = ['started', 'offered', 'opened', 'waiting'];

/** Whether it can still be stopped. */
export const mayStop = ({ state }: Pick<Transfer, 'state'>): boolean => OPEN.includes(state);

/** What else there is to know of a transfer: until when, or how it ended. */
export function transferNote({ state, role, expiresAt, movesAt, endLabel }: Transfer): string {
  if (endLabel !== undefined) return endLabel;
  if (state === 'waiting' && movesAt !== undefined)
    return role === 'holder' ? `${minuteOf(movesAt)} 转出，之前可以停止` : `${minuteOf(movesAt)} 转入`;
  return state === 'expired' ? '没有在有效期内完成，可以重新发起' : `${minuteOf(expiresAt)} 前有效`;
}

/** The certificate that the target shows. */
export const certificateToShow = ({ certificateType }: Pick<OpenedTransfer, 'certificateType'>) =>
  firstCertificateOf(certificateType === 'business-licence' ? 'enterprise' : 'individual');
