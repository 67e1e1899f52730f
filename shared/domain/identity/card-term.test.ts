import { describe, expect, it } from 'vitest';
import { isPossibleTerm, isTermOf } from './card-term.ts';

describe('the validity of an ID card', () => {
  it.each([
    ['2016-05-10', '2021-05-10', true],
    ['2016-05-10', '2026-05-10', true],
    ['2016-05-10', '2036-05-10', true],
    ['2016-05-10', 'long-term', true],
    ['2016-05-10', '2031-05-10', false],
    ['2016-05-10', '2026-05-11', false],
    ['2016-02-29', '2026-02-28', true],
    ['2016-02-29', '2026-03-01', true],
    ['2016-02-29', '2036-02-29', true],
    ['2016-02-28', '2026-03-01', false],
  ])('lasts for 5, 10 or 20 years or without an end: %s to %s', (from, to, isPossible) => {
    expect(isPossibleTerm({ from, to })).toBe(isPossible);
  });

  it.each([
    ['the day before 16', '2000-05-11', '2021-05-10', true],
    ['16', '2000-05-10', '2021-05-10', false],
    ['16', '2000-05-10', '2026-05-10', true],
    ['the day before 26', '1990-05-11', '2026-05-10', true],
    ['26', '1990-05-10', '2036-05-10', true],
    ['the day before 46', '1970-05-11', '2036-05-10', true],
    ['46', '1970-05-10', 'long-term', true],
    ['46', '1970-05-10', '2036-05-10', false],
    ['26', '1990-05-10', 'long-term', false],
  ])('depends on the age at which it was issued on 2016-05-10: %s', (_, born, to, isOfThem) => {
    expect(isTermOf(born, { from: '2016-05-10', to })).toBe(isOfThem);
  });
});
