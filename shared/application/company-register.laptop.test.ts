import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { companyActions } from 'tencent-stand-in/ocr.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { type Instance, openInstance, openInstances } from '../../tests/support/instance.ts';
import { createCompanyRegister as createTencentRegister } from '../adapters/tencent/ocr/company-register.ts';
import { createCompanyRegister } from './company-register.ts';

const ACTION = 'VerifyBizLicenseEnterprise4';
const DAY_SECONDS = 24 * 60 * 60;

let test: TestDatabase;
let cloud: RunningCloudApi;
let instance: Instance;
const clock = testClock('2026-11-24T02:00:00Z');

beforeAll(async () => {
  test = await testDatabase();
  instance = openInstance(test.url, clock);
  const actions = companyActions(await createWorld({ dir: '/nowhere' }));
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
});
afterAll(async () => {
  await cloud.stop();
  await instance.close();
  await test.close();
});
let before = 0;
afterEach(() => {
  before = cloud.calls(ACTION);
});
const paid = () => cloud.calls(ACTION) - before;

const claim = (name: string) => ({
  creditCode: '91440300MAYH3K7264',
  legalRepresentative: '周建明',
  idNumber: '440305198806159974',
  name,
});

function registerOf({ companyChecks }: Instance, timeoutSeconds = 5) {
  const tencent = createTencentRegister({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: cloud.url,
    timeoutSeconds,
  });
  return createCompanyRegister(tencent, companyChecks, clock);
}

describe('a claim about a company', () => {
  it('[A4] is billed once, until the answer is a week old', async () => {
    const register = registerOf(instance);

    const first = await register.check(claim('one'));
    clock.forward(7 * DAY_SECONDS - 1);
    const second = await register.check(claim('one'));
    const paidInAWeek = paid();
    clock.forward(1);
    await register.check(claim('one'));

    expect(first).toMatchObject({ creditCode: true, name: false });
    expect(second).toEqual(first);
    expect([paidInAWeek, paid()]).toEqual([1, 2]);
  });

  it('is billed once when eight instances query concurrently', async () => {
    const instances = await openInstances(8, test.url, clock);

    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => registerOf(instances.nth(n)).check(claim('two'))),
    );
    await instances.close();

    expect(answers.filter((answer) => answer !== undefined).length).toBeGreaterThan(0);
    expect(paid()).toBe(1);
  });

  it('is a different claim when any part of it differs', async () => {
    const register = registerOf(instance);

    await register.check(claim('three'));
    await register.check({ ...claim('three'), legalRepresentative: '周建民' });

    expect(paid()).toBe(2);
  });

  it('may be queried again when the query was not billed', async () => {
    const register = registerOf(instance);
    cloud.failNext(ACTION, { code: 'InternalError' });

    await expect(register.check(claim('four'))).rejects.toMatchObject({ name: 'Failed', kind: 'broken' });

    expect(await register.check(claim('four'))).toBeDefined();
  });

  it('is not queried again when the query may have been billed', async () => {
    cloud.failNext(ACTION, { hang: true });

    const answers = [
      await registerOf(instance, 0.2).check(claim('five')),
      await registerOf(instance).check(claim('five')),
    ];

    expect(answers).toEqual([undefined, undefined]);
    expect(paid()).toBe(0);
  });

  it('is stored as a digest only', async () => {
    await registerOf(instance).check(claim('深圳市云帆样例科技有限公司'));

    const rows = await test.query<{ row: string }>('select company_check::text as row from company_check');
    const hidden = ['周建明', '440305198806159974', '91440300MAYH3K7264', '云帆'].flatMap((text) => [
      text,
      Buffer.from(text).toString('hex'),
    ]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => hidden.some((text) => row.includes(text)))).toEqual([]);
  });
});
