import { describe, expect, it } from 'vitest';
import { ASKED_STATES, firstAskAt, nextAskAt, queueOf } from './desk-schedule.ts';
import type { FilingState } from './machine.ts';

const NOW = new Date('2026-11-24T02:00:00Z');

describe('the review desk', () => {
  it.each<[FilingState, string, string]>([
    ['submitted', '2026-11-24T02:01:00.000Z', '2026-11-24T02:04:00.000Z'],
    ['queued', '2026-11-24T02:01:00.000Z', '2026-11-24T02:04:00.000Z'],
    ['sms-verification', '2026-11-24T02:01:00.000Z', '2026-11-24T02:04:00.000Z'],
    ['authority-review', '2026-11-24T02:01:00.000Z', '2026-11-24T02:04:00.000Z'],
    ['approved', '2026-11-25T02:00:00.000Z', '2026-11-25T02:00:00.000Z'],
  ])('is queried about a filing that is %s first at %s; after a query now, next at %s', (state, first, again) => {
    expect(firstAskAt(state, NOW)?.toISOString()).toBe(first);
    expect(nextAskAt(state, NOW, NOW)?.toISOString()).toBe(again);
  });

  it.each<FilingState>(['draft', 'returned', 'authority-returned', 'declined', 'revoked', 'abandoned', 'expired'])(
    'is never queried about a filing that is %s',
    (state) => {
      expect(firstAskAt(state, NOW)).toBeUndefined();
      expect(nextAskAt(state, NOW, NOW)).toBeUndefined();
    },
  );

  it.each([
    [1, '2026-11-25T02:00:00.000Z'],
    [10, '2026-11-25T02:00:00.000Z'],
    [50, '2026-11-29T02:00:00.000Z'],
    [300, '2026-12-24T02:00:00.000Z'],
    [4_000, '2026-12-24T02:00:00.000Z'],
  ])('is queried the less often about an approved filing the older it is: after %i days next at %s', (days, again) => {
    const since = new Date(NOW.getTime() - days * 24 * 3600 * 1000);

    expect(nextAskAt('approved', since, NOW)?.toISOString()).toBe(again);
    expect(nextAskAt('queued', since, NOW)?.toISOString()).toBe('2026-11-24T02:04:00.000Z');
  });

  it('keeps approved filings apart from those under review', () => {
    expect(ASKED_STATES.map(queueOf)).toEqual([
      'under-review',
      'under-review',
      'under-review',
      'under-review',
      'approved',
    ]);
  });

  it('may have verdicts on filings in five states', () => {
    expect(ASKED_STATES).toEqual(['submitted', 'queued', 'sms-verification', 'authority-review', 'approved']);
  });
});
