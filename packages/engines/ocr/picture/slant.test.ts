import { describe, expect, it } from 'vitest';
import type { Box } from './box.ts';
import { alongSlant, mainSlant } from './slant.ts';

const degrees = (angle: number) => (angle * Math.PI) / 180;
const inDegrees = (angle: number) => (angle * 180) / Math.PI;

/** A line of so many characters at an angle in degrees. */
const line = (characters: number, angle: number): Box => ({
  cx: 0,
  cy: 0,
  width: characters * 20,
  height: 20,
  angle: degrees(angle),
});

describe('mainSlant', () => {
  it.each([
    ['upright', [0, 1, -1], 0],
    ['tilted', [8, 9, 10], 9],
    ['turned by a quarter', [90, 91, 89], 90],
    ['turned by a quarter the other way', [-90, -91, -89], 90],
    ['at 45°', [44, 45, 47], 45.3],
    ['on its head, which lines alone can not tell', [180, 181, 179], 0],
  ])('finds the slant of a page that is %s', (_, angles, slant) => {
    const found = mainSlant(angles.map((angle) => line(10, angle)));

    expect(inDegrees(found)).toBeCloseTo(slant, 1);
  });

  it('follows the text, not the watermarks that cross it', () => {
    const lines = [1, 2, 3].map((angle) => line(12, angle));
    const watermarks = Array.from({ length: 4 }, () => line(6, -28));

    const found = mainSlant([...watermarks, ...lines]);

    expect(inDegrees(found)).toBeCloseTo(2, 1);
  });

  it('treats a page without lines as upright', () => {
    const found = mainSlant([line(1, 30)]);

    expect(found).toBe(0);
  });
});

describe('alongSlant', () => {
  it('drops watermarks and counts them', () => {
    const { lines, slantedLines } = alongSlant([line(10, 1), line(6, -28), line(6, -28)], 0);

    expect(lines).toHaveLength(1);
    expect(slantedLines).toBe(2);
  });

  it('keeps single characters whatever their box, and aligns them with the text', () => {
    const { lines } = alongSlant([{ ...line(1, 40), width: 22 }], degrees(2));

    expect(lines.map(({ angle }) => inDegrees(angle))).toEqual([expect.closeTo(2, 5)]);
  });

  it('reads boxes along the slant, whichever side was their width', () => {
    const upright: Box = { cx: 0, cy: 0, width: 20, height: 200, angle: degrees(-88) };

    const { lines } = alongSlant([upright], 0);

    expect(lines).toMatchObject([{ width: 200, height: 20 }]);
    expect(inDegrees(lines[0]?.angle ?? 0)).toBeCloseTo(2, 5);
  });
});
