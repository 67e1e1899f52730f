import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeNumbersFrom } from '../../../../tests/support/chance.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type Instance, openInstances } from '../../../../tests/support/database/instance.ts';
import { lockWait } from '../../../../tests/support/database/lock-wait.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf, eligibilityOf } from '../../../../tests/support/filings/filings.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);
let instances: Awaited<ReturnType<typeof openInstances>>;
beforeAll(async () => {
  instances = await openInstances(8, test.url, clock);
});
afterAll(() => instances.close());

const ROLE = 'qcs::cam::uin/100000000001:roleName/icp-filing';
const SERVER = { kind: 'resource', product: 'cvm', resourceId: 'ins-3b7k9c2d', region: 'ap-guangzhou' } as const;
const NO_LIMIT = { grants: 1000, bytes: Infinity };
/** Moments and rounds by chance, the same in each run. */
const wholeNumber = wholeNumbersFrom(20_261_203);

const secret = () => randomBytes(32).toString('base64url');
const challengeOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** An account with an abandoned filing that was submitted once, has a document being read and an open check. */
async function account() {
  const { accountId } = await instance.accounts.signIn(instance.ids.secret());
  const [filingId, websiteId, endpointId, documentId] = Array.from({ length: 4 }, () => instance.ids.uuid()) as [
    string,
    string,
    string,
    string,
  ];
  const device = secret();
  await instance.sessions.open(accountId, { challenge: challengeOf(device) });
  await instance.consents.give(accountId, '2026-11');
  const contents = contentsOf(ENTERPRISE, websiteId);
  await instance.filings.create({ id: filingId, applicantId: accountId, filingType: 'first', contents });
  await grant(instance, { accountId, filingId, websiteId, documentId });
  await instance.documents.change(documentId, 'waiting', { state: 'reading', cleanKey: `clean/${documentId}` });
  await instance.reviews.changeFiling(filingId, () => ({ event: 'submit', round: 1 }));
  await instance.reviews.changeFiling(filingId, () => ({ event: 'withdraw' }));
  await instance.reviews.changeFiling(filingId, () => ({ event: 'abandon' }));
  const endpoint = { id: endpointId, accountId, url: 'https://hooks.example.cn/icp', events: [], secret: 'whsec_x' };
  await instance.webhookEndpoints.create(endpoint, 5);
  return { accountId, filingId, websiteId, endpointId, documentId, device };
}
type Account = Awaited<ReturnType<typeof account>>;

const grant = (
  by: Instance,
  account: Pick<Account, 'accountId' | 'filingId' | 'websiteId'> & { readonly documentId: string },
  kind: 'id-front' | 'liveness-photo' = 'id-front',
) =>
  by.documents.create(
    {
      id: account.documentId,
      filingId: account.filingId,
      applicantId: account.accountId,
      kind,
      subject: `website:${account.websiteId}`,
      contentType: 'image/jpeg',
      maxBytes: 1,
      incomingKey: `incoming/${kind}/${by.ids.secret()}`,
    },
    NO_LIMIT,
  );

/** A command as the edge runs it: its key is claimed first, and its effects and reply commit together. */
async function command(by: Instance, applicantId: string, work: () => Promise<unknown>): Promise<void> {
  const request = { applicantId, route: 'POST /v1/x', key: by.ids.uuid(), holder: by.ids.uuid() };
  await by.replies.claimKey(request, 'f', 60);
  await by.transactions.inTransaction(async () => {
    await work();
    await by.replies.storeReply(request, { status: 200, body: '{}' });
  });
}

async function openCheck(by: Instance, account: Account): Promise<string> {
  const photo = await grant(by, { ...account, documentId: by.ids.uuid() }, 'liveness-photo');
  const check = {
    id: by.ids.uuid(),
    filingId: account.filingId,
    websiteId: account.websiteId,
    person: { name: '周建明', idNumber: '440305198806159974' },
    state: 'open' as const,
    reasons: [],
    challenge: { actions: ['open-mouth' as const] },
    photoAccepted: false,
    matchedCards: [],
    photoDocumentId: photo.id,
    consentTextVersion: '2026-11',
    createdAt: clock.now(),
    expiresAt: clock.now(),
  };
  await by.livenessChecks.create(check, 100);
  return check.id;
}

