import { describe, expect, it } from 'vitest';
import { openInstance, openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';

const { test, instance } = await testInstance();

describe('signIn', () => {
  it('returns the same account for a person at every sign-in, in every instance', async () => {
    const other = openInstance(test.url);
    const first = await instance.accounts.signIn('openid-one');

    const again = await other.accounts.signIn('openid-one');
    await other.close();

    expect(again).toEqual(first);
  });

  it('returns different accounts for different people', async () => {
    const first = await instance.accounts.signIn('openid-two');

    const second = await instance.accounts.signIn('openid-three');

    expect(second.accountId).not.toBe(first.accountId);
  });

  it('creates one account when a person signs in twenty times concurrently', async () => {
    const instances = await openInstances(10, test.url);
    const before = (await test.query('select id from account')).length;

    const accounts = await Promise.all(
      Array.from({ length: 20 }, (_, call) => instances.nth(call).accounts.signIn('openid-four')),
    );
    await instances.close();

    expect(new Set(accounts.map(({ accountId }) => accountId)).size).toBe(1);
    expect(await test.query('select id from account')).toHaveLength(before + 1);
  });
});

describe('openidOf', () => {
  it('returns the openid of an account, to send it a message', async () => {
    const { accountId } = await instance.accounts.signIn('openid-five');

    expect(await instance.accounts.openidOf(accountId)).toBe('openid-five');
    expect(await instance.accounts.openidOf(instance.ids.uuid())).toBeUndefined();
  });
});
