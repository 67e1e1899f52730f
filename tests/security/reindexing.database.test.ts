import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSeal } from '../../platform/adapters/node-crypto/seal.ts';
import { keysCommand } from '../../tools/keys/command.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database/database.ts';
import { type Instance, openInstance } from '../support/database/instance.ts';
import { contentsOf, draftFiling } from '../support/filings/filings.ts';

const [OLD, NEW] = [Buffer.alloc(32, 2), Buffer.alloc(32, 5)];
const sealWith = (indexKey: Buffer, otherIndexKey?: Buffer) =>
  createSeal({ keys: { test: Buffer.alloc(32, 1) }, currentKeyId: 'test', indexKey, otherIndexKey });
const SERVER = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' } as const;
const LATER = new Date('2999-01-01T00:00:00Z');
const DAY_AGO = new Date('2026-11-23T02:00:00Z');
const FACTS = {
  creditCode: true,
  name: true,
  legalRepresentative: true,
  idNumber: true,
  standing: 'in-business',
} as const;
/** What is kept long, and what ends within a day or is asked again. */
const LASTING = ['account', 'phone', 'record', 'number', 'tries', 'photo', 'video', 'code'];
const PASSING = ['check', 'scan', 'company'];

let test: TestDatabase;
/** The configurations of one replacement, in their order; two of them run at once while one is deployed. */
let before: Instance;
let prepared: Instance;
let replacing: Instance;
let after: Instance;
/** The operator, whose role may rewrite every value. */
let operator: Instance;

beforeAll(async () => {
  test = await testDatabase();
  const clock = testClock('2026-11-24T02:00:00Z');
  before = openInstance(test.url, clock, sealWith(OLD));
  prepared = openInstance(test.url, clock, sealWith(OLD, NEW));
  replacing = openInstance(test.url, clock, sealWith(NEW, OLD));
  after = openInstance(test.url, clock, sealWith(NEW));
  operator = openInstance(test.migrationUrl, clock, sealWith(NEW, OLD));
});
afterAll(async () => {
  for (const instance of [before, prepared, replacing, after, operator]) await instance.close();
  await test.close();
});

/** One of everything that is found by an index, all different from those of another `mark`, which is a digit. */
async function written(by: Instance, mark: number) {
  const { ids } = by;
  const [filingId, websiteId, checkId] = [ids.uuid(), ids.uuid(), ids.uuid()];
  const idNumber = `44030519880615997${mark}`;
  const { accountId } = await by.accounts.signIn(`openid ${mark}`);
  await by.accounts.linkPhone(accountId, `1382223000${mark}`);
  const whole = contentsOf(ENTERPRISE, websiteId);
  const eligibility = { ...whole.eligibility, certificateNumber: `9144030000000000${mark}` };
  const websites = whole.websites.map((website) => ({ ...website, domain: `yunfan-${mark}.cn` }));
  const contents = { ...whole, eligibility, websites, principal: { ...ENTERPRISE.principal, idNumber } };
  await by.filings.create({ id: filingId, applicantId: accountId, filingType: 'first', contents });
  await test.query(`update filing set state = 'authority-review' where id = '${filingId}'`);
  const numbers = { organizer: `粤ICP备${mark}号`, websites: { [websiteId]: `粤ICP备${mark}号-1` } };
  await by.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
  const check = {
    id: checkId,
    filingId,
    websiteId,
    person: { name: '周建明', idNumber },
    state: 'open' as const,
    challenge: { actions: ['close-eyes'] as const },
    consentTextVersion: '2026-11',
    photoAccepted: false,
    matchedCards: [],
    photoDocumentId: await aDocument(by, filingId, accountId),
    videoDocumentId: undefined,
    reasons: [],
    expiresAt: LATER,
    createdAt: by.clock.now(),
  };
  await by.livenessChecks.create(check, 5);
  await by.livenessChecks.change(checkId, 'open', { state: 'failed' });
  const photo = { kind: 'photo', look: Buffer.alloc(32, 16 * mark) } as const;
  const video = { kind: 'video', digest: Buffer.alloc(32, mark) } as const;
  await by.seenMedia.rememberUse(checkId, filingId, [photo, video]);
  const code = `CODE-000${mark}`;
  await by.authorizationCodes.create({ id: ids.uuid(), ownerId: accountId, code, server: SERVER }, 50);
  const [ticket, scanned] = [ids.secret(), ids.secret()];
  await by.eligibilityChecks.save({ accountId, ticket, input: eligibility, filingType: 'first', expiresAt: LATER });
  const asker = { addressRange: '113.87.*.*', browser: 'Chrome' };
  await by.scanTickets.save({ ticket: scanned, challenge: ids.secret(), expiresAt: LATER, asker });
  const claim = { creditCode: eligibility.certificateNumber, name: '样例', legalRepresentative: '周建明', idNumber };
  await by.companyChecks.beginAsking(claim, DAY_AGO);
  await by.companyChecks.keepAnswer(claim, FACTS);
  return { mark, accountId, eligibility, idNumber, check, photo, video, code, ticket, scanned, claim };
}
type Written = Awaited<ReturnType<typeof written>>;

