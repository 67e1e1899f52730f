import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openInstance } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf, draftFiling, filingIn } from '../../../../tests/support/filings/filings.ts';
import { type CloudResource, resourcesOf } from '../../../domain/filing/filing.ts';
import type { FilingState } from '../../../domain/filing/machine.ts';
import { personNumbers } from '../../../domain/identity/person-numbers.ts';
import type { Claims } from '../../../ports/records/own-records.ts';

const { test, instance } = await testInstance();

beforeEach(async () => {
  await test.empty('account');
});

const CREDIT_CODE = ENTERPRISE.licence.creditCode;
const ID_NUMBER = INDIVIDUAL.principal.idNumber;
const NOTHING: Claims = {
  certificateNumber: CREDIT_CODE,
  applicantId: undefined,
  domains: [],
  servers: [],
  personNumbers: [],
};

const find = (claims: Partial<Claims>) => instance.ownRecords.findFiled({ ...NOTHING, ...claims });

async function approvedFiling(suffix = 1, domain = ENTERPRISE.domain) {
  const filing = await filingIn(instance, 'authority-review', { ...ENTERPRISE, domain });
  const organizer = '粤ICP备2026000001号';
  const numbers = { organizer, websites: { [filing.websiteId]: `${organizer}-${suffix}` } };
  await instance.reviews.changeFiling(filing.filingId, () => ({ event: 'approve', numbers }));
  return filing;
}

describe('an organizer', () => {
  it('is known by its certificate number once its filing is approved', async () => {
    const { applicantId } = await approvedFiling();

    const { organizer } = await find({ applicantId });

    expect(organizer).toEqual({ number: '粤ICP备2026000001号', filedHere: 'this-account', websites: 1 });
  });

  it('belongs to another account, also for somebody who is not signed in', async () => {
    await approvedFiling();

    const [other, nobody] = [await find({ applicantId: instance.ids.uuid() }), await find({ applicantId: undefined })];

    expect([other.organizer?.filedHere, nobody.organizer?.filedHere]).toEqual(['other-account', 'other-account']);
  });

  it('has the websites of all its filings', async () => {
    await approvedFiling();
    const { applicantId } = await approvedFiling(2, 'yunfan-shop.cn');

    const { organizer } = await find({ applicantId });

    expect(organizer).toMatchObject({ filedHere: 'this-account', websites: 2 });
  });

  it('is not known from a filing that is not approved, nor by another certificate', async () => {
    const { applicantId } = await filingIn(instance, 'authority-review');
    await filingIn(instance, 'approved', INDIVIDUAL);

    const { organizer } = await find({ applicantId });

    expect(organizer).toBeUndefined();
  });

  it('has no website from a draft beside an approved filing, nor from one that has its server or is another’s', async () => {
    await approvedFiling();
    const { applicantId } = await draftFiling(instance);
    await filingIn(instance, 'queued');
    const servers = resourcesOf(contentsOf(ENTERPRISE, 'w1').websites);

    const { organizer } = await find({ applicantId, servers, domains: [INDIVIDUAL.domain] });

    expect(organizer).toMatchObject({ filedHere: 'other-account', websites: 1 });
  });
});

describe('a domain', () => {
  const recordOf = async (domain: string, certificateNumber = CREDIT_CODE) =>
    (await find({ domains: [domain], certificateNumber })).domains.get(domain);

  it('that is filed has the website’s own number', async () => {
    await approvedFiling();

    const record = await recordOf('yunfan-keji.cn');

    expect(record).toEqual({ number: '粤ICP备2026000001号-1', sameOrganizer: true, connectedHere: true });
  });

  it('of another organizer is marked as another’s', async () => {
    await approvedFiling();

    const record = await recordOf('yunfan-keji.cn', ID_NUMBER);

    expect(record).toMatchObject({ sameOrganizer: false });
  });

  it('that is not approved, or a subdomain of one, is not known', async () => {
    await filingIn(instance, 'authority-review', INDIVIDUAL);
    await approvedFiling();

    const records = [await recordOf('shanjian-shouji.cn'), await recordOf('keji.cn'), await recordOf('')];

    expect(records).toEqual([undefined, undefined, undefined]);
  });

  it('may be one of several in a query, and only those of the query are returned', async () => {
    await approvedFiling();

    const [several, none] = [await find({ domains: ['nobody-filed-this.cn', 'yunfan-keji.cn'] }), await find({})];

    expect([[...several.domains.keys()], [...none.domains.keys()]]).toEqual([['yunfan-keji.cn'], []]);
  });
});

