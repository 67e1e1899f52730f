import { describe, expect, it } from 'vitest';
import { isPlausibleTerm } from './card-term.ts';

describe('isPlausibleTerm', () => {
  it.each([
    ['2019-03-11', '2024-03-11'],
    ['2019-03-11', '2029-03-11'],
    ['2019-03-11', '2039-03-11'],
    ['2019-03-11', 'long-term'],
    ['2020-02-29', '2025-02-28'],
    ['2020-02-29', '2025-03-01'],
    ['2020-02-29', '2040-02-29'],
  ])('believes %s to %s', (from, to) => {
    const plausible = isPlausibleTerm(from, to);

    expect(plausible).toBe(true);
  });

  it.each([
    ['2019-03-11', '2034-03-11'],
    ['2019-03-11', '2039-03-12'],
    ['2039-03-11', '2019-03-11'],
  ])('doubts %s to %s', (from, to) => {
    const plausible = isPlausibleTerm(from, to);

    expect(plausible).toBe(false);
  });
});
