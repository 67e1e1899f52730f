import type { Finding } from '../../contracts/kit/finding.ts';
import type { Document, ReadableKind, ReadFields } from '../../shared/domain/media/document.ts';
import type { PictureWarning, SilenceReason, UnreadableReason } from '../../shared/ports/documents/ocr.ts';

/** The finding for a defect of a picture: rule, severity and message. */
interface Remark {
  readonly ruleId: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  /**
   * For a defect that another picture may not have: the person is asked for one, and the second goes on to the reviewer, because only
   * a better camera could do more. From `leastRisk` on, 0 to 1, where the vendor states a risk; below it the reviewer is told.
   */
  readonly once?: { readonly label: string; readonly leastRisk?: number };
}

const block = (message: string, ruleId = 'MT-06'): Remark => ({ ruleId, severity: 'block', message });
const warn = (message: string, ruleId = 'MT-06'): Remark => ({ ruleId, severity: 'warn', message });

const once = (label: string, message: string, leastRisk?: number): Remark => ({
  ...block(`${message}再拍仍是这样的，就交给审核员看。`),
  once: { label, ...(leastRisk !== undefined && { leastRisk }) },
});

const TEMPORARY = '这是临时居民身份证，备案要用正式的居民身份证，请领到以后再拍。';
const OTHER_CARD = '个人备案只能用居民身份证；单位的负责人持这种证件的，请先在“证件类型”里选择它，再上传。';

const UNREADABLE = {
  'not-this-certificate': block('没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。'),
  'wrong-side': block('证件的正反面传反了，请上传正确的一面。'),
  blurred: once('模糊', '图片模糊，无法识别，请拿稳手机、对焦后重新拍摄。'),
  'too-small': once('太小', '证件在图片中太小，请靠近拍摄，让证件占满画面（宽度至少约 500 像素）。'),
  'several-cards': block('图片中有多张证件，请每次只拍一张。'),
  undecodable: block('图片无法打开，请重新拍摄后上传。'),
  'too-large': block('图片过大，请压缩后重新上传。'),
  incomplete: once(
    '没有读全',
    '没有读全证件上的姓名、号码或有效期，或号码的校验位不对。请让证件的四角和全部文字都在画面内，没有遮挡和反光，再重新拍摄。',
  ),
  'temporary-id': block(TEMPORARY, 'FT-03'),
  'residence-permit': block(`这是港澳台居民居住证。${OTHER_CARD}`, 'FD-12'),
  'foreigner-card': block(`这是外国人永久居留身份证。${OTHER_CARD}`, 'FD-12'),
} as const satisfies Record<UnreadableReason, Remark>;

/**
 * Defects that a reviewer may object to. The least risks are our own choice: the vendor names none, and its demonstration picture,
 * a faultless card, has 0.76 for `Ps` and 0.99 for `BorderIncomplete` (examples of RecognizeGeneralCardWarn).
 */
const WARNINGS = {
  blurred: warn('图片有些模糊，请核对识别结果，最好重新拍摄。'),
  'cut-edge': once('边缘不完整', '证件边缘不完整，请让四角都在画面内重新拍摄。', 0.9),
  covered: once('被遮挡', '证件内容被遮挡，请移开遮挡物重新拍摄。', 0.8),
  reflection: warn('证件上有反光，请换个角度重新拍摄。'),
  copy: once('复印件', '这像是复印件，请拍摄证件原件。', 0.8),
  screen: once('翻拍屏幕', '这像是翻拍屏幕，请拍摄证件原件。', 0.8),
  screenshot: once('屏幕截图', '这像是屏幕截图，请拍摄证件原件。', 0.8),
  edited: once('修改过', '图片可能被修改过，请拍摄证件原件。', 0.9),
  'temporary-card': block(TEMPORARY, 'FT-03'),
  'electronic-card': once('电子身份证', '这像是电子身份证，请拍摄实体居民身份证原件。'),
  watermark: warn(
    '证件照片上有水印。水印只能为“仅供备案使用”且不遮挡文字和图像，如是其他水印，请重新上传没有水印的照片。',
    'MT-07',
  ),
  'both-sides': warn(
    '图片中同时有身份证的正反两面，已识别需要的一面。请尽量每面单独拍一张，让证件占满画面，文字更清楚。',
  ),
  'validity-implausible': warn('证件有效期可能识别有误，请核对。', 'FD-17'),
} as const satisfies Record<PictureWarning, Remark>;

/** The pictures of the same paper before this one, whatever became of them. */
type Earlier = readonly Pick<Document, 'findings'>[];

/** Whether the person was asked for a better picture of this paper already. */
const isAskedBefore = (earlier: Earlier): boolean =>
  earlier.some(({ findings }) => findings.some(({ severity, params }) => severity === 'block' && 'asked' in params));

const onFile = ({ ruleId, severity, message }: Remark): Finding => ({
  ruleId,
  severity,
  field: 'file',
  message,
  params: {},
});

/**
 * The finding for a picture that can't be read. `warn`: another one was asked for before; this one is kept, the person types, and
 * the reviewer looks.
 */
export function unreadableFinding(reason: UnreadableReason, earlier: Earlier): Finding {
  const remark: Remark = UNREADABLE[reason];
  const { once: asks } = remark;
  if (!asks) return { ...onFile(remark), params: { reason } };
  if (!isAskedBefore(earlier)) return { ...onFile(remark), params: { reason, asked: asks.label } };
  const message = `重拍的照片仍然${asks.label}，没有识别出内容。请对照证件手工填写，审核员会看照片，不用再拍。`;
  return { ...onFile({ ...remark, severity: 'warn', message }), params: { reason } };
}

/** The findings for defects of a picture that could be read. @param risks 0 to 1, of those of which the vendor states one. */
export const warningFindings = (
  warnings: readonly PictureWarning[],
  risks: Partial<Readonly<Record<PictureWarning, number>>>,
  earlier: Earlier,
): readonly Finding[] => warnings.map((warning) => warningFinding(warning, risks[warning], isAskedBefore(earlier)));

function warningFinding(warning: PictureWarning, risk: number | undefined, isSecond: boolean): Finding {
  const remark: Remark = WARNINGS[warning];
  const { once: asks } = remark;
  if (!asks) return onFile(remark);
  const { label, leastRisk } = asks;
  const stated = risk === undefined ? {} : { risk: percent(risk) };
  const isLow = risk !== undefined && leastRisk !== undefined && risk < leastRisk;
  if (!isSecond && !isLow) return { ...onFile(remark), params: { asked: label, ...stated } };
  const limit = leastRisk === undefined ? '' : `，${percent(leastRisk)}% 起要求重拍`;
  const vendors = risk === undefined ? '' : `（识别服务判断的风险 ${percent(risk)}%${limit}）`;
  const message = isLow
    ? `识别服务提示“${label}”${vendors}，由审核员看原图，不用重拍。`
    : `重拍的照片仍提示“${label}”${vendors}，由审核员看原图，不用再拍。`;
  return { ...onFile({ ...remark, severity: 'warn', message }), params: { warning: label, ...stated } };
}

const percent = (share: number): number => Math.round(100 * share);

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
