import { describe, expect, it } from 'vitest';
import { parseCron } from './cron.ts';

const firing = (cron: string, after: string) => parseCron(cron).nextRun(new Date(after))?.toISOString();

describe('the next firing', () => {
  it('finds the next multiple of five minutes', () => {
    const next = firing('0 */5 * * * * *', '2026-11-24T10:05:00.000Z');

    expect(next).toBe('2026-11-24T10:10:00.000Z');
  });

  it('crosses hours, days and years', () => {
    const next = firing('30 15 3 * * * *', '2026-12-31T03:15:30.500Z');

    expect(next).toBe('2027-01-01T03:15:30.000Z');
  });

  it('understands lists and ranges, also with steps', () => {
    const next = firing('0 10-30/10,45 9-17 * * * *', '2026-11-24T09:30:00Z');

    expect(next).toBe('2026-11-24T09:45:00.000Z');
  });

  it('waits for the weekday when only the weekday is restricted', () => {
    const next = firing('0 0 8 * * 1 *', '2026-11-24T10:00:00Z');

    expect(next).toBe('2026-11-30T08:00:00.000Z');
  });

  it('fires on either one when day and weekday are both restricted', () => {
    const next = firing('0 0 8 26 * 1 *', '2026-11-24T10:00:00Z');

    expect(next).toBe('2026-11-26T08:00:00.000Z');
  });

  it('requires both when one of them is only a step', () => {
    const next = firing('0 0 8 */2 * 1 *', '2026-11-24T10:00:00Z');

    expect(next).toBe('2026-12-07T08:00:00.000Z');
  });

  it('waits years for a leap day', () => {
    const next = firing('0 0 0 29 2 * *', '2026-11-24T10:00:00Z');

    expect(next).toBe('2028-02-29T00:00:00.000Z');
  });

  it('never fires again when the schedule is in the past', () => {
    const next = firing('0 0 0 1 1 * 2020', '2026-11-24T10:00:00Z');

    expect(next).toBeUndefined();
  });
});

describe('parseCron', () => {
  it.each([
    ['*/5 * * * *', 'cron "*/5 * * * *" has 5 fields instead of 7 (second minute hour day month weekday year)'],
    ['0 0 0 * * *', 'has 6 fields instead of 7'],
    ['@daily', 'has 1 fields instead of 7'],
    ['60 * * * * * *', 'Invalid value for second: 60'],
    ['0 */0 * * * * *', 'illegal stepping: 0'],
    ['0 0 5-3 * * * *', "From value is larger than to value: '5-3'"],
    ['0 0 0 L * * *', 'cron field day: "L" is neither *, */n, nor a number or range that the field takes'],
    ['0 0 0 15W * * *', 'cron field day: "15W" is neither'],
    ['0 0 0 ? * * *', 'cron field day: "?" is neither'],
    ['0 0 0 5/2 * * *', 'cron field day: "5/2" is neither'],
    ['0 0 0 * JAN * *', 'cron field month: "JAN" is neither'],
    ['0 0 0 * * 1#2 *', 'cron field weekday: "1#2" is neither'],
    ['0 0 0 1 * +1 *', 'cron field weekday: "+1" is neither'],
    ['0 0 0 * * 7 *', 'cron field weekday: "7" is neither'],
    ['0 0 0 * * * 1969', 'cron field year: "1969" is neither'],
    ['0 0 0 * * * 2100', 'cron field year: "2100" is neither'],
  ])('refuses %s', (text, message) => {
    const parse = () => parseCron(text);

    expect(parse).toThrow(message);
  });
});
