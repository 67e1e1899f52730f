import { describe, expect, it } from 'vitest';
import { afterWorkingTime, endOfDay, type WorkingHours, workingDayMs, workingTimeBetween } from './working-time.ts';

/** National Day 2026 as an example: off from 1 to 7 October, and work on Saturday 10 October instead. */
const OFF = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`);
const hours: WorkingHours = {
  isWorkday: (day) => {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return day === '2026-10-10' || (weekday !== 0 && weekday !== 6 && !OFF.includes(day));
  },
  fromHour: 9,
  toHour: 18,
};
const at = (text: string) => new Date(`${text}:00+08:00`);
const HOUR = 60 * 60 * 1000;

describe('working time', () => {
  it('has nine hours in a day from 9 to 18', () => {
    expect(workingDayMs(hours)).toBe(9 * HOUR);
  });

  it.each([
    ['within a day', '2026-11-26T10:00', 3, '2026-11-26T13:00'],
    ['until the very end of a day', '2026-11-26T10:00', 8, '2026-11-26T18:00'],
    ['into the next morning', '2026-11-26T17:00', 2, '2026-11-27T10:00'],
    ['over a weekend', '2026-11-27T17:30', 9, '2026-11-30T17:30'],
    ['from an evening', '2026-11-26T22:15', 1, '2026-11-27T10:00'],
    ['from before work', '2026-11-26T06:00', 1, '2026-11-26T10:00'],
    ['from a Sunday', '2026-11-29T12:00', 9, '2026-11-30T18:00'],
    ['over a holiday', '2026-09-30T16:00', 9, '2026-10-08T16:00'],
    ['on the Saturday that is worked for a holiday', '2026-10-09T17:00', 2, '2026-10-10T10:00'],
  ])('passes %s', (_, from, count, expected) => {
    expect(afterWorkingTime(at(from), count * HOUR, hours)).toEqual(at(expected));
    expect(workingTimeBetween(at(from), at(expected), hours)).toBe(count * HOUR);
  });

  it('does not pass at night, on days off, or backwards', () => {
    expect(workingTimeBetween(at('2026-11-26T18:00'), at('2026-11-27T09:00'), hours)).toBe(0);
    expect(workingTimeBetween(at('2026-11-28T09:00'), at('2026-11-29T18:00'), hours)).toBe(0);
    expect(workingTimeBetween(at('2026-11-26T12:00'), at('2026-11-26T10:00'), hours)).toBe(0);
  });

  it('refuses a calendar in which nobody ever works', () => {
    const never = { ...hours, isWorkday: () => false };

    expect(() => afterWorkingTime(at('2026-11-26T10:00'), HOUR, never)).toThrow(RangeError);
  });

  it('ends a day at midnight in Beijing', () => {
    expect(endOfDay(at('2026-11-26T23:59'))).toEqual(at('2026-11-27T00:00'));
    expect(endOfDay(at('2026-11-27T00:00'))).toEqual(at('2026-11-28T00:00'));
  });
});
