import { describe, expect, it } from 'vitest';
import { ASKED_STATES, firstAskAt, nextAskAt } from './desk-schedule.ts';
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
    expect(nextAskAt(state, NOW)?.toISOString()).toBe(again);
  });

  it.each<FilingState>(['draft', 'returned', 'authority-returned', 'revoked', 'abandoned', 'expired'])(
    'is never queried about a filing that is %s',
    (state) => {
      expect(firstAskAt(state, NOW)).toBeUndefined();
      expect(nextAskAt(state, NOW)).toBeUndefined();
    },
  );

  it('may have verdicts on filings in five states', () => {
    expect(ASKED_STATES).toEqual(['submitted', 'queued', 'sms-verification', 'authority-review', 'approved']);
  });
});
