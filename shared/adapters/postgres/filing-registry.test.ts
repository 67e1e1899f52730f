import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ENTERPRISE, INDIVIDUAL } from '../../../local/specimens/people.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { draftFiling, filingIn } from '../../../tests/support/filings.ts';
import { type Instance, openInstance } from '../../../tests/support/instance.ts';

let test: TestDatabase;
let instance: Instance;

beforeAll(async () => {
  test = await testDatabase();
  instance = openInstance(test.url);
});
beforeEach(async () => {
  await test.query('truncate account cascade');
});
afterAll(async () => {
  await instance.close();
  await test.close();
});

const CREDIT_CODE = ENTERPRISE.licence.creditCode;

async function approvedFiling() {
  const filing = await filingIn(instance, 'authority-review');
  const numbers = { organizer: '粤ICP备2026000001号', websites: { [filing.websiteId]: '粤ICP备2026000001号-1' } };
  await instance.reviews.change(filing.filingId, () => ({ event: 'approve', numbers }));
  return filing;
}

describe('organizer', () => {
  it('knows an organizer by its certificate number once its filing is approved', async () => {
    const { applicantId } = await approvedFiling();

    const record = await instance.filingRegistry.organizer(CREDIT_CODE, applicantId);

    expect(record).toEqual({ number: '粤ICP备2026000001号', filedHere: 'this-account', websites: 1 });
  });

  it('tells whether it was filed under another account, and that nobody who is not signed in filed it', async () => {
    await approvedFiling();

    const [other, nobody] = [
      await instance.filingRegistry.organizer(CREDIT_CODE, instance.ids.uuid()),
      await instance.filingRegistry.organizer(CREDIT_CODE, undefined),
    ];

    expect([other?.filedHere, nobody?.filedHere]).toEqual(['other-account', 'other-account']);
  });

  it('adds up the websites of all of an organizer’s filings', async () => {
    await approvedFiling();
    const { applicantId } = await approvedFiling();

    const record = await instance.filingRegistry.organizer(CREDIT_CODE, applicantId);

    expect(record).toMatchObject({ filedHere: 'this-account', websites: 2 });
  });

  it('knows nothing of a filing that is not approved, nor of another certificate', async () => {
    const { applicantId } = await filingIn(instance, 'authority-review');
    await filingIn(instance, 'approved', INDIVIDUAL);

    const record = await instance.filingRegistry.organizer(CREDIT_CODE, applicantId);

    expect(record).toBeUndefined();
  });

  it('does not count a draft beside an approved filing', async () => {
    await approvedFiling();
    const { applicantId } = await draftFiling(instance);

    const record = await instance.filingRegistry.organizer(CREDIT_CODE, applicantId);

    expect(record).toMatchObject({ filedHere: 'other-account', websites: 1 });
  });
});

describe('domain', () => {
  it('gives the website’s own number of a domain that is filed', async () => {
    await approvedFiling();

    const record = await instance.filingRegistry.domain('yunfan-keji.cn', CREDIT_CODE);

    expect(record).toEqual({ number: '粤ICP备2026000001号-1', sameOrganizer: true, connectedHere: true });
  });

  it('tells another organizer’s domain', async () => {
    await approvedFiling();

    const record = await instance.filingRegistry.domain('yunfan-keji.cn', INDIVIDUAL.principal.idNumber);

    expect(record).toMatchObject({ sameOrganizer: false });
  });

  it('knows nothing of a domain that is not approved, nor of a part of one', async () => {
    await filingIn(instance, 'authority-review', INDIVIDUAL);
    await approvedFiling();

    const records = [
      await instance.filingRegistry.domain('shanjian-shouji.cn', CREDIT_CODE),
      await instance.filingRegistry.domain('keji.cn', CREDIT_CODE),
      await instance.filingRegistry.domain('', CREDIT_CODE),
    ];

    expect(records).toEqual([undefined, undefined, undefined]);
  });
});
