import type { Finding } from '../../../contracts/kit/finding.ts';
import type { DocumentKind } from './document.ts';

/** Measures of a copy of a picture with at most 512 × 512 pixels. Luma is 0 (black) to 255 (white). */
export interface PictureMeasures {
  readonly meanLuma: number;
  /** Standard deviation of luma: the contrast. */
  readonly lumaDeviation: number;
  /** Variance of the Laplacian by the variance of luma, in thousandths: the share of fine edges in the contrast. */
  readonly sharpness: number;
}

// Measured on the drawn specimens (2026-11): documents have a mean luma of 188 to 226, people in front of a wall 165 to
// 190. With a fifth of the light it is 32 to 44, and stamp and text are indistinguishable; with a tenth it is 16 to 22.
const MIN_LUMA = { warn: 50, block: 20 } as const;

// A scan of a white page is bright too, but has black ink: a deviation above 40. Overexposed documents lose their ink
// first: with twice the light a letter has a luma of 252 and a deviation of 10, with three times 255 and 4.
const MAX_LUMA = { warn: 240, block: 250 } as const;
const MIN_DEVIATION = { warn: 15, block: 8 } as const;

// Documents are full of print: 447 to 1061 if sharp. A blur of 4 pixels on an ID card with a width of 1598 reduces that
// to 21 to 30, where characters are misread; one of 8 pixels to 2 to 5, where nothing is readable. Faces and walls have
// few edges: 23 to 105 if sharp, 2 if the eyes are no longer visible. A blurred picture is never refused here: only a better
// camera could mend it. Whoever reads it asks for another one once.
const MIN_SHARPNESS = { paper: 30, person: 5 } as const;
const OF_PEOPLE: readonly DocumentKind[] = ['handheld-photo', 'liveness-photo'];

/**
 * Findings about the quality of a picture (MT-05); `block` if it is black or white all over. Whether a certificate is cut off
 * is decided by OCR, which knows where the card is: a contour at the border may also be the desk.
 */
export function qualityFindings(kind: DocumentKind, measures: PictureMeasures): readonly Finding[] {
  const { meanLuma, lumaDeviation } = measures;
  const luma = Math.round(meanLuma);
  const sharpness = Math.floor(measures.sharpness);
  const minSharpness = MIN_SHARPNESS[OF_PEOPLE.includes(kind) ? 'person' : 'paper'];
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
    return [finding(false, message, { sharpness, minSharpness })];
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