async function aDocument({ documents, ids }: Instance, filingId: string, applicantId: string): Promise<string> {
  const id = ids.uuid();
  const paper = { filingId, applicantId, kind: 'liveness-photo', subject: 'principal' } as const;
  const file = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/${id}` };
  await documents.create({ id, ...paper, ...file }, { grants: 1000, bytes: Infinity });
  return id;
}

class Undone extends Error {}

/** Whether something holds; what was written to find out is rolled back. */
async function holds({ transactions }: Instance, work: () => Promise<boolean>): Promise<boolean> {
  let result = false;
  const working = transactions.inTransaction(async () => {
    result = await work();
    throw new Undone();
  });
  await working.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return result;
}

/** The names of what an instance finds of it. */
async function found(by: Instance, { mark, ...of }: Written): Promise<readonly string[]> {
  const claims = { domains: [], servers: [], applicantId: undefined };
  const { certificateNumber } = of.eligibility;
  const tried = { ...of.check, id: by.ids.uuid() };
  const isSeen = async (medium: Written['photo'] | Written['video']) =>
    (await by.seenMedia.rememberUse(by.ids.uuid(), by.ids.uuid(), [medium]).catch(() => 'new')) === 'seen';
  const has: Readonly<Record<string, () => Promise<boolean>>> = {
    account: async () => (await by.accounts.signIn(`openid ${mark}`)).accountId === of.accountId,
    phone: async () => (await by.accounts.ofPhone(`1382223000${mark}`))?.accountId === of.accountId,
    record: async () =>
      (await by.ownRecords.findFiled({ ...claims, certificateNumber, personNumbers: [] })).organizer !== undefined,
    number: async () => {
      const other = { ...claims, certificateNumber: 'another', personNumbers: [of.idNumber] };
      return (await by.ownRecords.findFiled(other)).numbersElsewhere.length === 1;
    },
    tries: () =>
      by.livenessChecks.create(tried, 1).then(
        () => false,
        () => true,
      ),
    photo: () => isSeen(of.photo),
    video: () => isSeen(of.video),
    code: async () => (await by.authorizationCodes.findByCode(of.code)) !== undefined,
    check: () =>
      by.eligibilityChecks.useTicket(of.ticket, of.accountId).then(
        () => true,
        () => false,
      ),
    scan: async () => (await by.scanTickets.stateOf(of.scanned)) === 'waiting',
    company: async () => (await by.companyChecks.findAnswer(of.claim, DAY_AGO)) !== undefined,
  };
  const names: string[] = [];
  for (const [name, look] of Object.entries(has)) if (await holds(by, look)) names.push(name);
  return names;
}

const command = async (args: readonly string[], hasTwoIndexKeys = true) => {
  const lines: string[] = [];
  const { sealedColumns: columns, blindIndexes: indexes } = operator;
  const settings = { columns, indexes, currentKeyId: 'test', binds: true, hasTwoIndexKeys };
  return { code: await keysCommand(args, settings, (line) => lines.push(line)), lines };
};
const old = () => operator.blindIndexes.countOld(100);

describe('[P4] replacing the key of blind indexes', () => {
  let first: Written;
  let second: Written;
  beforeAll(async () => {
    first = await written(before, 1);
    second = await written(replacing, 2);
  });

  it('finds everything under both keys, whichever instance wrote it', async () => {
    const everything = [...LASTING, ...PASSING];

    for (const item of [first, second])
      for (const by of [prepared, replacing]) expect(await found(by, item)).toEqual(everything);
    // The test would notice.
    expect([await found(before, second), await found(after, first)]).toEqual([[], []]);
  });

  it('is a question of a walk, which can be broken off and begun again', async () => {
    const left = [await old()];
    for await (const { changed } of operator.blindIndexes.reindex(1)) if (changed > 0) break;
    left.push(await old());

    const { code, lines } = await command(['reindex']);

    expect([code, left, await old()]).toEqual([0, [8, 7], 0]);
    expect(lines).toContain('已重新计算：6 条');
    expect(lines).toContain('摘要不是当前密钥的\t0');
  });

  it('leaves nothing that lasts to the old key alone', async () => {
    expect(await found(after, first)).toEqual(LASTING);
    expect(await found(after, second)).toEqual([...LASTING, ...PASSING]);
    expect(await found(replacing, first)).toEqual([...LASTING, ...PASSING]);
  });

  it('fails nobody who files meanwhile, and the last walk finds what they have written', async () => {
    const drafts = await Promise.all(Array.from({ length: 20 }, () => draftFiling(prepared)));

    const saving = drafts.map(async ({ filingId, applicantId }, index) => {
      const by = index % 2 === 0 ? prepared : replacing;
      await by.filings.change(filingId, applicantId, ({ contents }) => ({ event: 'save', contents }));
    });
    await Promise.all([command(['reindex']), ...saving]);
    // The last instance that writes with the old key is gone.
    await command(['reindex']);

    expect(await old()).toBe(0);
    for (const { filingId, applicantId } of drafts)
      expect((await after.filings.findOwn(filingId, applicantId)).version).toBe(2);
  });

  it('lets two instances with different first keys create one account for one person', async () => {
    for (let round = 0; round < 20; round += 1) {
      const openid = `signs in twice ${round}`;

      const accounts = await Promise.all([prepared, replacing].map((by) => by.accounts.signIn(openid)));
      const mobile = `138222400${String(round).padStart(2, '0')}`;
      const byPhone = await Promise.all([prepared, replacing].map((by) => by.accounts.signInByPhone(mobile)));

      expect(new Set(accounts.map(({ accountId }) => accountId)).size).toBe(1);
      expect(new Set(byPhone.map(({ accountId }) => accountId)).size).toBe(1);
    }
  });

  it('lets two instances with different first keys give one number to one account', async () => {
    const linking = async (by: Instance, accountId: string, mobile: string) =>
      by.transactions.inTransaction(async () => {
        await by.accounts.holdPhone(mobile);
        if ((await by.accounts.ofPhone(mobile)) === undefined) await by.accounts.linkPhone(accountId, mobile);
      });
    for (let round = 0; round < 20; round += 1) {
      const mobile = `138222500${String(round).padStart(2, '0')}`;
      const people = await Promise.all(
        [prepared, replacing].map(async (by, index) => ({
          by,
          ...(await by.accounts.signIn(`links one number ${round} ${index}`)),
        })),
      );

      await Promise.all(people.map(({ by, accountId }) => linking(by, accountId, mobile)));

      const numbers = await Promise.all(people.map(({ accountId }) => after.accounts.phoneOf(accountId)));
      expect(numbers.toSorted()).toEqual([mobile, undefined]);
    }
  });

  it('refuses a number that another account has, under whichever key', async () => {
    const [first, second] = [await before.accounts.signIn('has it'), await after.accounts.signIn('wants it')];
    await before.accounts.linkPhone(first.accountId, '13822260001');

    const linking = replacing.accounts.linkPhone(second.accountId, '13822260001');

    await expect(linking).rejects.toMatchObject({ refusal: 'account.phone-taken' });
  });

  it('erases codes to a number, and finds confirmed contacts, under whichever key they were written', async () => {
    const mobile = '13822260002';
    const { filingId, applicantId } = await draftFiling(before);
    await before.accounts.linkPhone(applicantId, mobile);
    for (const [at, by] of [before, replacing].entries())
      await by.oneTimeCodes.save({ holder: `sign-in ${at}`, code: '004217', address: mobile, expiresAt: LATER });
    await before.contacts.confirm(filingId, 'kehu@example.cn', 'filer');
    const found = await replacing.contacts.confirmed(filingId, ['kehu@example.cn', mobile]);
    await replacing.contacts.confirm(filingId, 'kehu@example.cn', 'link');
    const history = await replacing.contacts.historyOf(filingId);
    await test.query(`update filing set state = 'abandoned' where id = '${filingId}'`);

    await replacing.erasure.beginAccount(applicantId);

    expect(found.map(({ address }) => address)).toEqual(['kehu@example.cn', mobile]);
    expect(history.map(({ by }) => by)).toEqual(['link']);
    const left = [0, 1].map((index) => replacing.oneTimeCodes.check(`sign-in ${index}`, '004217', 5));
    expect(await Promise.all(left)).toEqual([{ outcome: 'over' }, { outcome: 'over' }]);
  });
});
