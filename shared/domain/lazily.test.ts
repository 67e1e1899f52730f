import { expect, it } from 'vitest';
import { lazily } from './lazily.ts';

it('nothing is worked out before it is asked for, and nothing twice', () => {
  const asked: string[] = [];
  const table = lazily(() => {
    asked.push('made');
    return undefined;
  });
  expect(asked).toEqual([]);

  expect([table(), table()]).toEqual([undefined, undefined]);
  expect(asked).toEqual(['made']);
});
