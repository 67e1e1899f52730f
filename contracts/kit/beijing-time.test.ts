import { describe, expect, it } from 'vitest';
import { addDays, addMonths, beijingDay, beijingInstant, beijingMinute, fullYears, isDay } from './beijing-time.ts';

describe('beijing time', () => {
  it.each([
    ['2026-11-24T15:59:59.999Z', '2026-11-24'],
    ['2026-11-24T16:00:00Z', '2026-11-25'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
  ])('the day in Beijing at %s is %s', (instant, day) => {
    expect(beijingDay(new Date(instant))).toBe(day);
  });

  it.each([
    ['2026-11-25', 10, '2026-11-25T02:00:00.000Z'],
    ['2026-11-25', 0, '2026-11-24T16:00:00.000Z'],
  ])('on %s at %i o’clock in Beijing it is %s', (day, hour, instant) => {
    expect(beijingInstant(day, hour).toISOString()).toBe(instant);
  });

  it.each([
    ['2026-11-25T06:05:59Z', '2026年11月25日 14:05'],
    ['2026-01-05T16:59:00Z', '2026年1月6日 00:59'],
  ])('the time in Beijing at %s is %s', (instant, text) => {
    expect(beijingMinute(new Date(instant))).toBe(text);
  });

  it.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-11-25', 1, '2026-12-25'],
    ['2026-01-31', -1, '2025-12-31'],
    ['2026-10-31', 13, '2027-11-30'],
  ])('%s and %i months give %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it('days are counted across months', () => {
    expect(addDays('2026-02-27', 2)).toBe('2026-03-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it.each([
    ['2008-11-25', '2026-11-25', 18],
    ['2008-11-26', '2026-11-25', 17],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
  ])('a person born on %s is, on %s, %i years old', (birth, day, years) => {
    expect(fullYears(birth, day)).toBe(years);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-00-10', '+002026-11-25', '2026-11-25 ', '', 'x'])(
    '%j is not a day',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  it('a leap day is a day', () => {
    expect(isDay('2028-02-29')).toBe(true);
  });
});
