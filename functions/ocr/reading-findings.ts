import type { Finding } from '../../shared/domain/finding.ts';
import type { PictureWarning, UnreadableReason } from '../../shared/ports/ocr.ts';

const UNREADABLE = {
  'not-this-certificate': '没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。',
  'wrong-side': '证件的正反面传反了，请上传正确的一面。',
  blurred: '图片模糊，无法识别，请拿稳手机、对焦后重新拍摄。',
  'too-small': '证件在图片中太小，请靠近拍摄，让证件占满画面。',
  'several-cards': '图片中有多张证件，请每次只拍一张。',
  undecodable: '图片无法打开，请重新拍摄后上传。',
  'too-large': '图片过大，请压缩后重新上传。',
  'nothing-recognised': '没有识别出证件内容，请在光线充足处重新拍摄。',
} as const satisfies Record<UnreadableReason, string>;

const WARNINGS = {
  blurred: '图片有些模糊，请核对识别结果，最好重新拍摄。',
  'cut-edge': '证件边缘不完整，请让四角都在画面内重新拍摄。',
  covered: '证件内容被遮挡，请移开遮挡物重新拍摄。',
  reflection: '证件上有反光，请换个角度重新拍摄。',
  copy: '这像是复印件，请拍摄证件原件。',
  screen: '这像是翻拍屏幕，请拍摄证件原件。',
  edited: '图片可能被修改过，请拍摄证件原件。',
  'temporary-card': '这是临时身份证，请上传正式的居民身份证。',
  watermark: '证件照片上有水印。水印只能为“仅供备案使用”且不遮挡文字和图像，如是其他水印，请重新上传没有水印的照片。',
  'validity-implausible': '证件有效期可能识别有误，请核对。',
} as const satisfies Record<PictureWarning, string>;

/** A reviewer sends these back; the rest are for the person to look at. */
const BLOCKING: readonly PictureWarning[] = ['cut-edge', 'covered', 'copy', 'screen', 'edited', 'temporary-card'];

/** Why a picture can't be used, as the person is told (MT-06). */
export const unreadableFinding = (reason: UnreadableReason): Finding => ({
  ruleId: 'MT-06',
  severity: 'block',
  field: 'file',
  message: UNREADABLE[reason],
  params: {},
});

/** What a reviewer would object to in a picture that could be read (MT-06, for watermarks MT-07). */
export const warningFinding = (warning: PictureWarning): Finding => ({
  ruleId: warning === 'watermark' ? 'MT-07' : 'MT-06',
  severity: BLOCKING.includes(warning) ? 'block' : 'warn',
  field: 'file',
  message: WARNINGS[warning],
  params: {},
});
