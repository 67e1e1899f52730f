import { describe, expect, it } from 'vitest';
import { type EarlierUse, isReused } from './reuse.ts';

const LOOK = new Uint8Array(32);
/** A look with `otherBits` bits that differ from `LOOK`. */
const lookWith = (otherBits: number) =>
  Uint8Array.from({ length: 32 }, (_, index) => 2 ** Math.min(8, Math.max(0, otherBits - 8 * index)) - 1);

const earlier = (changes: Partial<EarlierUse> = {}): EarlierUse => ({
  hasSameBytes: false,
  filingId: 'other filing',
  hasPassed: false,
  ...changes,
});

describe('isReused', () => {
  it.each(['photo', 'video'] as const)('is true for a %s with the same bytes as in another filing', (kind) => {
    expect(isReused({ kind }, 'filing', earlier({ hasSameBytes: true }))).toBe(true);
  });

  it.each([
    [0, true],
    [10, true],
    [11, false],
  ])('for a picture with %i of 256 different bits in its look is %s', (bits, expected) => {
    expect(isReused({ kind: 'frame', look: LOOK }, 'filing', earlier({ look: lookWith(bits) }))).toBe(expected);
  });

  it.each([
    [1, false],
    [2, true],
  ])('for a picture that shares %i of its pairs with one whose filing was erased is %s', (samePairs, expected) => {
    const use = earlier({ filingId: undefined, samePairs });

    expect(isReused({ kind: 'frame', look: LOOK }, 'filing', use)).toBe(expected);
  });

  it('is true for a photo with the same bytes as one whose filing was erased', () => {
    expect(isReused({ kind: 'photo' }, 'filing', earlier({ filingId: undefined, hasSameBytes: true }))).toBe(true);
  });

  it('is false without the same bytes and without a look', () => {
    expect(isReused({ kind: 'video' }, 'filing', earlier({ look: LOOK }))).toBe(false);
    expect(isReused({ kind: 'photo', look: LOOK }, 'filing', earlier())).toBe(false);
  });

  it.each([
    ['photo', false, false],
    ['photo', true, true],
    ['video', false, true],
    ['video', true, true],
    ['frame', false, true],
  ] as const)('for a %s of the same filing whose check has passed (%s) is %s', (kind, hasPassed, expected) => {
    const use = earlier({ filingId: 'filing', hasPassed, hasSameBytes: true });

    expect(isReused({ kind }, 'filing', use)).toBe(expected);
  });
});
