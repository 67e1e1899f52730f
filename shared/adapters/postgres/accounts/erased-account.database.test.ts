import { setTimeout as pause } from 'node:timers/promises';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { openInstance } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf, eligibilityOf } from '../../../../tests/support/filings/filings.ts';

const { test, instance } = await testInstance();
const other = openInstance(test.url);
afterAll(() => other.close());

const newAccount = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;
const ROLE = 'qcs::cam::uin/100000000001:roleName/icp-filing';
const SERVER = { kind: 'resource', product: 'cvm', resourceId: 'ins-3b7k9c2d', region: 'ap-guangzhou' } as const;

/** A grant for a document of the account's filing, which the first one creates. */
async function grantIn(applicantId: string) {
  const own = await instance.filings.listOwn(applicantId);
  const [id, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
  const draft = { id, applicantId, filingType: 'first', contents: contentsOf(ENTERPRISE, websiteId) } as const;
  const filingId = own[0]?.id ?? (await instance.filings.create(draft)).id;
  const about = { filingId, applicantId, kind: 'id-front', subject: 'principal', contentType: 'image/jpeg' } as const;
  await instance.documents.create(
    { ...about, id: instance.ids.uuid(), maxBytes: 1, incomingKey: instance.ids.secret() },
    { grants: 9, bytes: 9 },
  );
}

/** The first write of every call that stores something for an account. */
const WRITINGS: Readonly<Record<string, (accountId: string) => Promise<unknown>>> = {
  'a command': (applicantId) =>
    instance.replies.claimKey({ applicantId, route: 'POST /v1/x', key: instance.ids.uuid(), holder: 'r1' }, 'f', 60),
  'a filing': (applicantId) => {
    const [id, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
    return instance.filings.create({
      id,
      applicantId,
      filingType: 'first',
      contents: contentsOf(ENTERPRISE, websiteId),
    });
  },
  'a sign-in': (accountId) => instance.sessions.open(accountId, { challenge: 'A'.repeat(43) }),
  'a consent': (accountId) => instance.consents.give(accountId, '2026-11'),
  'an eligibility check': (accountId) =>
    instance.eligibilityChecks.save({
      accountId,
      ticket: instance.ids.secret(),
      input: eligibilityOf(ENTERPRISE),
      filingType: 'first',
      expiresAt: new Date(),
    }),
  'a number that is asked about': (accountId) =>
    instance.askedNumbers.countMobiles(accountId, [instance.ids.secret()], 2),
  'a linked cloud account': (accountId) =>
    instance.cloudAccounts.link(accountId, { roleArn: ROLE, externalId: 'an external id' }),
  'an endpoint': (accountId) =>
    instance.webhookEndpoints.create(
      { id: instance.ids.uuid(), accountId, url: 'https://hooks.example.cn/icp', events: [], secret: 'whsec_x' },
      5,
    ),
  'a view': (accountId) => instance.viewFiles.note(`views/${instance.ids.secret()}`, accountId),
  'a document': (applicantId) => grantIn(applicantId),
  'an authorization code': (ownerId) =>
    instance.authorizationCodes.create(
      { id: instance.ids.uuid(), code: instance.ids.secret(), ownerId, server: SERVER },
      5,
    ),
};

describe('an account that was erased, with a token that is still valid', () => {
  it.each(Object.entries(WRITINGS))('can write nothing: %s', async (_, write) => {
    const accountId = await newAccount();
    await write(accountId);
    // Nothing is in progress any more.
    await test.query("update filing set state = 'abandoned' where applicant_id = $1", [accountId]);
    await instance.erasure.beginAccount(accountId);

    await expect(write(accountId)).rejects.toMatchObject({ refusal: 'session.invalid' });
  });

  it('can’t be erased again', async () => {
    const accountId = await newAccount();
    await instance.erasure.beginAccount(accountId);

    await expect(instance.erasure.beginAccount(accountId)).rejects.toMatchObject({ refusal: 'session.invalid' });
  });

  it('is finished only once it was begun: what was never erased is not noted as forgotten', async () => {
    const [accountId, erased] = [await newAccount(), await newAccount()];
    await instance.erasure.beginAccount(erased);
    const before = await instance.erasure.unfinishedAccounts(100);

    await instance.erasure.eraseAccount(accountId);
    await instance.erasure.eraseAccount(erased);

    const forgotten = `select id from account where forgotten_at is not null and id in ('${accountId}', '${erased}')`;
    expect(await test.query(forgotten)).toEqual([{ id: erased }]);
    expect([before.includes(accountId), before.includes(erased)]).toEqual([false, true]);
    expect(await instance.erasure.unfinishedAccounts(100)).not.toContain(erased);
  });

  it('can write nothing in a call that began before the erasure was committed', async () => {
    const accountId = await newAccount();
    let giving: Promise<unknown> = Promise.resolve();

    await instance.transactions.inTransaction(async () => {
      await instance.erasure.beginAccount(accountId);
      giving = other.consents.give(accountId, '2026-11').catch((error: unknown) => error);
      // Long enough for the write to finish if it were not waiting.
      await pause(200);
    });

    expect(await giving).toMatchObject({ refusal: 'session.invalid' });
    expect(await test.query('select * from consent where account_id = $1', [accountId])).toEqual([]);
  });
});