/** Everything that writes for an account, as commands, functions and the desk do it. */
const WRITERS: Readonly<Record<string, (by: Instance, account: Account) => Promise<unknown>>> = {
  'a draft': (by, { accountId }) =>
    command(by, accountId, async () => {
      await by.consents.give(accountId, '2026-11');
      const [id, websiteId] = [by.ids.uuid(), by.ids.uuid()];
      const contents = contentsOf(ENTERPRISE, websiteId);
      await by.filings.create({ id, applicantId: accountId, filingType: 'first', contents });
    }),
  'a save': (by, { accountId, filingId }) =>
    by.filings.change(filingId, accountId, ({ contents }) => ({ event: 'save', contents })),
  'a submission': (by, { accountId, filingId }) =>
    command(by, accountId, async () => {
      const filing = await by.filings.findOwn(filingId, accountId);
      const data = { ...filing.contents, filingType: 'first', documents: [], findings: [] } as const;
      const round = 2 + wholeNumber(2 ** 31 - 3);
      await by.filingRounds.freeze({ filingId, round, termsTextVersion: '2026-11', contentHash: 'h', data });
    }),
  'a grant': (by, account) =>
    command(by, account.accountId, () => grant(by, { ...account, documentId: by.ids.uuid() })),
  'a liveness check': (by, account) => command(by, account.accountId, () => openCheck(by, account)),
  'a verification': async (by, { filingId }) =>
    by.seenMedia.rememberUse(by.ids.uuid(), filingId, [
      { kind: 'photo', digest: randomBytes(32), look: randomBytes(32) },
    ]),
  'a reading': async (by, { documentId }) => {
    await by.ocrCalls.beginCall(documentId, 'read');
    await by.ocrCalls.keepAnswer(documentId, 'read', { outcome: 'read', fields: {}, warnings: [] });
    await by.transactions.inTransaction(async () => {
      const fields = { name: { text: '周建明', confidence: 1 } };
      await by.documents.change(documentId, 'reading', { state: 'ready', fields });
      await by.ocrCalls.forgetCalls(documentId);
    });
  },
  'a verdict': (by, { filingId }) =>
    by.transactions.inTransaction(async () => {
      await by.inbox.remember('review-desk', by.ids.uuid());
      const flagged = [{ field: 'principal.name', reason: '周建明的姓名有误' }];
      await by.reviews.keepVerdict({ filingId, round: 1, sequence: 1, kind: 'returned', at: clock.now(), flagged });
    }),
  'an endpoint': (by, { accountId }) =>
    command(by, accountId, () =>
      by.webhookEndpoints.create(
        { id: by.ids.uuid(), accountId, url: 'https://hooks.example.cn/icp', events: [], secret: 'whsec_x' },
        100,
      ),
    ),
  'a secret of an endpoint': (by, { accountId, endpointId }) =>
    command(by, accountId, () => by.webhookEndpoints.changeSecret(endpointId, accountId, 'whsec_y', clock.now())),
  'an authorization code': (by, { accountId }) =>
    command(by, accountId, () =>
      by.authorizationCodes.create(
        { id: by.ids.uuid(), code: by.ids.secret(), ownerId: accountId, server: SERVER },
        100,
      ),
    ),
  'an eligibility check': (by, { accountId }) =>
    by.eligibilityChecks.save({
      accountId,
      ticket: by.ids.secret(),
      input: eligibilityOf(ENTERPRISE),
      filingType: 'first',
      expiresAt: new Date('2027-01-01T00:00:00Z'),
    }),
  'a cloud account': (by, { accountId }) =>
    by.cloudAccounts.link(accountId, { roleArn: ROLE, externalId: 'an external id' }),
  'a consent': (by, { accountId }) => by.consents.give(accountId, '2027-01'),
  'a withdrawal': (by, { accountId }) => by.consents.withdraw(accountId),
  'a view': (by, { accountId }) => by.viewFiles.note(`views/${by.ids.secret()}`, accountId),
  'a renewal': (by, { device }) => by.sessions.renew(device, challengeOf(secret()), { kind: 'Chrome · Mac' }),
  'a sign-in on another device': (by, { accountId }) =>
    by.sessions.open(accountId, { challenge: challengeOf(secret()) }),
  'a scan': async (by, { accountId }) => {
    const [ticket, challenge] = [by.ids.secret(), challengeOf(secret())];
    const asker = { addressRange: '113.87.*.*', browser: 'Edge' };
    await by.scanTickets.save({ ticket, challenge, expiresAt: new Date('2027-01-01T00:00:00Z'), asker });
    await by.transactions.inTransaction(async () => {
      await by.scanTickets.confirm(ticket);
      await by.sessions.open(accountId, { challenge });
    });
  },
  'an end of all sessions': (by, { accountId }) => by.sessions.endAll(accountId),
  'another erasure': (by, { accountId }) => erase(by, accountId),
};

const erase = async (by: Instance, accountId: string) => {
  await by.transactions.inTransaction(async () => {
    await by.erasure.beginAccount(accountId);
    await by.consents.withdraw(accountId);
    await by.auditTrail.write(accountId, 'account.erased', accountId);
  });
  await by.erasure.eraseAccount(accountId);
};

/** Rows that tell of the account or its filings, by table, without those that remain by design. */
async function rowsOf(accountId: string): Promise<Readonly<Record<string, number>>> {
  countsOfTables ??= countingTables();
  const found = await test.query<{ name: string; n: number }>(await countsOfTables, [accountId]);
  return Object.fromEntries(found.map(({ name, n }) => [name, n]));
}

