import { describe, expect, it } from 'vitest';
import type { Picture } from './picture.ts';
import { frameIn, isScreen, patternIn } from './screen.ts';
import { PATCH, powerOf, spectrumOf } from './spectrum.ts';
import { SCREEN } from './thresholds.ts';

const SIDE = 256;

function drawn(light: (x: number, y: number) => number): Picture {
  const pixels = new Uint8Array(SIDE * SIDE * 3);
  for (let index = 0; index < SIDE * SIDE; index++)
    pixels.fill(light(index % SIDE, Math.floor(index / SIDE)), 3 * index, 3 * index + 3);
  return { width: SIDE, height: SIDE, pixels };
}

/** Noise of a sensor: the same in each run, from -1 to 1. */
const noise = (x: number, y: number): number => (((x * 7919 + y * 104_729 + x * y * 31) % 201) - 100) / 100;
const wall = (x: number, y: number): number => 200 - 0.1 * x - 0.1 * y + 4 * noise(x, y);
/** A screen whose pixels are `pitch` apart, tilted by half a degree, five times from a hand. */
const screen = (pitch: number, depth: number): Picture[] =>
  [0, 1, 2, 3, 4].map((frame) => {
    const wave = (along: number) => Math.cos((2 * Math.PI * (along + 1.7 * frame)) / pitch);
    const grid = (x: number, y: number) => 2 + wave(x + 0.01 * y) + wave(y - 0.01 * x);
    return drawn((x, y) => wall(x, y) * (1 - depth * grid(x, y)));
  });

describe('powerOf', () => {
  it('has the energy of a wave at its number of waves, in both directions', () => {
    const wave = (index: number) => 10 * Math.cos((2 * Math.PI * 9 * (index % PATCH)) / PATCH);
    const power = powerOf(spectrumOf(Float64Array.from({ length: PATCH * PATCH }, (_, index) => wave(index))));

    const strongest = power.indexOf(Math.max(...power));
    expect([9, PATCH - 9]).toContain(strongest);
    expect(power[9]).toBeCloseTo(power[PATCH - 9] ?? 0, 3);
    expect(power[20]).toBeLessThan(0.001 * (power[9] ?? 0));
  });

  it('has none for an even grey', () => {
    expect(Math.max(...powerOf(spectrumOf(new Float64Array(PATCH * PATCH).fill(128))))).toBe(0);
  });
});

describe('patternIn', () => {
  // 2.67, 4 and 8 are the distances of a codec's blocks, or half or a third of them.
  it.each([2.4, 64 / 24, 3.3, 4, 4.4, 8])('stands out in films of a screen whose pixels are %s apart', (pitch) => {
    expect(patternIn(screen(pitch, 0.03))).toBeGreaterThan(40);
  });

  it.each<[string, (x: number, y: number) => number]>([
    ['a wall', wall],
    ['stripes of a shirt, 16 pixels wide', (x, y) => wall(x, y) - (Math.floor(x / 16) % 2 === 0 && y > 180 ? 80 : 0)],
    ['the edges of a codec’s blocks', (x, y) => wall(x, y) + (x % 8 === 0 || y % 8 === 0 ? 3 : 0)],
    ['blocks of even light', (x, y) => wall(x & ~7, y & ~7)],
    ['blocks of a half-sized film', (x, y) => wall(x & ~3, y & ~3)],
    ['noise that a codec stretched into stripes', (x, y) => wall(x, y) + 6 * noise(x, y >> 4)],
    ['an even grey', () => 128],
  ])('does not in %s', (_, light) => {
    expect(patternIn([drawn(light), drawn(light)])).toBeLessThan(SCREEN.pattern);
  });
});

describe('frameIn', () => {
  const framed = (isDark: (x: number, y: number) => boolean) => drawn((x, y) => (isDark(x, y) ? 20 : wall(x, y)));

  it.each<[string, (x: number, y: number) => boolean, number]>([
    ['four sides', (x, y) => Math.min(x, y, 255 - x, 255 - y) < 20, 4],
    [
      'four tilted sides',
      (x, y) => Math.max(Math.abs(x - 128 + 0.03 * (y - 128)), Math.abs(y - 128 - 0.03 * (x - 128))) > 105,
      4,
    ],
    ['a dark door at one side', (x) => x < 40, 1],
    ['a dark jacket below', (x, y) => y > 200 && Math.abs(x - 128) < 90, 0],
    ['none', () => false, 0],
  ])('counts %s', (_, isDark, sides) => {
    expect(Math.abs(frameIn([framed(isDark)]) - sides)).toBeLessThan(0.9);
  });

  it('tells a screen from a room with a door', () => {
    expect(isScreen([framed((x, y) => Math.min(x, y, 255 - x, 255 - y) < 20)])).toBe(true);
    expect(isScreen([framed((x, y) => x < 40 || y < 10)])).toBe(false);
  });
});
