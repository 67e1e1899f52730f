import { describe, expect, it } from 'vitest';
import { coveredShare, type Pictured } from './cover.ts';
import type { Picture } from './picture.ts';

const SIZE = { width: 480, height: 300 } as const;
const WHOLE = { left: 0, top: 0, ...SIZE } as const;
const SKIN = [220, 174, 141] as const;

type Colour = readonly [number, number, number];

/** White paper that gets darker to the right, with print, and something on it from 100 to 200 in both directions. */
function paper(thing: Colour | ((light: Colour) => Colour) | undefined): Picture {
  const pixels = new Uint8Array(3 * SIZE.width * SIZE.height);
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const light = 240 - 0.2 * x;
      const isPrint = y % 30 < 12 && x % 12 < 4;
      const colour: Colour = isPrint ? [40, 40, 40] : [light, light, light];
      const isThere = x >= 100 && x < 200 && y >= 100 && y < 200;
      const seen = !isThere || !thing ? colour : typeof thing === 'function' ? thing(colour) : thing;
      pixels.set(seen, 3 * (y * SIZE.width + x));
    }
  }
  return { ...SIZE, pixels };
}

const page = (picture: Picture) => ({ picture, lines: [], boxes: [], angle: 0, slantedLines: 0 });

const shareOf = (thing: Parameters<typeof paper>[0], pictured?: Pictured) => {
  const picture = paper(thing);
  return coveredShare(picture, page(picture), WHOLE, pictured);
};

describe('coveredShare', () => {
  it.each([
    ['a finger', SKIN],
    ['a bar of ink', [15, 15, 15] as const],
  ])('is the area under %s', (_, thing) => {
    expect(shareOf(thing)).toBeCloseTo(0.07, 1);
  });

  it.each([
    ['print', undefined],
    ['a shadow', ([r, g, b]: Colour): Colour => [0.6 * r, 0.6 * g, 0.62 * b]],
  ])('is nothing under %s', (_, thing) => {
    expect(shareOf(thing)).toBe(0);
  });

  it('leaves out the portrait, and the colours of an emblem', () => {
    const frame = { left: 90, top: 90, width: 120, height: 120 };

    expect(shareOf([15, 15, 15], { is: 'portrait', frame })).toBe(0);
    expect(shareOf([200, 60, 60], { is: 'emblem', frame })).toBe(0);
    expect(shareOf([15, 15, 15], { is: 'emblem', frame })).toBeCloseTo(0.07, 1);
  });

  it('leaves out the desk along a side of an area that was estimated too large', () => {
    const picture = paper(undefined);
    for (let y = 0; y < SIZE.height; y++) {
      for (let x = 0; x < 40; x++) picture.pixels.set([110, 80, 60], 3 * (y * SIZE.width + x));
    }

    expect(coveredShare(picture, page(picture), WHOLE)).toBe(0);
  });
});
