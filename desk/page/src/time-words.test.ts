import { describe, expect, it } from 'vitest';
import { ageOf, clockWords, durationOf, minutesAndSeconds, momentOf } from './time-words.ts';

const at = (text: string) => new Date(`${text}:00+08:00`);
const NOW = at('2026-11-27T13:48').getTime();
const MINUTE_MS = 60_000;
const LIMIT = { limitMs: 540 * MINUTE_MS };

describe('the words for time', () => {
  it.each([
    [0, '不到 1 分'],
    [20, '20 分'],
    [60, '1 小时'],
    [222, '3 小时 42 分'],
  ])('for %i minutes', (minutes, expected) => {
    expect(durationOf(minutes * MINUTE_MS)).toBe(expected);
  });

  it('for an age in days, and never for a negative one', () => {
    expect(ageOf(at('2026-11-26T11:38').toISOString(), NOW)).toBe('1 天 2 小时');
    expect(ageOf(at('2026-11-27T08:30').toISOString(), NOW)).toBe('5 小时 18 分');
    expect(ageOf(at('2026-11-27T14:00').toISOString(), NOW)).toBe('不到 1 分');
  });

  it('for an instant, in Beijing', () => {
    const moments = ['2026-11-27T17:30', '2026-11-30T12:36', '2026-12-24T09:00'];

    expect(moments.map((moment) => momentOf(at(moment).toISOString(), NOW))).toEqual([
      '今天 17:30',
      '周一 12:36',
      '12月24日 09:00',
    ]);
  });

  it('for what is left of a lease', () => {
    expect([minutesAndSeconds(1102), minutesAndSeconds(9)]).toEqual(['18:22', '00:09']);
  });
});

describe('the clock of a case', () => {
  it.each([
    ['overdue', { ...LIMIT, standing: 'overdue', usedMs: 672 * MINUTE_MS }, '逾期 2 小时 12 分'],
    ['due today', { ...LIMIT, standing: 'due-today', usedMs: 318 * MINUTE_MS }, '剩 3 小时 42 分'],
    ['later', { ...LIMIT, standing: 'later', usedMs: 0, dueAt: at('2026-11-30T12:36').toISOString() }, '周一 12:36 前'],
    ['in a call', { ...LIMIT, standing: 'paused', usedMs: 0, pausedFor: 'call-connected' }, '通话中'],
    [
      'waiting for the next call',
      {
        ...LIMIT,
        standing: 'paused',
        usedMs: 0,
        pausedFor: 'call-missed',
        goesOnAt: at('2026-11-27T14:20').toISOString(),
      },
      '今天 14:20 再打',
    ],
  ] as const)('says that it is %s', (_, clock, expected) => {
    expect(clockWords(clock, NOW)).toBe(expected);
  });
});
