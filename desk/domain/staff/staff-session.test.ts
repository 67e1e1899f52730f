import { describe, expect, it } from 'vitest';
import { sessionState } from './staff-session.ts';

const at = (time: string) => new Date(`2026-11-26T${time}Z`);
const SESSION = {
  startedAt: at('01:00:00'),
  seenAt: at('02:00:00'),
  confirmedAt: at('02:00:00'),
  endedBecause: undefined,
};

describe('a session of staff', () => {
  it('is open while the identity provider’s word is younger than five minutes', () => {
    expect(sessionState(SESSION, at('02:04:59'))).toBe('open');
    expect(sessionState(SESSION, at('02:05:00'))).toBe('unconfirmed');
  });

  it('is over after half an hour without a call, and after twelve hours', () => {
    const confirmedAt = at('02:29:59');
    expect(sessionState({ ...SESSION, confirmedAt }, at('02:29:59'))).toBe('open');
    expect(sessionState({ ...SESSION, confirmedAt }, at('02:30:00'))).toBe('over');
    const long = { ...SESSION, seenAt: at('13:00:00'), confirmedAt: at('13:00:00') };
    expect(sessionState(long, at('12:59:59'))).toBe('open');
    expect(sessionState(long, at('13:00:00'))).toBe('over');
  });

  it('that was ended is over at once, and says so when the person has signed in elsewhere', () => {
    expect(sessionState({ ...SESSION, endedBecause: 'signed-out' }, at('02:00:01'))).toBe('over');
    expect(sessionState({ ...SESSION, endedBecause: 'not-confirmed' }, at('02:00:01'))).toBe('over');
    expect(sessionState({ ...SESSION, endedBecause: 'signed-in-elsewhere' }, at('02:00:01'))).toBe('elsewhere');
  });
});
