import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf } from '../../../../tests/support/filings/filings.ts';
import { TEN_WAYS } from '../../../../tests/support/ten-ways.ts';
import { personNumbers } from '../../../domain/identity/person-numbers.ts';

const { test, instance } = await testInstance(testClock('2026-11-24T02:00:00Z'));
const { ids } = instance;

beforeEach(async () => {
  await test.empty('account');
});

const SERVER = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' } as const;
const newAccount = async () => (await instance.accounts.signIn(ids.secret())).accountId;

interface Written {
  readonly creditCode: string;
  readonly idNumber: string;
  readonly mobile: string;
}

/** An approved filing with these values as somebody typed them. */
async function filedAsTyped({ creditCode, idNumber, mobile }: Written): Promise<void> {
  const [id, websiteId] = [ids.uuid(), ids.uuid()];
  const whole = contentsOf(ENTERPRISE, websiteId);
  const contents = {
    ...whole,
    eligibility: { ...whole.eligibility, certificateNumber: creditCode },
    principal: { ...ENTERPRISE.principal, idNumber, mobile },
  };
  await instance.filings.create({ id, applicantId: await newAccount(), filingType: 'first', contents });
  await test.query(`update filing set state = 'authority-review' where id = '${id}'`);
  const numbers = { organizer: '粤ICP备1号', websites: { [websiteId]: '粤ICP备1号-1' } };
  await instance.reviews.changeFiling(id, () => ({ event: 'approve', numbers }));
}

const wayOf = (index: number): Written => ({
  creditCode: TEN_WAYS.creditCode.ways[index] ?? '',
  idNumber: TEN_WAYS.idNumber.ways[index] ?? '',
  mobile: TEN_WAYS.mobile.ways[index] ?? '',
});
const TEN = Array.from({ length: 10 }, (_, index) => index);

/** What is found of a certificate, and of people of another organizer. */
async function foundBy({ creditCode, idNumber, mobile }: Written) {
  const nothing = { applicantId: undefined, domains: [], servers: [], personNumbers: [] };
  const { organizer } = await instance.ownRecords.findFiled({ ...nothing, certificateNumber: creditCode });
  const { principal, ...contents } = contentsOf(ENTERPRISE, ids.uuid());
  const websites = contents.websites.map(({ siteOwner: _, ...site }) => site);
  const people = { ...contents, websites, principal: { ...ENTERPRISE.principal, ...principal, idNumber, mobile } };
  const { numbersElsewhere } = await instance.ownRecords.findFiled({
    ...nothing,
    certificateNumber: 'another',
    personNumbers: personNumbers(people),
  });
  return [organizer?.number, numbersElsewhere];
}
const FOUND = ['粤ICP备1号', [TEN_WAYS.mobile.form, TEN_WAYS.idNumber.form]];

describe('one value written ten ways', () => {
  it('is found in what is filed, however it was stored', async () => {
    for (const index of TEN) {
      await test.empty('account');
      await filedAsTyped(wayOf(index));

      expect(await foundBy(wayOf(0))).toEqual(FOUND);
    }
  });

  it('is found in what is filed, however it is asked for', async () => {
    await filedAsTyped(wayOf(0));

    for (const index of TEN) expect(await foundBy(wayOf(index))).toEqual(FOUND);
  });

  it('of a certificate and a domain is one question', async () => {
    const limits = { numbersOfAccount: 1, numbersWithDomain: 1, numbersWithPrefix: 1 };
    const accountId = await newAccount();
    const ask = (certificateNumber: string, domain: string) =>
      instance.askedNumbers.countCertificate({ accountId, certificateNumber, domain, prefix: 'one' }, limits);

    for (const index of TEN)
      expect(await ask(TEN_WAYS.idNumber.ways[index] ?? '', TEN_WAYS.domain.ways[index] ?? '')).toBeUndefined();

    expect(await ask('11010519491231002X', TEN_WAYS.domain.form)).toBe('numbersOfAccount');
  });

  it('of a mobile number is one of those that an account may ask about', async () => {
    const accountId = await newAccount();
    const { ways } = TEN_WAYS.mobile;

    for (const way of ways) expect(await instance.askedNumbers.countMobiles(accountId, [way], 1)).toEqual([way]);

    expect(await instance.askedNumbers.countMobiles(accountId, ['13822230018'], 1)).toEqual([]);
  });

  it('of a phone number is the phone of one account', async () => {
    const accountId = await newAccount();
    await instance.accounts.linkPhone(accountId, TEN_WAYS.mobile.form);

    for (const way of TEN_WAYS.mobile.ways) expect(await instance.accounts.ofPhone(way)).toMatchObject({ accountId });
  });

  it('of an authorization code is one code', async () => {
    const ownerId = await newAccount();
    const id = ids.uuid();
    await instance.authorizationCodes.create({ id, ownerId, code: '7KQM-W2RT-9XHD-C4PZ', server: SERVER }, 50);
    const ways = [
      '7kqm-w2rt-9xhd-c4pz',
      '7KQMW2RT9XHDC4PZ',
      '７ＫＱＭ－Ｗ２ＲＴ－９ＸＨＤ－Ｃ４ＰＺ',
      '7KQM W2RT 9XHD C4PZ',
    ];

    for (const way of ways) expect(await instance.authorizationCodes.findByCode(way)).toMatchObject({ id });
  });
});
