import { describe, expect, it } from 'vitest';
import { nextFiring, parseCron } from './cron.ts';

const firing = (cron: string, after: string) => nextFiring(parseCron(cron), new Date(after))?.toISOString();

describe('nextFiring', () => {
  it('finds the next multiple of five minutes', () => {
    const next = firing('0 */5 * * * * *', '2026-11-24T10:05:00.000Z');

    expect(next).toBe('2026-11-24T10:10:00.000Z');
  });

  it('crosses hours, days and years', () => {
    const next = firing('30 15 3 * * * *', '2026-12-31T03:15:30.500Z');

    expect(next).toBe('2027-01-01T03:15:30.000Z');
  });

  it('understands lists and ranges, stepped ones too', () => {
    const next = firing('0 10-30/10,45 9-17 * * * *', '2026-11-24T09:30:00Z');

    expect(next).toBe('2026-11-24T09:45:00.000Z');
  });

  it('waits for the weekday when only the weekday is restricted', () => {
    const next = firing('0 0 8 * * 1 *', '2026-11-24T10:00:00Z');

    expect(next).toBe('2026-11-30T08:00:00.000Z');
  });

  it('takes either one when day and weekday are both restricted', () => {
    const next = firing('0 0 8 26 * 1 *', '2026-11-24T10:00:00Z');

    expect(next).toBe('2026-11-26T08:00:00.000Z');
  });

  it('waits years for a leap day', () => {
    const next = firing('0 0 0 29 2 * *', '2026-11-24T10:00:00Z');

    expect(next).toBe('2028-02-29T00:00:00.000Z');
  });

  it('says that a schedule of the past never fires again', () => {
    const next = firing('0 0 0 1 1 * 2020', '2026-11-24T10:00:00Z');

    expect(next).toBeUndefined();
  });
});

describe('parseCron', () => {
  it.each([
    ['*/5 * * * *', 'has 5 fields instead of 7'],
    ['60 * * * * * *', 'cron field second: "60" is outside 0-59'],
    ['0 */0 * * * * *', 'cron field minute: "*/0" is outside 0-59'],
    ['0 0 5-3 * * * *', 'cron field hour: "5-3" is outside 0-23'],
    ['0 0 0 L * * *', 'cron field day: "L" is neither'],
  ])('refuses %s', (text, message) => {
    const parse = () => parseCron(text);

    expect(parse).toThrow(message);
  });
});
