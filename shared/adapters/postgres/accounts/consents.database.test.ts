import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const newAccount = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;

describe('consents', () => {
  it('are valid for one account and one version of the text', async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    await instance.consents.give(account, '2026-11');

    const given = [
      await instance.consents.hasAgreedTo(account, '2026-11'),
      await instance.consents.hasAgreedTo(account, '2027-01'),
      await instance.consents.hasAgreedTo(other, '2026-11'),
    ];

    expect(given).toEqual([true, false, false]);
  });

  it('keep the time at which they were first given', async () => {
    const account = await newAccount();
    await instance.consents.give(account, '2026-11');
    clock.forward(3600);

    await instance.consents.give(account, '2026-11');

    expect(await test.query('select given_at from consent where account_id = $1', [account])).toEqual([
      { given_at: new Date('2026-11-24T02:00:00Z') },
    ]);
  });

  it('are withdrawn for one account, once: an earlier withdrawal keeps its time', async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    for (const each of [account, other]) await instance.consents.give(each, '2026-11');
    const withdrawn = [await instance.consents.withdraw(account)];
    const at = clock.now();
    clock.forward(3600);

    withdrawn.push(await instance.consents.withdraw(account));

    expect(withdrawn).toEqual([true, false]);
    expect([await instance.consents.isInForce(account), await instance.consents.isInForce(other)]).toEqual([
      false,
      true,
    ]);
    expect(await test.query('select withdrawn_at from consent where account_id = $1', [account])).toEqual([
      { withdrawn_at: at },
    ]);
  });
});
