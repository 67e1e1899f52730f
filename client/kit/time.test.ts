import { describe, expect, it } from 'vitest';
import { dayOf, minuteOf } from './time.ts';

describe('a time as people read it', () => {
  it('is that of Beijing', () => {
    expect(dayOf('2026-11-25T16:30:00.000Z')).toBe('2026年11月26日');
    expect(minuteOf('2026-11-05T02:09:59.000Z')).toBe('2026年11月5日 10:09');
  });

  it('is a day for a calendar day', () => {
    expect(dayOf('2027-01-02')).toBe('2027年1月2日');
  });
});
