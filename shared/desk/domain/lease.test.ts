import { expect, it } from 'vitest';
import { leaseFrom } from './lease.ts';

it('a lease is for twenty minutes', () => {
  expect(leaseFrom('lin-yue', new Date('2026-11-26T02:00:00Z'))).toEqual({
    holder: 'lin-yue',
    until: new Date('2026-11-26T02:20:00Z'),
  });
});
