import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { companyActions } from 'tencent-stand-in/ocr.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database/database.ts';
import {
  budgetsOf,
  type Instance,
  openInstance,
  openInstances,
  testSeal,
} from '../../tests/support/database/instance.ts';
import { draftFiling, licencePicture } from '../../tests/support/filings/filings.ts';
import { createPaidCalls } from '../adapters/postgres/accounts/paid-calls.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { createCompanyRegister as createTencentRegister } from '../adapters/tencent/ocr/company-register.ts';
import { createBilled } from './billed.ts';
import { createCompanyAnswers } from './company-register.ts';
import { REGISTER_TARIFF } from './tariffs.ts';

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

const payer = { accountId: '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01', filingId: '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b02' };

function registerOf({ companyChecks, paidCalls }: Instance, timeoutSeconds = 5) {
  const tencent = createTencentRegister({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: cloud.url,
    timeoutSeconds,
  });
  const answers = createCompanyAnswers(createBilled(tencent, REGISTER_TARIFF, paidCalls), companyChecks, clock);
  return {
    /** What a submission is told. */
    check: async (given: ReturnType<typeof claim>) => (await answers.forSubmission(given, payer)).facts,
    /** Whether the register has the company as it was read from this picture. */
    read: (given: ReturnType<typeof claim>, documentId: string) => answers.ofReading(given, documentId, payer),
    /** What a preview is told, with this picture of a licence. */
    look: (given: ReturnType<typeof claim>, documentId?: string) => answers.forPicture(given, documentId, payer),
  };
}

describe('a picture of a licence', () => {
  it('[A4] is asked about once, when it is read; a preview does not ask again', async () => {
    const register = registerOf(instance);
    const documentId = await licencePicture(instance, await draftFiling(instance));
    const company = { ...claim('深圳市云帆样例科技有限公司') };
    const printed = () => cloud.calls('VerifyBizLicenseEnterprise3');

    const answers = [await register.read(company, documentId), await register.read(company, documentId)];
    const preview = await register.look(claim('three'), documentId);

    expect(answers).toEqual([true, undefined]);
    expect([printed(), paid(), preview]).toEqual([1, 0, undefined]);
  });
});

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

  it('[A4] is not sent when a budget is used up, and may be queried when there is one again', async () => {
    const poor = openInstance(test.url, clock);
    const parts = { database: poor.transactions as Database, seal: testSeal(), clock };
    const none = createPaidCalls(parts, budgetsOf(0), () => {});

    const refused = registerOf({ ...poor, paidCalls: none }).check(claim('six'));

    await expect(refused).rejects.toMatchObject({ name: 'Failed', vendorCode: 'budget-service' });
    const paidWithout = paid();
    const answer = await registerOf(poor).check(claim('six'));
    await poor.close();
    expect([paidWithout, answer !== undefined, paid()]).toEqual([0, true, 1]);
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

describe('a claim that is looked at before its submission', () => {
  const picture = async () => licencePicture(instance, await draftFiling(instance));

  it('[A4] is billed once for a picture of a licence, however often it is changed', async () => {
    const register = registerOf(instance);
    const licence = await picture();

    const first = await register.look(claim('seven'), licence);
    const changed = await Promise.all(
      ['eight', 'nine', 'ten'].map((name) => registerOf(instance).look(claim(name), licence)),
    );
    const again = await register.look(claim('seven'), licence);

    expect(first).toMatchObject({ facts: { creditCode: true } });
    expect(changed).toEqual([undefined, undefined, undefined]);
    expect(again).toEqual(first);
    expect(paid()).toBe(1);
  });

  it('is not queried without a picture, but its answer is known when it was queried before', async () => {
    const register = registerOf(instance);

    const without = await register.look(claim('eleven'));
    const submitted = await register.check(claim('eleven'));
    const afterwards = await register.look(claim('eleven'));

    expect([without, afterwards]).toEqual([undefined, { facts: submitted }]);
    expect(paid()).toBe(1);
  });

  it('is queried for another picture, and for the same one when the query was not billed', async () => {
    const register = registerOf(instance);
    const [licence, newer] = [await picture(), await picture()];
    cloud.failNext(ACTION, { code: 'InternalError' });

    await expect(register.look(claim('twelve'), licence)).rejects.toMatchObject({ name: 'Failed' });
    const second = await register.look(claim('twelve'), licence);
    const third = await register.look(claim('thirteen'), newer);

    expect([second !== undefined, third !== undefined]).toEqual([true, true]);
  });

  it('is billed once when eight instances look at the same picture with different claims', async () => {
    const instances = await openInstances(8, test.url, clock);
    const licence = await picture();

    await Promise.all(
      Array.from({ length: 8 }, (_, n) => registerOf(instances.nth(n)).look(claim(`race ${n}`), licence)),
    );
    await instances.close();

    expect(paid()).toBe(1);
  });
});