let countsOfTables: Promise<string> | undefined;

/** One statement for all tables: what it counts is asked for hundreds of times. */
async function countingTables(): Promise<string> {
  const columns = await test.query<{ name: string; column: string }>(
    `select table_name as name, column_name as column from information_schema.columns
     where table_schema = 'public' and column_name in ('account_id', 'applicant_id', 'owner_id', 'filing_id')
       and table_name not in ('filing', 'filing_history', 'consent')`,
  );
  const counts = columns.map(({ name, column }) => {
    const condition =
      column === 'filing_id' ? 'filing_id in (select id from filing where applicant_id = $1)' : `${column} = $1`;
    return `select '${name}' as name, count(*)::int as n from ${name} where ${condition}`;
  });
  return `select name, n from (${counts.join(' union all ')}) counted where n > 0`;
}

/** What is left of an account after an erasure that was carried out. */
async function leftOf({ accountId, documentId }: Account) {
  const filings = await test.query(
    'select id from filing where applicant_id = $1 and (erased_at is null or cardinality(domains) > 0)',
    [accountId],
  );
  const calls = await test.query('select 1 from ocr_call where document_id = $1', [documentId]);
  const consents = await test.query('select 1 from consent where account_id = $1 and withdrawn_at is null', [
    accountId,
  ]);
  return { rows: await rowsOf(accountId), filings: filings.length, calls: calls.length, consents: consents.length };
}
const NOTHING = { rows: {}, filings: 0, calls: 0, consents: 0 };

/** A refusal, or undefined; any other error fails the test. */
const refusalOf = (result: PromiseSettledResult<unknown>): string | undefined => {
  if (result.status === 'fulfilled') return undefined;
  const { refusal } = result.reason as { readonly refusal?: string };
  if (refusal === undefined) throw result.reason;
  return refusal;
};

describe('[E2] an erasure while something else is written', () => {
  it.each(Object.keys(WRITERS))('leaves nothing and fails nothing: %s', async (kind) => {
    const write = WRITERS[kind] as (typeof WRITERS)[string];
    const outcomes = { erased: 0, refused: 0 };
    for (let round = 0; round < 12; round += 1) {
      const of = await account();

      const [erasing, ...writing] = await Promise.allSettled([
        erase(instances.nth(0), of.accountId),
        ...[1, 2, 3].map(async (nth) => {
          await sleep(wholeNumber(8));
          await write(instances.nth(nth), of);
        }),
      ]);

      for (const result of writing) refusalOf(result);
      const refusal = refusalOf(erasing as PromiseSettledResult<unknown>);
      outcomes[refusal === 'account.active-filing' ? 'refused' : 'erased'] += 1;
      if (refusal === undefined) expect(await leftOf(of)).toEqual(NOTHING);
    }
    expect(outcomes.erased + outcomes.refused).toBe(12);
  });

  it('waits for a filing that is being opened, and is refused because of it', async () => {
    const { accountId } = await account();
    const [opens, erases] = [instances.nth(0), instances.nth(1)];

    const { erasing } = await opens.transactions.inTransaction(async () => {
      const contents = contentsOf(ENTERPRISE, opens.ids.uuid());
      await opens.filings.create({ id: opens.ids.uuid(), applicantId: accountId, filingType: 'first', contents });
      const [erasing] = [erases.erasure.beginAccount(accountId)];
      erasing.catch(() => {});
      await lockWait(test);
      return { erasing };
    });

    await expect(erasing).rejects.toMatchObject({ refusal: 'account.active-filing' });
  });

  it('leaves nothing while everything is written at once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const of = await account();
      const kinds = Object.entries(WRITERS).filter(([kind]) => kind !== 'a draft' && kind !== 'another erasure');

      const [erasing, ...writing] = await Promise.allSettled([
        erase(instances.nth(0), of.accountId),
        ...kinds.map(async ([, write], index) => {
          await sleep(wholeNumber(20));
          await write(instances.nth(1 + (index % 7)), of);
        }),
      ]);

      for (const result of writing) refusalOf(result);
      expect(refusalOf(erasing as PromiseSettledResult<unknown>)).toBeUndefined();
      expect(await leftOf(of)).toEqual(NOTHING);
    }
  });

  it('tells the review desk once of each filing that it ever got', async () => {
    const of = await account();

    await erase(instance, of.accountId);
    await instance.erasure.eraseAccount(of.accountId);

    const messages = await test.query('select key, payload from outbox where topic = $1 and payload ->> $2 = $3', [
      'review-desk.erase',
      'filingId',
      of.filingId,
    ]);
    expect(messages).toEqual([{ key: `erase/${of.filingId}`, payload: { filingId: of.filingId } }]);
  });
});
