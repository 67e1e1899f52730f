import { describe, expect, it } from 'vitest';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import { textOf } from '../picture/page.ts';
import { certaintyOf } from '../text/rows.ts';
import { vote } from './second-reading.ts';

const reading = (text: string, confidence = 1) => drawnLine({ text, left: 0, y: 0, confidence }).glyphs;

describe('vote', () => {
  it('is confident where all readings agree', () => {
    const glyphs = vote([reading('周建明'), reading('周建明'), reading('周建明'), reading('周建明')]);

    expect(textOf(glyphs)).toBe('周建明');
    expect(certaintyOf(glyphs)).toBe(1);
  });

  it('chooses the character with the highest total confidence, and doubts the value', () => {
    const glyphs = vote([
      reading('沈封杉', 0.4),
      reading('沈垚杉', 0.5),
      reading('沈圭杉', 0.4),
      reading('沈垚杉', 0.4),
    ]);

    expect(textOf(glyphs)).toBe('沈垚杉');
    expect(glyphs[1]?.confidence).toBeCloseTo(0.225);
    expect(certaintyOf(glyphs)).toBeLessThan(0.98);
  });

  it('restores a character that one confident reading left out, and doubts the value', () => {
    const glyphs = vote([reading('于生'), reading('于铄生', 0.2), reading('于铄生', 0.2), reading('于铄生', 0.5)]);

    expect(textOf(glyphs)).toBe('于铄生');
    expect(certaintyOf(glyphs)).toBeLessThan(0.9);
  });

  it('chooses the longer reading when as many are shorter', () => {
    const glyphs = vote([reading('于生'), reading('于铄生')]);

    expect(textOf(glyphs)).toBe('于铄生');
  });

  it('returns nothing for no readings', () => {
    const glyphs = vote([[], []]);

    expect(glyphs).toEqual([]);
  });
});
