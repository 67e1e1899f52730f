import { expect, it } from 'vitest';
import { newestEdition } from './sources.ts';

it('the edition of a rule is that of its newest source', () => {
  expect(newestEdition(['T19-name', 'HW-rej', 'GB11643'])).toBe('2025-12');
});
