import { describe, expect, it } from 'vitest';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import { type Glyph, textOf } from '../picture/page.ts';
import { certaintyOf, glyphsOf, startsLate } from './rows.ts';

const glyphs = (...confidences: readonly number[]): Glyph[] =>
  confidences.map((confidence, x) => ({ char: '路', x, height: 40, confidence, alternatives: [] }));

describe('certaintyOf', () => {
  it('is the mean if all characters are confident', () => {
    const certainty = certaintyOf(glyphs(0.99, 1));

    expect(certainty).toBeCloseTo(0.995);
  });

  it('makes a long value doubtful for one uncertain character', () => {
    const certainty = certaintyOf(glyphs(...Array<number>(30).fill(1), 0.8));

    expect(certainty).toBeCloseTo(0.96);
  });

  it('keeps a value confident whose weakest character has 0.9', () => {
    const certainty = certaintyOf(glyphs(...Array<number>(30).fill(1), 0.9));

    expect(certainty).toBeCloseTo(0.98);
  });
});

describe('glyphsOf', () => {
  it('takes a character in two lines from the more confident one', () => {
    const label = drawnLine({ text: '法定代表人王', left: 0, y: 0, confidence: 0.6 });
    const value = drawnLine({ text: '于生', left: 160, y: 0 });

    const row = glyphsOf([label, value]);

    expect(textOf(row)).toBe('法定代表人于生');
  });

  it('drops half a character at the end of a line if the next one has it whole', () => {
    const label = drawnLine({ text: '签发机关', left: 0, y: 0 });
    const half = { char: '汉', x: 144, height: 40, confidence: 0.02, alternatives: [] };
    const value = drawnLine({ text: '沈阳市公安局', left: 140, y: 0 });

    const row = glyphsOf([{ ...label, glyphs: [...label.glyphs, half], text: '签发机关汉' }, value]);

    expect(textOf(row)).toBe('签发机关沈阳市公安局');
  });
});

describe('startsLate', () => {
  // In perspective: further left in each row.
  const others = [100, 200, 300].map((y) => ({ x: 500 - 0.1 * y, y }));

  it.each([
    ['at the edge of the others', 460, false],
    ['a character to the right', 500, true],
  ])('tells whether a value begins %s', (_, x, isLate) => {
    expect(startsLate({ x, y: 400 }, others, 40)).toBe(isLate);
  });

  it('knows nothing with one other value', () => {
    expect(startsLate({ x: 900, y: 400 }, others.slice(0, 1), 40)).toBe(false);
  });
});
