import { describe, expect, it } from 'vitest';
import { drawnLine } from './drawn-line.ts';
import { type Glyph, textOf } from './page.ts';
import { certaintyOf, glyphsOf } from './rows.ts';

const glyphs = (...confidences: readonly number[]): Glyph[] =>
  confidences.map((confidence, x) => ({ char: '路', x, height: 40, confidence, alternatives: [] }));

describe('certaintyOf', () => {
  it('is the mean where all characters are sure', () => {
    const certainty = certaintyOf(glyphs(0.99, 1));

    expect(certainty).toBeCloseTo(0.995);
  });

  it('makes a long value doubtful for one unsure character', () => {
    const certainty = certaintyOf(glyphs(...Array<number>(30).fill(1), 0.8));

    expect(certainty).toBeCloseTo(0.96);
  });

  it('leaves a value sure whose weakest character is read at nine in ten', () => {
    const certainty = certaintyOf(glyphs(...Array<number>(30).fill(1), 0.9));

    expect(certainty).toBeCloseTo(0.98);
  });
});

describe('glyphsOf', () => {
  it('takes a character that two lines share from the one that read it more surely', () => {
    const label = drawnLine({ text: '法定代表人王', left: 0, y: 0, confidence: 0.6 });
    const value = drawnLine({ text: '于生', left: 160, y: 0 });

    const row = glyphsOf([label, value]);

    expect(textOf(row)).toBe('法定代表人于生');
  });

  it('drops half a character at the end of a line that the next one has whole', () => {
    const label = drawnLine({ text: '签发机关', left: 0, y: 0 });
    const half = { char: '汉', x: 144, height: 40, confidence: 0.02, alternatives: [] };
    const value = drawnLine({ text: '沈阳市公安局', left: 140, y: 0 });

    const row = glyphsOf([{ ...label, glyphs: [...label.glyphs, half], text: '签发机关汉' }, value]);

    expect(textOf(row)).toBe('签发机关沈阳市公安局');
  });
});
