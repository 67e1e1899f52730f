import type { Reply } from '../calls/messages.ts';
import { firstCertificateOf } from '../documents/first-certificate.ts';
import { minuteOf } from '../kit/time.ts';

export type Transfer = Reply<'listTransfers'>['transfers'][number];
export type OpenedTransfer = Reply<'openTransfer'>;
type MovingRecord = Reply<'previewTransfer'> & Pick<Reply<'showStop'>, 'movesAt'>;

const DAY = '等 24 小时，期间原账号和主体负责人都可以停止；到时间自动转入当前账号。';

/** Texts of a record that goes to another account. */
export const TRANSFER = {
  begin: '转移备案',
  beginTitle: '转移到另一个账号',
  why: '网站换人管理时，把主体和它的网站一起转到对方的账号。备案号不变，网站不受影响，不用管局审核。转移后，当前账号不能再管理这份备案；已提交的备案订单和材料仍留在当前账号。',
  codeFirst: '先向主体负责人备案的手机号发送验证码，由本人同意。',
  send: '发送验证码',
  cardMade:
    '把卡片发给对方。对方在微信里打开它，再上传主体的证件，或请主体负责人刷脸。卡片 24 小时内有效，只能由第一个打开它的账号使用。',
  offerCard: '生成卡片',
  sendCard: '发给对方',
  cardTitle: '请接收网站的备案',
  gone: '没有找到这份备案，可能已经转到别的账号。',
  leaving: '这份备案正在转到另一个账号。不是你的意思，现在就停止；停止以后才能重新发起。',
  copy: '复制链接',
  list: '备案转移',
  stop: '停止转移',
  takeOverTitle: '接收备案',
  takeOver: '确认接收',
  takeOverHint: `证件号码要与备案主体一致，才能接收。接收后${DAY}不想接收，就在“我的备案”里停止。`,
  faceHint: `找回备案，要由主体负责人本人刷脸同意。通过后${DAY}`,
  goOn: '接着办',
  waiting: '已接收',
  stopTitle: '停止转移',
  stopWhy:
    '你是主体负责人，收到了备案将转到另一个账号的短信？如果没有同意，填写短信里的 6 位停止码，马上停止。不用登录。',
  stopCode: '停止码',
  look: '查看',
  stopNow: '停止这次转移',
  heldBack: '已停止，备案仍在当前账号。',
  again: '重新发起',
  stopped: '已停止，备案仍在原来的账号。建议联系管理备案的人，问清楚是谁发起的转移。',
  byButton: '按下面的按钮，就是单独同意为接收备案处理证件照片和号码，只用来核对是不是备案的主体，不转交管局',
  agree: '同意并拍证件',
} as const;

/** What a principal reads whose code is of no use any more: where the record is, and what they can still do. */
export const lateStopWords = ({ state }: Pick<Reply<'showStop'>, 'state'>): string =>
  state === 'moved'
    ? '备案已经转到接收方的账号，不能再用停止码停止。没有同意过，就在“备案在别处”里找回，或给接入服务商打电话。'
    : '这次转移没有完成，备案仍在原来的账号，不用再做什么。没有同意过，就问管理备案的人是谁发起的，或给接入服务商打电话。';

/** The address after `#` of a link. The fragment is never sent to a server. */
export const transferLinkHash = (token: string): string => `#/transfer/${token}`;

/** The key in the address after `#`, as `openingBy` takes it; undefined on other pages. */
export const transferTokenIn = (hash: string): string | undefined => /^#\/transfer\/([\w-]{36,43})$/.exec(hash)?.[1];

/** Of a transfer's id; a token has 43. */
const ID_LENGTH = 36;

/** Whether a key is the token of a link, which says what it is before anybody signs in. */
export const isTransferToken = (key: string): boolean => key.length !== ID_LENGTH;

/** How a transfer is opened: by the token of its link, or by the id of one that was opened before. */
export const openingBy = (key: string) => ({ body: isTransferToken(key) ? { token: key } : { transferId: key } });

const OPEN: readonly Transfer['state'][] = ['started', 'offered', 'opened', 'reviewing', 'waiting'];

/** Whether it can still be stopped. */
export const mayStop = ({ state }: Pick<Transfer, 'state'>): boolean => OPEN.includes(state);

/** Whether it takes a record away from this account, unless somebody stops it. */
export const leavesSoon = ({ role, state }: Pick<Transfer, 'role' | 'state'>): boolean =>
  role === 'holder' && state === 'waiting';

/** What else there is to know of a transfer: the other side and until when, or how it ended. */
export function transferNote({ state, role, isRecovery, expiresAt, movesAt, endLabel, ...sides }: Transfer): string {
  if (endLabel !== undefined) return endLabel;
  const whose =
    role === 'holder' ? sides.receiver && `转给${sides.receiver}，` : sides.giver && `由${sides.giver}转来，`;
  const by = `${isRecovery && role === 'holder' ? '有人出示了主体的证件，要找回这份备案。' : ''}${whose ?? ''}`;
  if (state === 'waiting' && movesAt !== undefined)
    return `${by}${minuteOf(movesAt)} ${role === 'holder' ? '转出，之前可以停止' : '转入'}`;
  if (state === 'reviewing')
    return `${by}${role === 'holder' ? '审核员正在核实，不是你的意思就停止' : '一般 1 个工作日有结果'}`;
  return state === 'expired' ? '没有在有效期内完成，可以重新发起' : `${by}${minuteOf(expiresAt)} 前有效`;
}

/** Whose record it is, from whom to whom it goes, and when. */
export const transferFacts = ({ organizer, number, domains, giver, receiver, movesAt }: MovingRecord) =>
  [
    ['主办者', organizer],
    ['主体备案号', number],
    ['网站', domains.join('、') || '无'],
    ['转出方', giver],
    ['接收方', receiver],
    ['转移时间', movesAt && minuteOf(movesAt)],
  ] as const;

/** Whether the account goes on with it: it has opened the link, and has not accepted. */
export const goesOn = ({ role, state }: Pick<Transfer, 'role' | 'state'>): boolean =>
  role === 'target' && state === 'opened';

/** The certificate that the target shows. */
export const certificateToShow = ({ certificateType }: Pick<OpenedTransfer, 'certificateType'>) =>
  firstCertificateOf(certificateType === 'business-licence' ? 'enterprise' : 'individual');

/** Until when a record can be taken over, how, and what then follows. */
export const takeOverWords = ({ takesCertificate, transfer }: Pick<OpenedTransfer, 'takesCertificate' | 'transfer'>) =>
  `请在 ${minuteOf(transfer.expiresAt)} 前接收。${takesCertificate ? TRANSFER.takeOverHint : TRANSFER.faceHint}`;
