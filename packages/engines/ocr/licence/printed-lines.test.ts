import { expect, it } from 'vitest';
import type { Glyph, TextLine } from '../picture/page.ts';
import { printedLines } from './printed-lines.ts';

const glyph = (char: string, x: number): Glyph => ({ char, x, height: 20, confidence: 0.9, alternatives: [] });
const line = (angle: number, glyphs: readonly Glyph[]): TextLine => ({
  glyphs,
  text: glyphs.map(({ char }) => char).join(''),
  confidence: 0.9,
  left: 100,
  right: 200,
  y: 50,
  height: 20,
  slope: 0,
  box: { cx: 150, cy: 50, width: 100, height: 20, angle },
});
const photo = (scale: number) => ({
  picture: { width: 400, height: 300, pixels: new Uint8Array() },
  width: 400 * scale,
  height: 300 * scale,
});
const rounded = (corners: readonly (readonly number[])[] | undefined) =>
  corners?.map((corner) => corner.map((value) => Math.round(value)));

it('places each character of a line between its neighbours, in pixels of the file', () => {
  const [printed] = printedLines(photo(2), [line(0, [glyph('1', 120), glyph('2', 140), glyph('3', 170)])]);

  expect([printed?.text, printed?.confidence]).toEqual(['123', 0.9]);
  expect(rounded(printed?.corners)).toEqual([
    [200, 80],
    [400, 80],
    [400, 120],
    [200, 120],
  ]);
  expect(printed?.characters.map(({ corners }) => [corners[0][0], corners[1][0]])).toEqual([
    [215, 260],
    [260, 310],
    [310, 365],
  ]);
});

it('places the characters of a line on its head from right to left', () => {
  const [printed] = printedLines(photo(1), [line(Math.PI, [glyph('1', 120), glyph('2', 160)])]);

  expect(printed?.characters.map(({ corners }) => rounded(corners)?.[0])).toEqual([
    [200, 60],
    [160, 60],
  ]);
});

it('gives a single character all of its line', () => {
  const [printed] = printedLines(photo(1), [line(0, [glyph('名', 150)])]);

  expect(rounded(printed?.characters[0]?.corners)).toEqual([
    [100, 40],
    [200, 40],
    [200, 60],
    [100, 60],
  ]);
});
