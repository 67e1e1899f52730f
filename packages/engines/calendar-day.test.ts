import { describe, expect, it } from 'vitest';
import { addMonths, isDay } from './calendar-day.ts';

describe('isDay', () => {
  it.each(['2020-02-29', '2019-12-31'])('accepts %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each(['2019-02-29', '2019-13-01', '2019-00-10', '2019-1-1', '20190101', ''])('refuses %s', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('addMonths', () => {
  it.each([
    ['2019-03-11', 120, '2029-03-11'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-02-29', 48, '2024-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2019-12-15', 1, '2020-01-15'],
  ])('%s and %i months give %s', (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });
});
