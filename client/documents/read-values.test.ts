import { describe, expect, it } from 'vitest';
import { howToAllowCamera } from './camera-help.ts';
import { pieceOf, valuesRead } from './read-values.ts';

describe('the values that were read', () => {
  it('begin with those that are in doubt, and leave out what was not read', () => {
    const read = {
      name: { text: '陈星远', isDoubtful: false },
      idNumber: { text: '44030019900307401X', isDoubtful: true },
    };

    expect(valuesRead('id-front', read)).toEqual([
      { field: 'idNumber', label: '公民身份号码', text: '44030019900307401X', isDoubtful: true },
      { field: 'name', label: '姓名', text: '陈星远', isDoubtful: false },
    ]);
  });

  it('say 长期 for an open end, and nothing of a paper that is not read', () => {
    expect(valuesRead('id-back', { validTo: { text: 'long-term', isDoubtful: false } })).toMatchObject([
      { text: '长期' },
    ]);
    expect(valuesRead('commitment-letter', { name: { text: '陈星远', isDoubtful: false } })).toEqual([]);
  });

  it('stand on a card where its layout has them, within its picture', () => {
    const piece = pieceOf('id-front', 'idNumber');

    expect(piece?.x).toBeCloseTo(0.089, 3);
    expect(piece?.y).toBeCloseTo(0.718, 3);
    expect((piece?.x ?? 0) + (piece?.width ?? 0)).toBeLessThan(1);
    expect(piece?.ratio).toBeCloseTo(7.45, 2);
    expect(pieceOf('business-licence', 'address')).toBeUndefined();
  });
});

describe('a camera that was refused', () => {
  it.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) MicroMessenger/8.0', /微信/],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Safari/604.1', /Safari/],
    ['Mozilla/5.0 (Linux; Android 14) Chrome/120', /权限→摄像头/],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/120', /摄像头图标/],
  ])('is allowed again in %s', (userAgent, way) => {
    expect(howToAllowCamera(userAgent)).toMatch(way);
  });
});
