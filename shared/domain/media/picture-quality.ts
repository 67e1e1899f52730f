import type { Finding } from '../finding.ts';
import type { DocumentKind } from './document.ts';

/** A picture as a copy of at most 512 × 512 pixels shows it. Luma is 0 (black) to 255 (white). */
export interface PictureMeasures {
  readonly meanLuma: number;
  /** Standard deviation of luma: how much there is to see. */
  readonly lumaDeviation: number;
  /** Variance of the Laplacian by the variance of luma, in thousandths: how much of what there is to see are fine edges. */
  readonly sharpness: number;
}

// Measured on the drawn specimens (2026-11): papers have a mean luma of 188 to 226 and people in front of a wall 165 to 190. With a fifth of
// the light it is 32 to 44, and a reviewer can't tell the stamp from the text; with a tenth it is 16 to 22.
const MIN_LUMA = { warn: 50, block: 20 } as const;

// A scan of a white page is bright as well, but has black ink: a deviation above 40. Overexposed papers lose their ink first; at 2 times the
// light a letter has 252 and a deviation of 10, at 3 times 255 and 4.
const MAX_LUMA = { warn: 240, block: 250 } as const;
const MIN_DEVIATION = { warn: 15, block: 8 } as const;

// Papers are full of print: 447 to 1061 when sharp. A blur of 4 pixels on an ID card of 1598 brings them to 21 to 30, where characters are
// taken for others; one of 8 pixels to 2 to 5, where nothing can be read. Faces and walls have few edges: 23 to 105 when sharp, 2 when the
// eyes can't be told any more. There a soft picture may still be a good one, so that is never a reason to refuse.
const MIN_SHARPNESS = { paper: { warn: 30, block: 3 }, person: { warn: 5, block: 0 } } as const;
const OF_PEOPLE: readonly DocumentKind[] = ['handheld-photo', 'liveness-photo'];

/**
 * What a reviewer would object to in how a picture was taken (MT-05); `block` when nothing can be made out. That a certificate is cut off
 * is left to its reading, which knows where the card lies: a contour that touches the border may as well be the desk.
 */
export function qualityFindings(kind: DocumentKind, measures: PictureMeasures): readonly Finding[] {
  const { meanLuma, lumaDeviation } = measures;
  const luma = Math.round(meanLuma);
  const sharpness = Math.floor(measures.sharpness);
  const { warn: minSharpness, block: unreadable } = MIN_SHARPNESS[OF_PEOPLE.includes(kind) ? 'person' : 'paper'];
  if (meanLuma < MIN_LUMA.warn) {
    const message = `图片太暗（平均亮度 ${luma}，应不低于 ${MIN_LUMA.warn}），请在光线充足处重新拍摄。`;
    return [finding(meanLuma < MIN_LUMA.block, message, { luma, minLuma: MIN_LUMA.warn })];
  }
  if (meanLuma > MAX_LUMA.warn && lumaDeviation < MIN_DEVIATION.warn) {
    const message = `图片过亮、内容发白（平均亮度 ${luma}，应不高于 ${MAX_LUMA.warn}），请避开强光重新拍摄。`;
    const isBlank = meanLuma > MAX_LUMA.block && lumaDeviation < MIN_DEVIATION.block;
    return [finding(isBlank, message, { luma, maxLuma: MAX_LUMA.warn })];
  }
  if (measures.sharpness < minSharpness) {
    const message = `图片模糊（清晰度 ${sharpness}，应不低于 ${minSharpness}），请拿稳手机、对焦后重新拍摄。`;
    return [finding(measures.sharpness < unreadable, message, { sharpness, minSharpness })];
  }
  return [];
}

const finding = (isUnusable: boolean, message: string, params: Finding['params']): Finding => ({
  ruleId: 'MT-05',
  severity: isUnusable ? 'block' : 'warn',
  field: 'file',
  message,
  params,
});
