import type { Finding } from '../../contracts/kit/finding.ts';
import type { ReadableKind, ReadFields } from '../../shared/domain/media/document.ts';
import type { PictureWarning, SilenceReason, UnreadableReason } from '../../shared/ports/ocr.ts';

/** The finding for a defect of a picture: rule, severity and message. */
interface Remark {
  readonly ruleId: string;
  readonly severity: Finding['severity'];
  readonly message: string;
}

const block = (message: string, ruleId = 'MT-06'): Remark => ({ ruleId, severity: 'block', message });
const warn = (message: string, ruleId = 'MT-06'): Remark => ({ ruleId, severity: 'warn', message });

const ONLY_ID_CARD = '备案只支持居民身份证；持其他证件请在电脑端备案控制台办理。';

const UNREADABLE = {
  'not-this-certificate': block('没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。'),
  'wrong-side': block('证件的正反面传反了，请上传正确的一面。'),
  blurred: block('图片模糊，无法识别，请拿稳手机、对焦后重新拍摄。'),
  'too-small': block('证件在图片中太小，请靠近拍摄，让证件占满画面（宽度至少约 500 像素）。'),
  'several-cards': block('图片中有多张证件，请每次只拍一张。'),
  undecodable: block('图片无法打开，请重新拍摄后上传。'),
  'too-large': block('图片过大，请压缩后重新上传。'),
  incomplete: block(
    '没有读全证件上的姓名、号码或有效期，或号码的校验位不对。请让证件的四角和全部文字都在画面内，没有遮挡和反光，再重新拍摄。',
  ),
  'temporary-id': block(`这是临时居民身份证，${ONLY_ID_CARD}`, 'FT-03'),
  'residence-permit': block(`这是港澳台居民居住证，${ONLY_ID_CARD}`, 'FD-12'),
  'foreigner-card': block(`这是外国人永久居留身份证，${ONLY_ID_CARD}`, 'FD-12'),
} as const satisfies Record<UnreadableReason, Remark>;

/** Defects that a reviewer returns block; the others are for the person to check. */
const WARNINGS = {
  blurred: warn('图片有些模糊，请核对识别结果，最好重新拍摄。'),
  'cut-edge': block('证件边缘不完整，请让四角都在画面内重新拍摄。'),
  covered: block('证件内容被遮挡，请移开遮挡物重新拍摄。'),
  reflection: warn('证件上有反光，请换个角度重新拍摄。'),
  copy: block('这像是复印件，请拍摄证件原件。'),
  screen: block('这像是翻拍屏幕，请拍摄证件原件。'),
  screenshot: block('这像是屏幕截图，请拍摄证件原件。'),
  edited: block('图片可能被修改过，请拍摄证件原件。'),
  'temporary-card': block(`这是临时居民身份证，${ONLY_ID_CARD}`, 'FT-03'),
  'electronic-card': block('这是电子身份证，请拍摄实体居民身份证原件。'),
  watermark: warn(
    '证件照片上有水印。水印只能为“仅供备案使用”且不遮挡文字和图像，如是其他水印，请重新上传没有水印的照片。',
    'MT-07',
  ),
  'both-sides': warn(
    '图片中同时有身份证的正反两面，已识别需要的一面。请尽量每面单独拍一张，让证件占满画面，文字更清楚。',
  ),
  'validity-implausible': warn('证件有效期可能识别有误，请核对。', 'FD-17'),
} as const satisfies Record<PictureWarning, Remark>;

const onFile = ({ ruleId, severity, message }: Remark): Finding => ({
  ruleId,
  severity,
  field: 'file',
  message,
  params: {},
});

/** The finding for a picture that can't be read. */
export const unreadableFinding = (reason: UnreadableReason): Finding => onFile(UNREADABLE[reason]);

/** The finding for a defect of a picture that could be read. */
export const warningFinding = (warning: PictureWarning): Finding => onFile(WARNINGS[warning]);

const UNREAD = {
  'no-answer': '证件照片已收到，但没有自动识别出内容，请对照证件手工填写；也可以重新上传再识别一次。',
  'nothing-read':
    '没有识别出证件上的内容，请检查照片是否清晰、有没有遮挡或马赛克，重新拍摄后上传；照片无误的，请对照证件手工填写。',
  'used-up-today': '证件照片已收到，今天自动识别的次数已用完，请对照证件手工填写；也可以明天重新上传再识别一次。',
  'used-up': '证件照片已收到，这份备案自动识别的次数已用完，请对照证件手工填写。',
} as const;

/** Nothing was read although the picture may be fine: it is kept, and the person types (MT-91). */
export function unreadFinding(because: SilenceReason): Finding {
  const message = because in UNREAD ? UNREAD[because as keyof typeof UNREAD] : UNREAD['no-answer'];
  const severity = because === 'nothing-read' ? 'confirm' : 'warn';
  return onFile({ ruleId: 'MT-91', severity, message });
}

/** What every certificate of a kind has, as people call it. */
const PRINTED: Readonly<Record<ReadableKind, Readonly<Record<string, string>>>> = {
  'business-licence': {
    creditCode: '统一社会信用代码',
    name: '名称',
    address: '住所',
    legalRepresentative: '法定代表人',
  },
  'id-front': { name: '姓名', idNumber: '公民身份号码', address: '住址' },
  'id-back': { validFrom: '有效期起始日', validTo: '有效期截止日' },
};

/** The finding for values that could not be read, although a certificate has them: they may be covered (MT-93). */
export function missingFindings(kind: ReadableKind, fields: ReadFields): readonly Finding[] {
  const missing = Object.entries(PRINTED[kind]).flatMap(([name, label]) => (fields[name] ? [] : [label]));
  if (missing.length === 0) return [];
  const what = missing.join('、');
  const message = `没有识别出证件上的${what}，请检查有没有遮挡、马赛克或反光，重新拍摄；照片无误的，请对照证件填写。`;
  return [{ ruleId: 'MT-93', severity: 'confirm', field: 'file', message, params: { what } }];
}
