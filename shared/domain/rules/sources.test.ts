import { expect, it } from 'vitest';
import { newestEdition } from './sources.ts';

it('a rule is as fresh as its newest source', () => {
  expect(newestEdition(['T19-name', 'HW-rej', 'GB11643'])).toBe('2025-12');
});
