import { expect, it } from 'vitest';
import { lazily } from '../../contracts/kit/lazily.ts';

it('makes the value when it is first asked for, and once', () => {
  let times = 0;
  const table = lazily(() => {
    times += 1;
    return { times };
  });

  expect(times).toBe(0);
  expect([table(), table()]).toEqual([{ times: 1 }, { times: 1 }]);
});
