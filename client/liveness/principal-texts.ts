import { type HandedOver, OWNER_TEXTS } from './own-check.ts';

/** What the principal reads on their own phone; the other texts are those of a site owner. */
const PRINCIPAL_TEXTS = {
  title: '主体负责人刷脸',
  about: '确认转移备案',
  person: '主体负责人',
  purpose:
    '有人请求把这份备案转到另一个账号。转移后，原来的账号不能再管理这些网站的备案。你是备案的主体负责人，刷脸通过就表示你同意转移。',
  sees: '拍下的照片和视频只用于核对是不是你本人，半小时后删除。发链接给你的人看得到核身结果。接收后还要等 24 小时才转移，期间你可以凭短信里的停止码停止。',
  agree: '我是主体负责人本人，同意转移这份备案，并单独同意为此处理我的人脸信息',
  objectHint: '选它，链接马上失效，发链接的人会看到你没有同意。',
  passed: '核身已通过，可以关掉这个页面了。没有同意过转移的，请收到短信后马上停止。',
  over: '这次核身已经结束。还要核身，就请接收备案的人重新发一个。',
} as const;

/** The texts of a link: a site owner's, or those of a principal whose record goes to another account. */
export const textsOf = ({ purpose }: Pick<HandedOver, 'purpose'>) =>
  purpose === 'transfer' ? { ...OWNER_TEXTS, ...PRINCIPAL_TEXTS } : OWNER_TEXTS;
