import { describe, expect, it } from 'vitest';
import type { DocumentKind } from './document.ts';
import { type PictureMeasures, qualityFindings } from './picture-quality.ts';

const GOOD: PictureMeasures = { meanLuma: 190, lumaDeviation: 63, sharpness: 450 };

const found = (changes: Partial<PictureMeasures>, kind: DocumentKind = 'id-front') =>
  qualityFindings(kind, { ...GOOD, ...changes }).map(({ severity, message }) => [severity, message]);

describe('qualityFindings', () => {
  it('returns nothing for a good picture', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<PictureMeasures>, string, string]>([
    [
      'dim',
      { meanLuma: 49.4, lumaDeviation: 12 },
      'warn',
      '图片太暗（平均亮度 49，应不低于 50），请在光线充足处重新拍摄。',
    ],
    [
      'black',
      { meanLuma: 19.4, lumaDeviation: 6 },
      'block',
      '图片太暗（平均亮度 19，应不低于 50），请在光线充足处重新拍摄。',
    ],
    [
      'pale',
      { meanLuma: 241, lumaDeviation: 14 },
      'warn',
      '图片过亮、内容发白（平均亮度 241，应不高于 240），请避开强光重新拍摄。',
    ],
    [
      'white',
      { meanLuma: 255, lumaDeviation: 4 },
      'block',
      '图片过亮、内容发白（平均亮度 255，应不高于 240），请避开强光重新拍摄。',
    ],
    ['soft', { sharpness: 29.9 }, 'warn', '图片模糊（清晰度 29，应不低于 30），请拿稳手机、对焦后重新拍摄。'],
    ['smeared', { sharpness: 2.2 }, 'warn', '图片模糊（清晰度 2，应不低于 30），请拿稳手机、对焦后重新拍摄。'],
  ])('returns a message with the measured value and advice: %s', (_, measures, severity, message) => {
    expect(found(measures)).toEqual([[severity, message]]);
  });

  it('accepts a scan, which is white with black ink', () => {
    expect(found({ meanLuma: 249, lumaDeviation: 41 }, 'commitment-letter')).toEqual([]);
  });

  it('accepts softer edges in a photo of a person', () => {
    const [sharp, soft] = [found({ sharpness: 23 }, 'liveness-photo'), found({ sharpness: 0.9 }, 'liveness-photo')];

    expect(sharp).toEqual([]);
    expect(soft).toEqual([['warn', '图片模糊（清晰度 0，应不低于 5），请拿稳手机、对焦后重新拍摄。']]);
  });

  it.each<[Partial<PictureMeasures>, string | undefined, DocumentKind]>([
    [{ meanLuma: 50 }, undefined, 'id-front'],
    [{ meanLuma: 20 }, 'warn', 'id-front'],
    [{ meanLuma: 19.9 }, 'block', 'id-front'],
    [{ meanLuma: 240, lumaDeviation: 5 }, undefined, 'id-front'],
    [{ meanLuma: 241, lumaDeviation: 15 }, undefined, 'id-front'],
    [{ meanLuma: 250, lumaDeviation: 5 }, 'warn', 'id-front'],
    [{ meanLuma: 250.5, lumaDeviation: 8 }, 'warn', 'id-front'],
    [{ meanLuma: 250.5, lumaDeviation: 7.9 }, 'block', 'id-front'],
    [{ meanLuma: 249.5, lumaDeviation: 7.9 }, 'warn', 'id-front'],
    [{ sharpness: 30 }, undefined, 'id-front'],
    [{ sharpness: 29.9 }, 'warn', 'id-front'],
    [{ sharpness: 0 }, 'warn', 'id-front'],
    [{ sharpness: 5 }, undefined, 'handheld-photo'],
    [{ sharpness: 0 }, 'warn', 'handheld-photo'],
  ])('has exact limits: %j is %s for a %s', (measures, severity, kind) => {
    const [first] = qualityFindings(kind, { ...GOOD, ...measures });

    expect(first?.severity).toBe(severity);
  });

  it('has its numbers as parameters', () => {
    expect(qualityFindings('id-front', { ...GOOD, sharpness: 12.7 })).toEqual([
      expect.objectContaining({ ruleId: 'MT-05', field: 'file', params: { sharpness: 12, minSharpness: 30 } }),
    ]);
  });
});
