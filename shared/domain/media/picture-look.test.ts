import { describe, expect, it } from 'vitest';
import { differingBits, LOOK_SIDE, pictureLook, SAME_LOOK_BITS } from './picture-look.ts';

/** A grey picture of 32 × 32 with a luma for each point, 0 to 1. */
const drawn = (lumaAt: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: LOOK_SIDE * LOOK_SIDE }, (_, i) =>
    lumaAt((i % LOOK_SIDE) / LOOK_SIDE, Math.floor(i / LOOK_SIDE) / LOOK_SIDE),
  );

/** Similar to a head in front of a wall, with uneven light from a window. */
const head =
  (centre: number) =>
  (x: number, y: number): number => {
    const inHead = ((x - centre) / 0.22) ** 2 + ((y - 0.45) / 0.3) ** 2 < 1;
    return inHead ? 120 + 60 * Math.sin(9 * x) * Math.cos(7 * y) : 225 - 30 * x * y;
  };

describe('pictureLook', () => {
  it('is 32 bytes', () => {
    expect(pictureLook(drawn(head(0.5)))).toHaveLength(32);
  });

  it('does not change between versions, because it is compared with stored ones', () => {
    const noise = Uint8Array.from({ length: 32 * 32 }, (_, i) => (i * i * 7919) % 251);

    expect(Buffer.from(pictureLook(noise)).toString('hex')).toBe(
      'ba5aa673b7241afd0331207e0f335efd0f3b138408d13ffc80b19f7602b25439',
    );
  });

  it('hardly changes with brightness and noise', () => {
    const original = drawn(head(0.5));
    const anew = original.map((luma, i) => 0.9 * luma + ((i * 7919) % 5));

    expect(differingBits(pictureLook(original), pictureLook(anew))).toBeLessThanOrEqual(SAME_LOOK_BITS);
  });

  it('differs if the head is in another place', () => {
    const item = pictureLook(drawn(head(0.5)));
    const other = pictureLook(drawn(head(0.56)));

    expect(differingBits(item, other)).toBeGreaterThan(SAME_LOOK_BITS);
  });
});

describe('the parameters of a look', () => {
  it('do not change, because stored looks were made with them', () => {
    expect([LOOK_SIDE, SAME_LOOK_BITS]).toEqual([32, 10]);
  });
});

describe('differingBits', () => {
  it.each([
    [[0x00, 0xff], [0x00, 0xff], 0],
    [[0x01, 0xff], [0x00, 0x7f], 2],
    [[0xff, 0xff], [0x00, 0x00], 16],
  ])('of %j and %j are %d', (first, second, bits) => {
    expect(differingBits(Uint8Array.from(first), Uint8Array.from(second))).toBe(bits);
  });
});
