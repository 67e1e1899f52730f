import { expect, it } from 'vitest';
import { sideBySide } from './linked-account.ts';

it('shares one query among concurrent calls about an account, and queries again afterwards', async () => {
  const asked: string[] = [];
  const ask = sideBySide(async (accountId) => `${accountId}/${asked.push(accountId)}`);

  const together = await Promise.all([ask('a'), ask('b'), ask('a')]);

  expect([...together, await ask('a')]).toEqual(['a/1', 'b/2', 'a/1', 'a/3']);
  expect(asked).toEqual(['a', 'b', 'a']);
});

it('fails for all concurrent calls, and not for later ones', async () => {
  const troubles = [new Error('no')];
  const ask = sideBySide(async () => {
    const trouble = troubles.pop();
    if (trouble) throw trouble;
    return 'yes';
  });

  const together = await Promise.allSettled([ask('a'), ask('a')]);

  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask('a')).toBe('yes');
});
