import { describe, expect, it } from 'vitest';
import { encodedWithin, isShrunk, sizeToSend } from './photo-size.ts';

const MEBIBYTE = 1024 * 1024;

describe('a photo', () => {
  it.each([
    ['of a phone', 'image/jpeg', 12 * MEBIBYTE, true],
    ['that is small enough', 'image/jpeg', 2 * MEBIBYTE, false],
    ['as PNG', 'image/png', 5 * MEBIBYTE, true],
    ['as HEIC, however small', 'image/heic', MEBIBYTE, true],
    ['that is no picture', 'application/pdf', 5 * MEBIBYTE, false],
  ])('%s is made smaller before it is sent, or not', (_, type, size, isSmaller) => {
    expect(isShrunk('id-front', { type, size })).toBe(isSmaller);
  });

  it('is not a video', () => {
    expect(isShrunk('liveness-video', { type: 'video/mp4', size: 5 * MEBIBYTE })).toBe(false);
  });

  it.each([
    [
      { width: 4000, height: 3000 },
      { width: 2560, height: 1920 },
    ],
    [
      { width: 3000, height: 4000 },
      { width: 1920, height: 2560 },
    ],
    [
      { width: 8000, height: 6000 },
      { width: 2560, height: 1920 },
    ],
    [
      { width: 2000, height: 1500 },
      { width: 2000, height: 1500 },
    ],
    [
      { width: 30_000, height: 3 },
      { width: 2560, height: 1 },
    ],
  ])('of %j is sent as %j', (size, sent) => {
    expect(sizeToSend(size)).toEqual(sent);
  });

  it('keeps the best quality that is within the limit of 4 MB', async () => {
    const sizes: Readonly<Record<number, number>> = { 0.9: 5 * MEBIBYTE, 0.8: 4 * MEBIBYTE, 0.7: 3 * MEBIBYTE };
    const tried: number[] = [];

    const { size } = await encodedWithin('id-front', async (quality) => {
      tried.push(quality);
      return { type: 'image/jpeg', size: sizes[quality] ?? 0 };
    });

    expect([size, tried]).toEqual([4 * MEBIBYTE, [0.9, 0.8]]);
  });

  it('that stays too large is the smallest that could be made', async () => {
    const { size } = await encodedWithin('id-front', async (quality) => ({
      type: 'image/jpeg',
      size: quality * 100 * MEBIBYTE,
    }));

    expect(size).toBeCloseTo(70 * MEBIBYTE);
  });
});
