import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type RecordId, recordIdFrom } from '../../../../contracts/kit/record-id.ts';
import type { VerdictKind } from '../../../../contracts/review-desk/kinds.ts';
import { wholeNumbersFrom } from '../../../../tests/support/chance.ts';
import { openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf } from '../../../../tests/support/filings/filings.ts';
import { applyKept } from '../../../application/apply-kept.ts';
import type { FilingType } from '../../../domain/filing/filing-types.ts';
import { approvedFiling, foldRecord, NumberTaken, type RecordCause } from '../../../domain/record/fold.ts';
import { liveAccesses, liveWebsites } from '../../../domain/record/record.ts';

const { test, instance } = await testInstance();

beforeEach(async () => {
  await test.empty('account');
});

const NUMBER = '粤ICP备2026000001号';

interface Given {
  readonly type?: FilingType;
  readonly organizer?: string;
  readonly suffix?: number;
  readonly domain?: string;
  readonly specimen?: Specimen;
}

const account = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;

/** A filing with one website that the authority reviews, and the numbers that it will give. */
async function inReview(applicantId: string, given: Given = {}) {
  const { type = 'first', organizer = NUMBER, suffix = 1, domain = 'yunfan-keji.cn', specimen = ENTERPRISE } = given;
  const [filingId, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
  const contents = contentsOf(specimen, websiteId);
  const websites = contents.websites.map((website) => ({ ...website, domain }));
  await instance.filings.create({ id: filingId, applicantId, filingType: type, contents: { ...contents, websites } });
  await test.query(`update filing set state = 'authority-review', round = 1 where id = $1`, [filingId]);
  return { filingId, numbers: { organizer, websites: { [websiteId]: `${organizer}-${suffix}` } } };
}

type InReview = Awaited<ReturnType<typeof inReview>>;
const approve = ({ filingId, numbers }: InReview, item = instance) =>
  item.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
const revoke = ({ filingId }: InReview, item = instance) =>
  item.reviews.changeFiling(filingId, () => ({ event: 'revoke' }));

async function approved(applicantId: string, given?: Given): Promise<InReview> {
  const filing = await inReview(applicantId, given);
  await approve(filing);
  return filing;
}

const SHOP = { type: 'new-website', suffix: 2, domain: 'yunfan-shop.cn' } as const;

/** The records of an account in words. */
const recordsOf = async (accountId: string) =>
  (await instance.records.listOwn(accountId)).map((record) => {
    const websites = liveWebsites(record).map(({ number, domains }) => `${number} ${domains}`);
    return `${record.number} v${record.version}${record.contents.ended ? ' ended' : ''}: ${websites.join(', ')}`;
  });

/** Every row about records, without what is sealed anew each time. */
const rows = async () => {
  const tables = [
    "select id, account_id, number, version, encode(certificate_index, 'hex') c, created_at, ended_at from record order by 1",
    'select record_id, version, cause, filing_id, at from record_version order by 1, 2',
    'select id, record_id, number, ended_at from record_website order by 1',
    'select website_id, domain, ended_at from record_domain order by 1, 2',
    'select id, website_id, server, ended_at from record_access order by 1',
    'select id, record_id from filing order by 1',
  ];
  const all = [];
  for (const table of tables) all.push(await test.query(table));
  return all;
};

describe('an approval', () => {
  it('writes the record together with the state', async () => {
    const applicantId = await account();
    const first = await approved(applicantId);

    const [record] = await instance.records.listOwn(applicantId);

    expect(await recordsOf(applicantId)).toEqual([`${NUMBER} v1: ${NUMBER}-1 yunfan-keji.cn`]);
    expect(record?.contents.principal?.name).toBe(ENTERPRISE.principal.name);
    expect(await instance.records.versionsOf(record?.id as RecordId)).toEqual([
      {
        version: 1,
        cause: 'approval',
        filingId: first.filingId,
        at: new Date('2026-11-24T02:00:00Z'),
        contents: record?.contents,
      },
    ]);
  });

  it('is not half-written: without the record the filing stays in review', async () => {
    const applicantId = await account();
    await approved(applicantId);
    const filing = await inReview(applicantId, { ...SHOP, suffix: 1 });

    await expect(approve(filing)).rejects.toThrow(NumberTaken);

    expect((await instance.reviews.findFiling(filing.filingId)).state).toBe('authority-review');
    expect(await recordsOf(applicantId)).toEqual([`${NUMBER} v1: ${NUMBER}-1 yunfan-keji.cn`]);
  });

  it('of a new website makes the next version', async () => {
    const applicantId = await account();
    await approved(applicantId);
    await approved(applicantId, SHOP);

    expect(await recordsOf(applicantId)).toEqual([
      `${NUMBER} v2: ${NUMBER}-1 yunfan-keji.cn, ${NUMBER}-2 yunfan-shop.cn`,
    ]);
  });

  it('of a domain that another organizer had ends that website, and its account is told', async () => {
    const [one, other] = [await account(), await account()];
    await approved(one);
    await approved(one, SHOP);
    await approved(other, { organizer: '粤ICP备2026000009号', specimen: INDIVIDUAL });

    expect([await recordsOf(one), await recordsOf(other)]).toEqual([
      [`${NUMBER} v3: ${NUMBER}-2 yunfan-shop.cn`],
      ['粤ICP备2026000009号 v1: 粤ICP备2026000009号-1 yunfan-keji.cn'],
    ]);
    const [lost] = await instance.records.listOwn(one);
    const told = await test.query("select key from outbox where key like 'reminder/website-filed-anew/%'");
    expect(told).toEqual([{ key: `reminder/website-filed-anew/record-${lost?.id}/v3/account` }]);
  });

  it('makes its filing one of the record’s, newest first, and none of a record that loses a domain by it', async () => {
    const [holder, other] = [await account(), await account()];
    const first = await approved(holder);
    const second = await approved(holder, SHOP);
    await approved(other, { organizer: '粤ICP备2026000009号', specimen: INDIVIDUAL });

    const [record] = await instance.records.listOwn(holder);
    const filings = await instance.records.filingsOf(record?.id as RecordId);

    expect(record?.version).toBe(3);
    expect(filings).toEqual([second.filingId, first.filingId]);
  });

  it('with a number that is taken is kept, and waits for the operator', async () => {
    const applicantId = await account();
    await approved(applicantId);
    const { filingId, numbers } = await inReview(applicantId, { ...SHOP, suffix: 1 });
    const verdict = (kind: VerdictKind) => ({
      filingId,
      round: 1,
      sequence: 1,
      kind,
      at: new Date(),
      flagged: [],
      numbers,
    });
    await instance.reviews.keepVerdict(verdict('approved'));

    expect(await applyKept(filingId, instance.reviews)).toEqual({
      applied: 0,
      waiting: 'wrong-numbers',
      at: { round: 1, sequence: 1 },
    });
  });

  it('with another number than a record has that the account has claimed is kept, and waits for the operator', async () => {
    const applicantId = await account();
    const { eligibility, organizer, principal } = contentsOf(ENTERPRISE, 'w');
    const found = { number: NUMBER, subject: eligibility, organizer, principal: principal ?? ENTERPRISE.principal };
    const ids = { record: recordIdFrom(instance.ids.uuid()), websites: [] };
    await instance.records.claim(ids, applicantId, { ...found, websites: [] });
    const website = await inReview(applicantId, { ...SHOP, organizer: '粤ICP备2026000002号' });

    await expect(approve(website)).rejects.toThrow(NumberTaken);

    expect(await recordsOf(applicantId)).toEqual([`${NUMBER} v1: `]);
  });

  it('at once with a revocation in the same record: both are in it', async () => {
    const instances = await openInstances(2, test.url);
    for (let turn = 0; turn < 10; turn += 1) {
      const applicantId = await account();
      const organizer = `粤ICP备20260010${10 + turn}号`;
      const first = await approved(applicantId, { organizer, domain: `yunfan-${turn}-a.cn` });
      await approved(applicantId, { organizer, suffix: 3, domain: `yunfan-${turn}-c.cn` });
      const shop = await inReview(applicantId, { ...SHOP, organizer, domain: `yunfan-${turn}-b.cn` });

      await Promise.all([revoke(first, instances.nth(0)), approve(shop, instances.nth(1))]);

      expect(await recordsOf(applicantId)).toEqual([
        `${organizer} v4: ${organizer}-3 yunfan-${turn}-c.cn, ${organizer}-2 yunfan-${turn}-b.cn`,
      ]);
    }
    await instances.close();
  });
});

describe('a revocation', () => {
  it('ends what the filing brought, and the record with the last website', async () => {
    const applicantId = await account();
    const first = await approved(applicantId);
    const shop = await approved(applicantId, SHOP);
    await revoke(first);
    const between = await recordsOf(applicantId);
    await revoke(shop);

    expect([between, await recordsOf(applicantId)]).toEqual([
      [`${NUMBER} v3: ${NUMBER}-2 yunfan-shop.cn`],
      [`${NUMBER} v4 ended: `],
    ]);
  });
});

describe('a record', () => {
  it('is shown to the account that has it, and to nobody else', async () => {
    const applicantId = await account();
    await approved(applicantId);
    const [record] = await instance.records.listOwn(applicantId);

    const own = await instance.records.findOwn(record?.id as RecordId, applicantId);
    const others = instance.records.findOwn(record?.id as RecordId, await account());

    expect(own).toEqual(record);
    await expect(others).rejects.toMatchObject({ refusal: 'record.unknown' });
  });

  it('is deleted with its account', async () => {
    const applicantId = await account();
    await revoke(await approved(applicantId));
    await instance.erasure.beginAccount(applicantId);

    await instance.erasure.eraseAccount(applicantId);

    expect((await rows()).slice(0, 5)).toEqual([[], [], [], [], []]);
  });
});

describe('whatever 200 filings are approved and revoked in whatever order', () => {
  it.each([1])(
    'a record is the fold of what happened, no number is given twice, no domain is live twice: seed %i',
    async (seed) => {
      const random = wholeNumbersFrom(seed);
      const accounts = [await account(), await account(), await account()];
      const standing: InReview[] = [];
      for (let step = 0; step < 200; step += 1) {
        if (standing.length > 0 && random(3) === 0) {
          const [filing] = standing.splice(random(standing.length), 1);
          if (filing) await revoke(filing);
          continue;
        }
        const index = random(accounts.length);
        const filing = await inReview(accounts[index] ?? '', {
          type: (['first', 'new-website', 'new-access'] as const)[random(3)] ?? 'first',
          organizer: `粤ICP备20260${seed}00${10 + index + 3 * random(4)}号`,
          suffix: 1 + random(60),
          domain: `site-${random(12)}.cn`,
        });
        await approve(filing).then(
          () => standing.push(filing),
          async (error) => {
            if (!(error instanceof NumberTaken)) throw error;
            await test.query(`update filing set state = 'abandoned' where id = $1`, [filing.filingId]);
          },
        );
      }
      const records = (await Promise.all(accounts.map((text) => instance.records.listOwn(text)))).flat();
      for (const record of records) expect(await folded(record.id)).toEqual(record);
      const websites = records.flatMap((record) => record.contents.websites);
      const numbers = websites.map(({ number }) => number);
      const domains = records.flatMap(liveWebsites).flatMap((website) => website.domains);
      expect(records.length).toBeGreaterThan(3);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(new Set(domains).size).toBe(domains.length);
      expect(records.filter(({ contents }) => contents.ended).flatMap(liveWebsites)).toEqual([]);
      const indexed = await test.query<{ n: number }>(
        'select count(*)::int n from record_access where ended_at is null',
      );
      expect(indexed[0]?.n).toBe(records.flatMap(liveWebsites).flatMap(liveAccesses).length);
    },
  );

  /** The record that the fold makes of its versions’ causes and of the filings. */
  async function folded(recordId: RecordId) {
    const before = await test.query<{ number: string; website_id: string; domain: string }>(
      'select number, website_id, domain from record_website join record_domain on website_id = id where record_id = $1',
      [recordId],
    );
    const causes: RecordCause[] = [];
    for (const { cause, filingId, at } of await instance.records.versionsOf(recordId)) {
      if (filingId === undefined) throw new Error('a version without a filing');
      const filing = await instance.reviews.findFiling(filingId);
      const given = { at: at.toISOString(), filingId };
      const approval = approvedFiling(filing);
      if (cause === 'approval' && approval) causes.push({ kind: cause, at: given.at, filing: approval });
      if (cause === 'revocation') causes.push({ kind: cause, ...given });
      if (cause === 'filed-anew')
        causes.push({
          ...{ kind: cause, ...given, domains: filing.contents.websites.map(({ domain }) => domain) },
          certificateNumber: filing.contents.eligibility.certificateNumber,
        });
    }
    expect(before.length).toBeGreaterThan(0);
    return foldRecord(causes);
  }
});
