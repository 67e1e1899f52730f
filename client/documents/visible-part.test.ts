import { describe, expect, it } from 'vitest';
import { visiblePart } from './visible-part.ts';

/** A frame of one channel, each pixel with its own value. */
const FRAME = {
  width: 4,
  height: 3,
  channels: 1,
  pixels: Uint8Array.from({ length: 12 }, (_, place) => place),
} as never;

describe('what a stage shows of a frame', () => {
  it('is the middle of a wider frame', () => {
    expect(visiblePart(FRAME, { width: 20, height: 30 }, 100)).toEqual({
      width: 2,
      height: 3,
      channels: 1,
      pixels: Uint8Array.from([1, 2, 5, 6, 9, 10]),
    });
  });

  it('is the middle of a higher frame, and has no more pixels across than asked', () => {
    expect(visiblePart(FRAME, { width: 40, height: 20 }, 2)).toEqual({
      width: 2,
      height: 1,
      channels: 1,
      pixels: Uint8Array.from([0, 2]),
    });
  });
});
