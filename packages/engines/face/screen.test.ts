import { describe, expect, it } from 'vitest';
import type { Picture } from './picture.ts';
import { frameIn, isScreen, patternIn } from './screen.ts';
import { PATCH, powerOf } from './spectrum.ts';

const SIDE = 256;

function drawn(light: (x: number, y: number) => number): Picture {
  const pixels = new Uint8Array(SIDE * SIDE * 3);
  for (let at = 0; at < SIDE * SIDE; at++) pixels.fill(light(at % SIDE, Math.floor(at / SIDE)), 3 * at, 3 * at + 3);
  return { width: SIDE, height: SIDE, pixels };
}

/** Noise of a sensor: the same in each run, from -1 to 1. */
const noise = (x: number, y: number): number => (((x * 7919 + y * 104_729 + x * y * 31) % 201) - 100) / 100;
const wall = (x: number, y: number): number => 200 - 0.1 * x - 0.1 * y + 4 * noise(x, y);
const grid = (pitch: number, depth: number) => (x: number, y: number) =>
  wall(x, y) * (1 - depth * (2 + Math.cos((2 * Math.PI * x) / pitch) + Math.cos((2 * Math.PI * y) / pitch)));

describe('powerOf', () => {
  it('has the energy of a wave at its number of waves, in both directions', () => {
    const power = powerOf(
      Float64Array.from({ length: PATCH * PATCH }, (_, at) => 10 * Math.cos((2 * Math.PI * 9 * (at % PATCH)) / PATCH)),
    );

    const strongest = power.indexOf(Math.max(...power));
    expect([9, PATCH - 9]).toContain(strongest);
    expect(power[9]).toBeCloseTo(power[PATCH - 9] ?? 0, 3);
    expect(power[20]).toBeLessThan(0.001 * (power[9] ?? 0));
  });

  it('has none for an even grey', () => {
    expect(Math.max(...powerOf(new Float64Array(PATCH * PATCH).fill(128)))).toBe(0);
  });
});

describe('patternIn', () => {
  it.each([2.6, 3.3, 4.4])('stands out in a picture of a screen whose pixels are %s apart', (pitch) => {
    expect(patternIn([drawn(grid(pitch, 0.03))])).toBeGreaterThan(20);
  });

  it.each<[string, (x: number, y: number) => number]>([
    ['a wall', wall],
    ['stripes of a shirt, 16 pixels wide', (x, y) => wall(x, y) - (Math.floor(x / 16) % 2 === 0 && y > 180 ? 80 : 0)],
    ['the blocks of a codec', (x, y) => wall(x, y) + (x % 8 === 0 || y % 8 === 0 ? 3 : 0)],
  ])('does not in %s', (_, light) => {
    expect(patternIn([drawn(light)])).toBeLessThan(15);
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
