import { describe, expect, it } from 'vitest';
import { decodeLine } from './ctc.ts';

const ALPHABET = ['', '韦', '俊', '垚', '姓', '名', '嫣', '媽', ...'0123456789AB', ' '];

/** Probabilities of steps that each name one or more characters; the blank gets the rest. */
function line(steps: readonly Readonly<Record<string, number>>[], usedShare = 1) {
  const probabilities = new Float32Array(steps.length * ALPHABET.length);
  steps.forEach((step, index) => {
    const offset = index * ALPHABET.length;
    for (const [char, probability] of Object.entries(step))
      probabilities[offset + ALPHABET.indexOf(char)] = probability;
    probabilities[offset] = 1 - Object.values(step).reduce((sum, probability) => sum + probability, 0);
  });
  return { probabilities, steps: steps.length, usedShare };
}

const spaced = (chars: readonly Readonly<Record<string, number>>[], pitch: number) =>
  chars.flatMap((char) => [char, ...Array.from({ length: pitch - 1 }, () => ({}))]);

const textOf = (glyphs: readonly { char: string }[]) => glyphs.map(({ char }) => char).join('');

describe('decodeLine', () => {
  it('outputs a repeated character once, and twice with a blank between', () => {
    const glyphs = decodeLine(line([{ '1': 0.9 }, { '1': 0.8 }, {}, { '1': 0.9 }, { '2': 0.9 }]), ALPHABET);

    expect(textOf(glyphs)).toBe('112');
  });

  it('returns each character with its position in the line, without padding, and its confidence', () => {
    const glyphs = decodeLine(line([{}, { '1': 0.9 }, {}, { '2': 0.7 }, {}, {}, {}, {}], 0.5), ALPHABET);

    expect(glyphs.map(({ at }) => at)).toEqual([0.375, 0.875]);
    expect(glyphs.map(({ confidence }) => confidence)).toEqual([expect.closeTo(0.9, 5), expect.closeTo(0.7, 5)]);
  });

  it('restores a rare character that lost to the blank where the spacing shows a hole, at half its probability', () => {
    const steps = spaced([{ 姓: 0.9 }, { 名: 0.9 }, { 韦: 0.9 }, { 俊: 0.9 }, { 垚: 0.2 }], 5);

    const glyphs = decodeLine(line(steps), ALPHABET);

    expect(textOf(glyphs)).toBe('姓名韦俊垚');
    expect(glyphs.at(-1)?.confidence).toBeCloseTo(0.1, 5);
  });

  it('adds nothing where the gap is not wider than others', () => {
    const steps = spaced([{ 姓: 0.9 }, { 名: 0.9, 垚: 0.05 }, { 韦: 0.9 }, { 俊: 0.9 }], 5);

    const glyphs = decodeLine(line(steps), ALPHABET);

    expect(textOf(glyphs)).toBe('姓名韦俊');
  });

  it('prefers a simplified character that is nearly as probable as a traditional one, and stays in doubt', () => {
    const glyphs = decodeLine(line([{ 姓: 0.9 }, { 媽: 0.6, 嫣: 0.35 }]), ALPHABET);

    expect(textOf(glyphs)).toBe('姓嫣');
    expect(glyphs[1]?.confidence).toBeCloseTo(0.35, 5);
  });

  it('keeps a confident traditional character', () => {
    const glyphs = decodeLine(line([{ 媽: 0.9, 嫣: 0.05 }]), ALPHABET);

    expect(textOf(glyphs)).toBe('媽');
  });

  it('keeps other readings of the characters of a line that may be a code', () => {
    const digits = [...'1234567'].map((digit) => ({ [digit]: 0.9 }));

    const glyphs = decodeLine(line([...digits, { '8': 0.6, B: 0.3, 韦: 0.05 }]), ALPHABET);

    expect(glyphs.at(-1)?.alternatives).toEqual([
      { char: '8', probability: expect.closeTo(0.6, 5) },
      { char: 'B', probability: expect.closeTo(0.3, 5) },
    ]);
  });

  it('keeps none for other lines', () => {
    const glyphs = decodeLine(line([{ '1': 0.6, '2': 0.3 }]), ALPHABET);

    expect(glyphs.map(({ alternatives }) => alternatives)).toEqual([[]]);
  });

  it('reads nothing in an empty line', () => {
    const glyphs = decodeLine(line([{}, {}, {}]), ALPHABET);

    expect(glyphs).toEqual([]);
  });
});
