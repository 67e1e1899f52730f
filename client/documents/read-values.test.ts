import { describe, expect, it } from 'vitest';
import { howToAllowCamera } from './camera-help.ts';
import { pieceOf, pieceStyles, valuesRead } from './read-values.ts';

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
});

describe('the piece of a picture that a value was read from', () => {
  const PHOTO = { width: 4000, height: 3000 };
  const line = (left: number, top: number, width: number, height: number) =>
    [
      [left, top],
      [left + width, top],
      [left + width, top + height],
      [left, top + height],
    ] as [[number, number], [number, number], [number, number], [number, number]];

  it('is the line where a machine has found its print, whole, with a little around it', () => {
    const piece = pieceOf('business-licence', 'name', PHOTO, [line(1000, 600, 800, 60)]);

    expect(piece.x).toBeCloseTo(0.235, 3);
    expect(piece.width).toBeCloseTo(0.23, 3);
    expect(piece.y).toBeCloseTo(0.19, 3);
    expect(piece.height).toBeCloseTo(0.04, 3);
  });

  it('has all lines of a long value, but not the same print at another place of the picture', () => {
    const lines = [line(1000, 600, 800, 60), line(1000, 680, 300, 60), line(200, 2800, 300, 60)];
    const { y, height } = pieceOf('business-licence', 'address', PHOTO, lines);

    expect([y * 3000, (y + height) * 3000].map(Math.round)).toEqual([570, 770]);
  });

  it('is where the layout has it on a card that was cropped at its outline, else larger where it usually is', () => {
    const cropped = pieceOf('id-front', 'idNumber', { width: 1493, height: 1000 });
    const usual = pieceOf('id-front', 'idNumber', PHOTO);

    expect(cropped.x).toBeCloseTo(0.089, 3);
    expect(cropped.y).toBeCloseTo(0.718, 3);
    expect(usual.height).toBeGreaterThan(cropped.height);
    for (const kind of ['id-front', 'business-licence'] as const)
      for (const field of ['name', 'address', 'idNumber', 'creditCode']) {
        const { x, y, width, height } = pieceOf(kind, field, PHOTO);
        expect([x >= 0, y >= 0, x + width <= 1, y + height <= 1]).toEqual([true, true, true, true]);
        // Never the whole picture.
        expect(width * height).toBeLessThan(0.65);
      }
  });

  it('fills its frame: the picture is drawn larger, and moved', () => {
    expect(pieceStyles({ x: 0.25, y: 0.5, width: 0.5, height: 0.1 }, PHOTO)).toEqual({
      frame: 'padding-top: 15%',
      picture: 'width: 200%; left: -50%; top: -500%',
    });
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
