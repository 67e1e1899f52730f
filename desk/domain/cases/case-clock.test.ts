import { describe, expect, it } from 'vitest';
import type { WorkingHours } from '../staff/working-time.ts';
import { dueAt, pauseClock, resumeClock, standingOf, startClock, usedAt } from './case-clock.ts';

const hours: WorkingHours = {
  isWorkday: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
  fromHour: 9,
  toHour: 18,
};
const at = (text: string) => new Date(`${text}:00+08:00`);
const HOUR = 60 * 60 * 1000;
/** Received on Thursday at 11, one working day to do it. */
const clock = startClock(at('2026-11-26T11:00'), 9 * HOUR);

describe('the clock of a case', () => {
  it('is due after one working day', () => {
    expect(dueAt(clock, hours)).toEqual(at('2026-11-27T11:00'));
  });

  it('says later, due today, and overdue', () => {
    expect(standingOf(clock, at('2026-11-26T12:00'), hours)).toEqual({ kind: 'later', dueAt: at('2026-11-27T11:00') });
    expect(standingOf(clock, at('2026-11-27T09:00'), hours)).toEqual({ kind: 'due-today', leftMs: 2 * HOUR });
    expect(standingOf(clock, at('2026-11-27T11:00'), hours)).toEqual({ kind: 'overdue', lateMs: 0 });
    expect(standingOf(clock, at('2026-11-30T10:00'), hours)).toEqual({ kind: 'overdue', lateMs: 8 * HOUR });
  });

  it('stands while the applicant is waited for, and says why', () => {
    const paused = pauseClock(clock, at('2026-11-26T13:00'), 'call-missed', hours);

    expect(dueAt(paused, hours)).toBeUndefined();
    expect(standingOf(paused, at('2026-12-10T13:00'), hours)).toEqual({
      kind: 'paused',
      leftMs: 7 * HOUR,
      because: 'call-missed',
    });
  });

  it('goes on with the time that was left', () => {
    const paused = pauseClock(clock, at('2026-11-26T13:00'), 'held', hours);
    const resumed = resumeClock(paused, at('2026-11-26T17:00'));

    expect(usedAt(resumed, at('2026-11-26T18:00'), hours)).toBe(3 * HOUR);
    expect(dueAt(resumed, hours)).toEqual(at('2026-11-27T15:00'));
  });

  it('counts no time twice: a second pause or a second start changes only the reason', () => {
    const paused = pauseClock(clock, at('2026-11-26T13:00'), 'call-missed', hours);
    const again = pauseClock(paused, at('2026-11-26T16:00'), 'authority-closed', hours);

    expect(again).toEqual({ ...paused, pausedFor: 'authority-closed' });
    expect(resumeClock(clock, at('2026-11-26T16:00'))).toBe(clock);
  });

  it('is due at once when it goes on after its time', () => {
    const paused = pauseClock(clock, at('2026-11-27T16:00'), 'held', hours);
    const resumed = resumeClock(paused, at('2026-11-30T10:00'));

    expect(dueAt(resumed, hours)).toEqual(at('2026-11-30T10:00'));
    expect(standingOf(resumed, at('2026-11-30T10:00'), hours)).toEqual({ kind: 'overdue', lateMs: 5 * HOUR });
  });
});
