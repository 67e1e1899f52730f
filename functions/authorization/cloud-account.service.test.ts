import { describe, expect, it } from 'vitest';
import { forgetFacts } from '../../tests/support/database/database.ts';
import { haveCertificateFor } from '../../tests/support/pictures/certificate-at-hand.ts';
import { type Call, callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { eligibleInput, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();

const PATH = '/v1/cloud-account';
const roleArn = 'qcs::cam::uin/100000000002:roleName/icp-filing';

/** The `ruleId`s of the eligibility check’s findings about the customer’s own domain and server. */
async function check(call: Call): Promise<readonly string[]> {
  const cloudService = { kind: 'resource', product: 'cvm', resourceId: 'ins-kehu0001', region: 'ap-guangzhou' };
  const input = { ...eligibleInput('enterprise'), domain: 'kehu-yangli.cn', cloudService };
  await haveCertificateFor(call, eligibleInput('enterprise'));
  const { body } = await call('POST', '/v1/eligibility-checks', input);
  return (body as { findings: readonly { ruleId: string }[] }).findings.map(({ ruleId }) => ruleId);
}

describe('a person’s own cloud account', () => {
  it('is queried for them only, from the linking of a role until its unlinking', async () => {
    const [customer, other] = [await callerAt(laptop, 'customer'), await callerAt(laptop, 'other')];
    const before = await check(customer);

    const linked = await customer('PUT', PATH, { roleArn });
    const during = [await check(customer), await check(other)];
    const unlinked = await customer('DELETE', PATH);
    const after = await check(customer);

    expect(linked).toMatchObject({ status: 200, body: { operatorUin: '100000000001', roleArn } });
    expect(unlinked.body).not.toHaveProperty('roleArn');
    expect(during).toEqual([[], ['CS-90']]);
    expect([before, after]).toEqual([['CS-90'], ['CS-90']]);
  });

  it('is not accessible to somebody else who names its role', async () => {
    await (await callerAt(laptop, 'customer'))('PUT', PATH, { roleArn });
    const thief = await callerAt(laptop, 'thief');

    const reply = await thief('PUT', PATH, { roleArn });

    expect(refusalOf(reply)).toBe('422 cloud-account.role-refused');
    expect((await thief('GET', PATH)).body).not.toHaveProperty('roleArn');
  });

  it.each([
    ['that is not there', 'qcs::cam::uin/100000000009:roleName/icp-filing', 'cloud-account.role-refused'],
    ['that asks for no ExternalId', 'qcs::cam::uin/100000000003:roleName/icp-filing', 'cloud-account.role-open'],
    ['in the operator’s account', 'qcs::cam::uin/100000000001:roleName/icp-filing', 'cloud-account.operator'],
    ['that is none', 'qcs::cam::uin/0100000000001:roleName/icp-filing', 'request.invalid'],
    ['of another name', 'qcs::cam::uin/100000000002:roleName/admin', 'request.invalid'],
    ['by its number, which hides its name', 'qcs::cam::uin/100000000002:role/4611686018427397919', 'request.invalid'],
  ])('is not linked by a role %s', async (_, arn, refusal) => {
    const reply = await (await callerAt(laptop, 'mistaken'))('PUT', PATH, { roleArn: arn });

    expect(refusalOf(reply)).toBe(`422 ${refusal}`);
  });

  it('is unknown, not empty, when its role lacks permission', async () => {
    const customer = await callerAt(laptop, 'customer');
    await forgetFacts(laptop.addresses.database);
    laptop.cloudApi.failNext('DescribeInstances', { code: 'UnauthorizedOperation' });

    await customer('PUT', PATH, { roleArn });
    const rules = await check(customer);

    expect(rules).toEqual(['CS-91']);
  });

  it('is shown what its role has to trust', async () => {
    const [one, two] = [await callerAt(laptop, 'one'), await callerAt(laptop, 'two')];

    const [mine, others] = [await one('GET', PATH), await two('GET', PATH)];

    expect(mine.body).toEqual({ operatorUin: '100000000001', externalId: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(others.body).not.toEqual(mine.body);
  });
});
