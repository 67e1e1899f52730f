import { expect, it } from 'vitest';
import { isHeldBy, leaseFrom } from './lease.ts';

const NOW = new Date('2026-11-26T02:00:00Z');

it('a lease is for as long as the settings say, and nobody else’s; at its end it is nobody’s', () => {
  const lease = leaseFrom('lin-yue', NOW, 20);
  const end = new Date('2026-11-26T02:20:00Z');

  expect(lease).toEqual({ holder: 'lin-yue', until: end });
  expect([isHeldBy(lease, 'lin-yue', NOW), isHeldBy(lease, 'zhou-ping', NOW)]).toEqual([true, false]);
  expect([isHeldBy(lease, 'lin-yue', end), isHeldBy(undefined, 'lin-yue', NOW)]).toEqual([false, false]);
});