describe('websites on a server', () => {
  const serverOf = (resourceId: string, region = 'ap-guangzhou'): CloudResource => ({
    kind: 'resource',
    product: 'cvm',
    resourceId,
    region,
  });

  /** A filing in a state whose websites run on a server; it also has one on another server, and one behind a code. */
  async function filingOn(resourceId: string, state: FilingState, websites = 1): Promise<string> {
    const draft = await filingIn(instance, 'draft');
    const { contents } = await instance.filings.findOwn(draft.filingId, draft.applicantId);
    const services = [
      ...Array.from({ length: websites }, () => serverOf(resourceId)),
      serverOf('ins-other001'),
      { kind: 'authorization-code', code: 'AAAA-BBBB-CCCC-DDDD' } as const,
    ];
    const all = services.map((cloudService) => ({
      id: instance.ids.uuid(),
      domain: `${instance.ids.uuid()}.cn`,
      cloudService,
    }));
    await instance.filings.change(draft.filingId, draft.applicantId, () => ({
      event: 'save',
      contents: { ...contents, websites: all },
    }));
    await test.query('update filing set state = $1 where id = $2', [state, draft.filingId]);
    return draft.filingId;
  }

  const count = async (resourceId: string, filingId?: string) =>
    (await find({ servers: [serverOf(resourceId)], filingId })).websitesOn.get(`cvm ap-guangzhou ${resourceId}`);

  it('are those of filings that are approved or under review', async () => {
    const states: readonly FilingState[] = ['submitted', 'returned', 'queued', 'authority-review', 'approved'];
    for (const state of states) await filingOn('ins-counted1', state);

    expect(await count('ins-counted1')).toBe(5);
  });

  it.each<FilingState>(['draft', 'declined', 'abandoned', 'expired', 'revoked'])(
    'are none of a filing that is %s',
    async (state) => {
      await filingOn(`ins-${state}`, state);

      expect(await count(`ins-${state}`)).toBe(0);
    },
  );

  it('are counted individually, without those of the filing itself', async () => {
    const own = await filingOn('ins-several1', 'returned', 3);
    await filingOn('ins-several1', 'approved', 2);

    expect([await count('ins-several1'), await count('ins-several1', own)]).toEqual([5, 2]);
  });

  it('of another region, or of a server that nobody filed with, are none', async () => {
    await filingOn('ins-elsewhere', 'approved');
    const servers = [serverOf('ins-elsewhere', 'ap-shanghai'), serverOf('ins-nobody01'), serverOf('ins-elsewhere')];

    const { websitesOn } = await find({ servers });

    expect(Object.fromEntries(websitesOn)).toEqual({
      'cvm ap-shanghai ins-elsewhere': 0,
      'cvm ap-guangzhou ins-nobody01': 0,
      'cvm ap-guangzhou ins-elsewhere': 1,
    });
  });
});

describe('the numbers of people', () => {
  const numbers = personNumbers(contentsOf(ENTERPRISE, 'w1'));
  const used = async (certificateNumber: string, asked = numbers) =>
    (await find({ certificateNumber, personNumbers: asked })).numbersElsewhere;

  it.each<[FilingState, boolean]>([
    ['draft', false],
    ['abandoned', false],
    ['submitted', true],
    ['returned', true],
    ['authority-review', true],
    ['approved', true],
    ['revoked', false],
  ])('of another organizer’s filing that is %s are used: %s', async (state, isUsed) => {
    await filingIn(instance, state, ENTERPRISE);

    expect(await used(ID_NUMBER)).toEqual(isUsed ? numbers : []);
  });

  it('of the organizer’s own filings are not used by others', async () => {
    await filingIn(instance, 'approved', ENTERPRISE);

    expect(await used(CREDIT_CODE)).toEqual([]);
  });

  it('are empty for unused numbers and for no numbers', async () => {
    await filingIn(instance, 'approved', ENTERPRISE);
    const [mobile = ''] = numbers;

    expect(await used(ID_NUMBER, ['13900000000', mobile])).toEqual([mobile]);
    expect(await used(ID_NUMBER, [])).toEqual([]);
  });

  it('follow the forms of a saved draft, and are deleted by erasure', async () => {
    const { filingId, applicantId } = await filingIn(instance, 'draft', ENTERPRISE);
    const contents = contentsOf(ENTERPRISE, 'w1');
    await instance.filings.change(filingId, applicantId, () => ({
      event: 'save',
      contents: { ...contents, principal: undefined, websites: [] },
    }));
    const stored = async () =>
      (await test.query<{ n: number }>('select cardinality(person_numbers) n from filing'))[0]?.n;
    const saved = await stored();
    await instance.filings.change(filingId, applicantId, () => ({ event: 'save', contents }));
    const again = await stored();

    await instance.erasure.eraseFilings([filingId]);

    expect([saved, again, await stored()]).toEqual([0, 2, 0]);
  });
});

it('uses an index for each part of its one statement, however many filings there are', async () => {
  const { applicantId } = await draftFiling(instance);
  await test.query(
    `insert into filing (id, applicant_id, filing_type, state, version, round, last_verdict, contents_sealed, certificate_index,
        domains, servers, person_numbers, flagged, state_since, created_at, updated_at)
      select gen_random_uuid(), $1, 'first', 'approved', 1, 1, 0, '', decode(md5(n::text), 'hex'), array[n || '.cn'],
        array['cvm ' || n], array[decode(md5(n::text), 'hex')], '[]', now(), now(), now() from generate_series(1, 20000) n`,
    [applicantId],
  );
  await test.query('vacuum analyze filing');
  await test.query('select pg_stat_reset()');
  const asking = openInstance(test.url);
  const servers = [{ kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' }] as const;

  await asking.ownRecords.findFiled({
    ...NOTHING,
    domains: ['yunfan-keji.cn'],
    servers,
    personNumbers: ['13900000000'],
  });

  // A connection reports its statistics when it ends.
  await asking.close();
  const used = await vi.waitUntil(async () => {
    const rows = await test.query<{ name: string }>(
      `select indexrelname as name from pg_stat_user_indexes where relname = 'filing' and idx_scan > 0
        and indexrelname in ('filing_by_server', 'filing_by_person_number') order by 1`,
    );
    return rows.length === 2 && rows;
  }, 60_000);
  expect(used.map(({ name }) => name)).toEqual(['filing_by_person_number', 'filing_by_server']);
});
