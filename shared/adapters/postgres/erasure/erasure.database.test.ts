import { createHash } from 'node:crypto';
import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { fillSealedColumns } from '../../../../tests/support/database/sealed-rows.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf, draftFiling, eligibilityOf } from '../../../../tests/support/filings/filings.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

/** A filing that was read, filmed, submitted and judged: rows in every table that can hold any of it. */
async function filingWithEverything() {
  const { applicantId, filingId, websiteId } = await draftFiling(instance);
  const [documentId, checkId] = [instance.ids.uuid(), instance.ids.uuid()];
  const incomingKey = `incoming/liveness-photo/${instance.ids.secret()}`;
  const of = { filingId, applicantId, subject: `website:${websiteId}`, contentType: 'image/jpeg' } as const;
  await instance.documents.create(
    { ...of, id: documentId, kind: 'liveness-photo', maxBytes: 1, incomingKey },
    { grants: 10, bytes: 10 },
  );
  await test.query("insert into ocr_call (document_id, step, attempts, answer_sealed) values ($1, 'read', 1, $2)", [
    documentId,
    Buffer.from('sealed'),
  ]);
  await instance.livenessChecks.create(
    {
      id: checkId,
      filingId,
      websiteId,
      state: 'open',
      challenge: { actions: ['close-eyes'] },
      reasons: [],
      person: { name: '周建明', idNumber: '440305198806159974' },
      consentTextVersion: '2026-11',
      photoDocumentId: documentId,
      photoAccepted: false,
      matchedCards: [],
      expiresAt: clock.now(),
      createdAt: clock.now(),
    },
    5,
  );
  const digest = createHash('sha256').update(checkId).digest();
  await instance.seenMedia.rememberUse(checkId, filingId, [
    { kind: 'photo', digest, look: digest },
    { kind: 'frame', look: digest },
  ]);
  const data = { ...contentsOf(ENTERPRISE, websiteId), filingType: 'first', documents: [], findings: [] } as const;
  await instance.filingRounds.freeze({ filingId, round: 1, termsTextVersion: '2026-11', contentHash: 'h', data });
  await instance.reviews.keepVerdict({
    filingId,
    round: 1,
    sequence: 1,
    kind: 'accepted',
    at: clock.now(),
    flagged: [],
  });
  return filingId;
}

/** The number of rows of a filing in each table. */
async function rowsOf(filingId: string): Promise<Readonly<Record<string, number>>> {
  const tables = await test.query<{ name: string }>(
    "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'filing_id' order by 1",
  );
  const counts = tables.map(async ({ name }) => {
    const [row] = await test.query<{ n: string }>(`select count(*) as n from ${name} where filing_id = $1`, [filingId]);
    return [name, Number(row?.n)] as const;
  });
  const [calls] = await test.query<{ n: string }>('select count(*) as n from ocr_call');
  return Object.fromEntries(
    [...(await Promise.all(counts)), ['ocr_call', Number(calls?.n)] as const].filter(([, n]) => n > 0),
  );
}

describe('an erased filing', () => {
  it('leaves only events and their times in the database, not even perceptual hashes of its pictures and key frames', async () => {
    const filingId = await filingWithEverything();
    const before = await rowsOf(filingId);

    await instance.erasure.eraseFilings([filingId]);

    expect(before).toEqual({
      document: 1,
      filing_history: 1,
      filing_round: 1,
      liveness_check: 1,
      ocr_call: 1,
      seen_media: 2,
      verdict: 1,
    });
    expect(await rowsOf(filingId)).toEqual({ filing_history: 1 });
  });
});

describe('an erased account', () => {
  it('leaves everything of another one', async () => {
    const [stays] = [await fillSealedColumns(instance, 'stays'), await fillSealedColumns(instance, 'goes')];
    const [stayer, goer] = await Promise.all(
      ['stays', 'goes'].map((mark) => instance.accounts.signIn(`openid ${mark}`)),
    );
    for (const account of [stayer, goer]) {
      const accountId = account?.accountId ?? '';
      await instance.viewFiles.note(`views/${accountId}`, accountId);
      await instance.sessions.open(accountId, {});
    }
    const ofStayer = async () => ({
      read: await Promise.all(
        // Kept facts belong to nobody, and all go.
        Object.entries(stays).map(async ([column, read]) => (column.startsWith('kept_fact') ? '' : read(instance))),
      ),
      rows: await test.query(
        `select key from view_file where account_id = $1
         union all select id::text from session where account_id = $1
         union all select id::text from authorization_code where owner_id = $1`,
        [stayer?.accountId],
      ),
    });
    const before = await ofStayer();

    await test.query("update filing set state = 'abandoned' where applicant_id = $1", [goer?.accountId]);
    await test.query('update record set ended_at = now() where account_id = $1', [goer?.accountId]);
    await instance.erasure.beginAccount(goer?.accountId ?? '');
    await instance.erasure.eraseAccount(goer?.accountId ?? '');

    expect(before.rows).toHaveLength(3);
    expect(await ofStayer()).toEqual(before);
  });

  it('leaves none of its eligibility checks', async () => {
    const { accountId } = await instance.accounts.signIn(instance.ids.secret());
    const input = eligibilityOf(ENTERPRISE);
    const ticket = instance.ids.secret();
    await instance.eligibilityChecks.save({ accountId, ticket, input, filingType: 'first', expiresAt: clock.now() });

    await instance.erasure.eraseAccount(accountId);

    const left = await test.query('select account_id from eligibility_check where account_id = $1', [accountId]);
    expect(left).toEqual([]);
  });

  it('has its objects named until they were deleted for the second time, each by itself', async () => {
    const { accountId } = await instance.accounts.signIn(instance.ids.secret());
    const keys = ['views/one', 'views/two'];
    for (const key of keys) await instance.viewFiles.note(key, accountId);
    await instance.erasure.eraseAccount(accountId);
    clock.forward(1);
    const named = async () =>
      (await instance.erasure.objectsErased(clock.now(), 100)).filter((key) => keys.includes(key));
    const before = await named();

    await instance.erasure.forgetObjects(['views/one']);

    expect([before.toSorted(), await named()]).toEqual([keys, ['views/two']]);
  });
});
