import { describe, expect, it } from 'vitest';
import { materialsAtHand } from './materials-at-hand.ts';

const NOW = new Date('2026-11-27T02:00:00Z');
const kinds = (region: string, organizerKind: 'enterprise' | 'individual') =>
  materialsAtHand(region, organizerKind, NOW).map(({ kind, subject }) => `${kind} of ${subject}`);

describe('what must be at hand', () => {
  it('for an enterprise', () => {
    expect(kinds('440000', 'enterprise')).toEqual([
      'business-licence of organizer',
      'commitment-letter of organizer',
      'id-front of principal',
      'id-back of principal',
      'handheld-photo of website:first',
    ]);
  });

  it('for a person', () => {
    expect(kinds('440000', 'individual')).toEqual([
      'commitment-letter of organizer',
      'id-front of principal',
      'id-back of principal',
      'handheld-photo of website:first',
    ]);
  });

  it('does not name a document twice', () => {
    for (const region of ['440000', '350000', '120000'])
      for (const kind of ['enterprise', 'individual'] as const) {
        const all = kinds(region, kind);
        expect(all).toEqual([...new Set(all)]);
      }
  });
});
