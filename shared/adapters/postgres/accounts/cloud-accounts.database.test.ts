import { describe, expect, it } from 'vitest';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';

const { test, instance } = await testInstance();

const ROLE = 'qcs::cam::uin/100000000002:roleName/icp-filing';
const account = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;

describe('the cloud account of a person', () => {
  it('has its own constant ExternalId, before anything is linked', async () => {
    const [mine, other] = [await account(), await account()];

    const seen = [
      await instance.cloudAccounts.cloudAccountOf(mine),
      await instance.cloudAccounts.cloudAccountOf(mine),
      await instance.cloudAccounts.cloudAccountOf(other),
    ];

    expect(seen[0]?.externalId).toMatch(/^[0-9a-f]{32}$/);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]?.externalId).not.toBe(seen[0]?.externalId);
    expect(seen.map(({ roleArn }) => roleArn)).toEqual([undefined, undefined, undefined]);
  });

  it('is linked to the last role, and to none after unlinking', async () => {
    const mine = await account();
    const roleOf = async () => (await instance.cloudAccounts.cloudAccountOf(mine)).roleArn;

    await instance.cloudAccounts.link(mine, { roleArn: `${ROLE}-old`, externalId: 'an external id' });
    await instance.cloudAccounts.link(mine, { roleArn: ROLE, externalId: 'an external id' });
    const linked = await roleOf();
    await instance.cloudAccounts.unlink(mine);
    await instance.cloudAccounts.unlink(mine);

    expect([linked, await roleOf()]).toEqual([ROLE, undefined]);
  });

  it('keeps the ExternalId that the role requires, whatever it would be now', async () => {
    const mine = await account();
    await instance.cloudAccounts.link(mine, { roleArn: ROLE, externalId: 'of another key' });

    expect(await instance.cloudAccounts.cloudAccountOf(mine)).toEqual({ roleArn: ROLE, externalId: 'of another key' });
  });

  it('is stored sealed', async () => {
    await instance.cloudAccounts.link(await account(), { roleArn: ROLE, externalId: 'an external id' });

    const rows = await test.query<{ text: string }>("select encode(role_sealed, 'escape') as text from cloud_account");

    expect(rows.map(({ text }) => text).join()).not.toContain('100000000002');
  });
});
