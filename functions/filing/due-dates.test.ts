import { describe, expect, it } from 'vitest';
import { addWorkdays } from '../../shared/application/workdays.ts';
import { dueOf } from './due-dates.ts';

const GUANGDONG = '440000';
const ZHEJIANG = '330000';

describe('working days', () => {
  it.each([
    ['the next day', '2026-11-24', 1, '2026-11-25'],
    ['after a weekend', '2026-11-27', 1, '2026-11-30'],
    ['after the national holiday, 1 to 7 October', '2026-09-30', 1, '2026-10-08'],
    ['on a Saturday that makes up for the holiday', '2026-10-09', 1, '2026-10-10'],
    ['on a Sunday before the holiday', '2026-09-19', 1, '2026-09-20'],
    ['no day later', '2026-10-01', 0, '2026-10-01'],
  ])('are counted by the holiday calendar: %s', (_, from, count, expected) => {
    const day = addWorkdays(from, count);

    expect(day).toBe(expected);
  });
});

describe('due dates', () => {
  it('give the authority 20 working days, and the authority of 浙江 30', () => {
    const since = new Date('2026-09-30T02:00:00Z');

    const guangdong = dueOf('authority-review', since, GUANGDONG);
    const zhejiang = dueOf('authority-review', since, ZHEJIANG);

    expect(guangdong).toEqual({ day: '2026-11-03', label: '管局一般在这一天前完成审核' });
    expect(zhejiang?.day).toBe('2026-11-17');
  });

  it.each([
    ['draft', '2026-10-30'],
    ['submitted', '2026-10-08'],
    ['queued', '2026-10-10'],
    ['returned', '2026-11-14'],
    ['authority-returned', '2026-11-14'],
    ['sms-verification', '2026-10-01'],
  ] as const)('says until when the next step is due and whose it is: %s', (state, day) => {
    const due = dueOf(state, new Date('2026-09-30T02:00:00Z'), GUANGDONG);

    expect(due?.day).toBe(day);
    expect(due?.label).toMatch(/[\u4e00-\u9fff]{4}/);
  });

  it('count from the day in Beijing', () => {
    const due = dueOf('sms-verification', new Date('2026-09-30T17:00:00Z'), GUANGDONG);

    expect(due).toMatchObject({ day: '2026-10-02', at: new Date('2026-10-01T17:00:00Z') });
  });

  it.each(['approved', 'declined', 'revoked', 'abandoned', 'expired'] as const)(
    'have nothing due when nobody must act: %s',
    (state) => {
      const due = dueOf(state, new Date('2026-09-30T02:00:00Z'), GUANGDONG);

      expect(due).toBeUndefined();
    },
  );
});
