import { describe, expect, it } from 'vitest';
import { TRADITIONAL_AND_SIMPLIFIED } from './character-variants.ts';

describe('the table of variants', () => {
  const pairs = TRADITIONAL_AND_SIMPLIFIED.flatMap(([traditional, simplified]) => {
    expect([...traditional]).toHaveLength([...simplified].length);
    return [...traditional].map((character, index) => [character, [...simplified][index]] as const);
  });

  it('has 704 pairs', () => {
    expect(pairs).toHaveLength(704);
  });

  it('maps each character to one simplified character in one step', () => {
    const traditional = pairs.map(([from]) => from);

    expect(new Set(traditional).size).toBe(traditional.length);
    expect(pairs.filter(([, to]) => to === undefined || traditional.includes(to))).toEqual([]);
  });

  it('does not contain characters that are distinct in names on the mainland', () => {
    const traditional = pairs.map(([from]) => from);

    expect([...'乾徵於昇喆淼堃犇龢邨甦脩谿祕甯'].filter((character) => traditional.includes(character))).toEqual([]);
  });
});
