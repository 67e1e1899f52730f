import { describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { inScope } from '../../platform/edge/trace.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import { createForgetting } from '../../shared/application/forgetting.ts';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { startTransfer } from '../../shared/domain/record/transfer.ts';
import { RETENTION } from '../../shared/domain/retention.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testCos } from '../../tests/support/database/cos-under-test.ts';
import { openInstance } from '../../tests/support/database/instance.ts';
import { objectStoreOn } from '../../tests/support/database/object-store.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { approveFiling } from '../../tests/support/filings/approve-filing.ts';
import { draftFiling, filingIn } from '../../tests/support/filings/filings.ts';
import { collectLog } from '../../tests/support/scf.ts';
import { deleteExpired } from './delete-expired.ts';

const DAY = 24 * 60 * 60;
const clock = testClock('2026-11-24T02:00:00Z');

const { test, instance } = await testInstance(clock);
const cos = await testCos();
const objectStore = objectStoreOn(cos);

const run = (store: ObjectStore = objectStore, remainingMs = () => 60_000) =>
  deleteExpired(
    { requestId: 'run', remainingMs },
    {
      ...instance,
      clock,
      objectStore: store,
      forgetting: createForgetting(instance.erasure, store),
    },
  );

/** A filing in a state, with an ID card that was read and a photo of a liveness check. */
async function filed(state: FilingState) {
  const owner = await filingIn(instance, state);
  const paper = async (kind: DocumentKind) => {
    const [id, cleanKey] = [instance.ids.uuid(), `clean/materials/${instance.ids.secret()}`];
    const { applicantId, filingId } = owner;
    await instance.documents.create(
      {
        id,
        applicantId,
        filingId,
        kind,
        subject: 'principal' as const,
        contentType: 'image/jpeg',
        maxBytes: 1,
        incomingKey: `incoming/${kind}/${instance.ids.secret()}`,
      },
      { grants: 1000, bytes: Infinity },
    );
    await objectStore.write(cleanKey, Buffer.from('a picture'), 'image/jpeg');
    await instance.documents.change(id, 'waiting', {
      state: 'ready',
      cleanKey,
      fields: { name: { text: '周建明', confidence: 1 } },
    });
    return cleanKey;
  };
  return { ...owner, card: await paper('id-front'), face: await paper('liveness-photo') };
}

const isThere = async (key: string) => (await objectStore.look(key)) !== undefined;
const rowOf = async (filingId: string) =>
  (await test.query('select erased_at, domains, state from filing where id = $1', [filingId]))[0];

describe('[P5] expired data', () => {
  it('includes the face of an approved filing at once, and nothing else of it', async () => {
    const { card, face, filingId, applicantId } = await filed('approved');

    const counts = await run();

    expect(counts).toMatchObject({ 'face-files': 1, 'ended-filings': 0 });
    expect([await isThere(face), await isThere(card)]).toEqual([false, true]);
    expect((await instance.filings.findOwn(filingId, applicantId)).contents.principal?.name).toBe('周建明');
    expect(await run()).toMatchObject({ 'face-files': 0 });
  });

  it.each(['declined', 'abandoned', 'expired', 'revoked'] as const)(
    'includes everything of a filing that is %s, 30 days later',
    async (state) => {
      const { card, face, filingId, applicantId } = await filed(state);
      clock.forward(30 * DAY - 1);
      const early = [await run(), await isThere(card)];
      clock.forward(1);

      const counts = await run();

      expect(early).toEqual([expect.objectContaining({ 'ended-filings': 0 }), true]);
      expect(counts).toMatchObject({ 'ended-filings': 1 });
      expect([await isThere(card), await isThere(face)]).toEqual([false, false]);
      expect(await instance.documents.ofFiling(filingId)).toEqual([]);
      expect(await rowOf(filingId)).toEqual({ erased_at: clock.now(), domains: [], state });
      const left = await instance.filings.findOwn(filingId, applicantId);
      expect(JSON.stringify(left.contents)).not.toMatch(/周建明|云帆|yunfan/);
      expect((await instance.filings.historyOf(filingId)).length).toBeGreaterThan(1);
    },
  );

  it('includes nothing of a filing that is in progress, however old', async () => {
    const { card, face } = await filed('authority-review');
    clock.forward(400 * DAY);

    await run();

    expect([await isThere(card), await isThere(face)]).toEqual([true, true]);
  });

  it('is finished by a later run when the object store fails in between', async () => {
    const { card, face, filingId } = await filed('abandoned');
    clock.forward(30 * DAY);
    const failing: ObjectStore = {
      ...objectStore,
      remove: (key) => (key === face ? Promise.reject(new Failed('object-store', 'broken')) : objectStore.remove(key)),
    };

    await run(failing);
    const between = [await isThere(face), (await instance.documents.ofFiling(filingId)).length];
    clock.forward(30 * 60 + 1);
    await expect(run(failing)).rejects.toThrow(Failed);
    const counts = await run();

    expect(between).toEqual([true, 0]);
    expect(counts['erased-objects']).toBe(4);
    expect([await isThere(card), await isThere(face)]).toEqual([false, false]);
    expect(await run()).toMatchObject({ 'erased-objects': 0 });
  });

  it('goes on with all other classes when one fails, and says so at the end', async () => {
    const { accountId } = await instance.accounts.signIn('somebody else');
    await instance.sessions.open(accountId, { challenge: 'S'.repeat(43) });
    await filed('approved');
    clock.forward((30 + 180) * DAY + 1);
    const failing: ObjectStore = { ...objectStore, remove: () => Promise.reject(new Failed('object-store', 'broken')) };

    await expect(run(failing)).rejects.toThrow(Failed);

    expect(await test.query('select from session where account_id = $1', [accountId])).toEqual([]);
    expect(await run()).toMatchObject({ 'face-files': 1, sessions: 0 });
  });

  it('erases the other filings of a batch when one of them can not be erased, and says so', async () => {
    const [damaged, whole] = [await filed('abandoned'), await filed('abandoned')];
    await test.query(`create function refuse_this() returns trigger language plpgsql as
      $$ begin if old.id = '${damaged.filingId}' then raise exception 'damaged'; end if; return new; end $$`);
    await test.query('create trigger refuse_this before update on filing for each row execute function refuse_this()');
    clock.forward(30 * DAY);

    await expect(run()).rejects.toThrow('damaged');

    expect([await isThere(damaged.card), await isThere(whole.card)]).toEqual([true, false]);
    expect(await rowOf(damaged.filingId)).toMatchObject({ erased_at: null });
    expect(await rowOf(whole.filingId)).toMatchObject({ erased_at: clock.now() });
    await test.query('drop trigger refuse_this on filing');
    expect(await run()).toMatchObject({ 'ended-filings': 1 });
  });

  it('says how many classes have something left, those that were not begun and those in trouble among them', async () => {
    await run();
    const log = collectLog();
    const classes = Object.keys(RETENTION).length;
    const measuredRun = (...how: Parameters<typeof run>) =>
      inScope({ function: 'retention', requestId: 'run' }, undefined, () => run(...how));
    let asked = 0;

    await measuredRun();
    // Before the first turn, and before each of three classes.
    await measuredRun(objectStore, () => (asked++ > 3 ? 0 : 60_000));
    await filed('approved');
    await measuredRun({ ...objectStore, remove: () => Promise.reject(new Failed('object-store', 'broken')) }).catch(
      () => {},
    );

    log.stop();
    expect(log.lines().flatMap(({ metric, value }) => (metric === 'retention-left' ? [value] : []))).toEqual([
      0,
      classes - 3,
      1,
    ]);
    await run();
  });

  it('gives each class its turn: one with much to do does not keep the others from their first batch', async () => {
    await run();
    const before = new Date(clock.now().getTime() - 400 * DAY * 1000);
    await test.query(`insert into inbox select 'test', 'much ' || n, $1 from generate_series(1, 4000) n`, [before]);
    await test.query(
      `insert into outbox (key, topic, payload, state, due_at, created_at) values ('late', 'reminder', '{}', 'sent', $1, $1)`,
      [before],
    );
    let asked = 0;
    // Time is asked for before a turn and before each class of it: it is enough for one turn.
    const counts = await run(objectStore, () => (asked++ > Object.keys(RETENTION).length ? 0 : 60_000));

    expect(counts['inbox-entries']).toBe(1000);
    expect(counts.messages).toBe(1);
    await run();
  });

  it('deletes a face file that arrives up to half an hour after the approval', async () => {
    const { filingId, applicantId } = await filed('approved');
    await run();
    clock.forward(20 * 60);
    const [id, late] = [instance.ids.uuid(), `clean/materials/${instance.ids.secret()}`];
    const file = { contentType: 'video/mp4', maxBytes: 1, incomingKey: `incoming/${instance.ids.secret()}` };
    const about = { filingId, applicantId, kind: 'liveness-video' as const, subject: 'principal' as const };
    await instance.documents.create({ id, ...about, ...file }, { grants: 1000, bytes: Infinity });
    await objectStore.write(late, Buffer.from('a film'), 'video/mp4');
    await instance.documents.change(id, 'waiting', { state: 'ready', cleanKey: late });

    const counts = await run();
    clock.forward(30 * 60);
    await run();

    expect([counts['face-files'], await isThere(late)]).toEqual([1, false]);
    expect(await test.query('select has_face_files from filing where id = $1', [filingId])).toEqual([
      { has_face_files: false },
    ]);
  });

  let numbers = 0;
  /** A check for the transfer of a record that was filed long ago, with a photo that has not come yet. */
  async function checkOfTransfer() {
    const { filingId, applicantId, websiteId } = await draftFiling(instance);
    await approveFiling(instance.reviews, { filingId, websiteId, organizer: `粤ICP备202600000${++numbers}号` });
    clock.forward(400 * DAY);
    const { transfer } = await instance.recordTransfers.start(recordBegunBy(filingId), applicantId, (transferCase) =>
      startTransfer(transferCase, instance.ids.uuid()),
    );
    const begin = async () => {
      const [id, film] = [instance.ids.uuid(), `clean/materials/${instance.ids.secret()}`];
      const file = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/${instance.ids.secret()}` };
      const about = { filingId, applicantId, kind: 'liveness-photo' as const, subject: 'principal' as const };
      await instance.documents.create({ id, ...about, ...file }, { grants: 1000, bytes: Infinity });
      await instance.livenessChecks.create(
        {
          id: instance.ids.uuid(),
          filingId,
          websiteId: undefined,
          transferId: transfer.id,
          person: { name: '周建明', idNumber: '440103198608150017' },
          state: 'open',
          challenge: { actions: ['open-mouth', 'close-eyes'] },
          consentTextVersion: '2026-11',
          photoDocumentId: id,
          photoAccepted: false,
          matchedCards: [],
          reasons: [],
          expiresAt: new Date(clock.now().getTime() + 600_000),
          createdAt: clock.now(),
        },
        3,
      );
      const arrive = async () => {
        await objectStore.write(film, Buffer.from('a film'), 'image/jpeg');
        await instance.documents.change(id, 'waiting', { state: 'ready', cleanKey: film });
      };
      return { film, arrive };
    };
    const isFlagged = () => test.query('select has_face_files from filing where id = $1', [filingId]);
    return { begin, isFlagged };
  }

  it('deletes the film of a transfer’s check half an hour after it began, and leaves it to a check that may still run', async () => {
    const { begin, isFlagged } = await checkOfTransfer();
    await run();
    const { film, arrive } = await begin();
    await arrive();

    clock.forward(29 * 60);
    const during = [(await run())['face-files'], await isThere(film)];
    clock.forward(60);
    const after = [(await run())['face-files'], await isThere(film)];

    expect([during, after]).toEqual([
      [0, true],
      [1, false],
    ]);
    expect(await isFlagged()).toEqual([{ has_face_files: false }]);
  });

  it('deletes the film of a check that was begun while it was about to forget the filing', async () => {
    const { begin, isFlagged } = await checkOfTransfer();
    const settled = new Date(clock.now().getTime() - 30 * 60_000);
    const found = await instance.expiredData.findFaceFiles(clock.now(), settled, 10);
    const { film, arrive } = await begin();
    await instance.expiredData.forgetFaceFiles(found);
    await arrive();

    clock.forward(31 * 60);
    await run();

    expect(found).toMatchObject([{ hasSettled: true, files: [] }]);
    expect(await isThere(film)).toBe(false);
    expect(await isFlagged()).toEqual([{ has_face_files: false }]);
  });

  it('deletes a face file that intake has done with hours later, because it was out of order', async () => {
    const { begin, isFlagged } = await checkOfTransfer();
    await run();
    const { film, arrive } = await begin();
    clock.forward(5 * 3600);
    await run();
    await arrive();

    await run();

    expect(await isThere(film)).toBe(false);
    expect(await isFlagged()).toEqual([{ has_face_files: false }]);
  });

  it('[E2] includes what is written or uploaded while it is erased: half an hour later it is deleted again', async () => {
    const { card } = await filed('abandoned');
    clock.forward(30 * DAY);
    await run();
    await objectStore.write(card, Buffer.from('written too late'), 'image/jpeg');

    clock.forward(30 * 60);
    const early = [await run(), await isThere(card)];
    clock.forward(1);
    await run();

    expect(early).toEqual([expect.objectContaining({ 'erased-objects': 0 }), true]);
    expect(await isThere(card)).toBe(false);
  });

  it('[E2] includes what an interrupted erasure of an account has left', async () => {
    const { applicantId, filingId, card } = await filed('abandoned');
    await instance.cloudAccounts.link(applicantId, {
      roleArn: 'qcs::cam::uin/100000000001:roleName/icp-filing',
      externalId: 'an external id',
    });
    await instance.erasure.beginAccount(applicantId);

    const counts = [await run(), await run()];

    expect(counts.map((count) => count['erased-accounts'])).toEqual([1, 0]);
    expect(await isThere(card)).toBe(false);
    expect(await rowOf(filingId)).toMatchObject({ domains: [], erased_at: clock.now() });
    expect(await test.query('select * from cloud_account')).toEqual([]);
  });

  it('is left for the next run when time is short', async () => {
    const { card } = await filed('abandoned');
    clock.forward(30 * DAY);

    const counts = await run(objectStore, () => 10_000);

    expect([counts['ended-filings'], await isThere(card)]).toEqual([0, true]);
    await run();
    expect(await isThere(card)).toBe(false);
  });

  it('deletes links to other phones a day after they end; a consent stays with its filing, without the secrets of the link', async () => {
    const { applicantId, filingId } = await filingIn(instance, 'draft');
    const linked = async (kind: DocumentKind) => {
      const id = instance.ids.uuid();
      const times = { createdAt: clock.now(), expiresAt: new Date(clock.now().getTime() + 30 * 60 * 1000) };
      const of = { filingId: undefined, subject: 'principal' as const, isForOther: false, documentIds: [] };
      await instance.documentHandOvers.create(
        { ...of, ...times, id, applicantId, kinds: [kind] },
        instance.ids.secret(),
      );
      return id;
    };
    const [unused, used, agreed] = [await linked('id-front'), await linked('id-back'), await linked('passport')];
    const [documentId, theirs] = [instance.ids.uuid(), instance.ids.uuid()];
    const consent = { name: '何书云', textVersion: '2026-11', at: clock.now() };
    await instance.documentHandOvers.addDocument(used, documentId, undefined);
    await instance.documentHandOvers.addDocument(agreed, theirs, consent);
    await instance.documentHandOvers.moveInto(filingId, [documentId, theirs], applicantId);
    const idsOf = async (filedIn?: string) =>
      (await instance.documentHandOvers.ofAccount(applicantId, filedIn)).map(({ id }) => id);
    clock.forward(DAY + 29 * 60);
    await run();
    const early = [await idsOf(), await idsOf(filingId)];
    clock.forward(2 * 60);

    const late = await run();
    const again = await run();

    expect(early).toEqual([[unused], [used, agreed]]);
    expect([late['hand-overs'], again['hand-overs'], await idsOf(), await idsOf(filingId)]).toEqual([
      3,
      0,
      [],
      [agreed],
    ]);
    expect((await instance.documentHandOvers.ofAccount(applicantId, filingId))[0]?.consent).toEqual(consent);
    expect(await test.query('select token_index, device_index from hand_over')).toEqual([
      { token_index: null, device_index: null },
    ]);
  });

  it('deletes certificates a day after their upload, with their pictures, unless a filing has taken them over', async () => {
    const { applicantId, filingId } = await filingIn(instance, 'draft');
    const uploaded = async () => {
      const [id, cleanKey] = [instance.ids.uuid(), `clean/certificates/${instance.ids.secret()}`];
      const file = {
        contentType: 'image/jpeg',
        maxBytes: 1,
        incomingKey: `incoming/id-front/${instance.ids.secret()}`,
      };
      const noLimit = { grants: 1000, bytes: Infinity };
      await instance.documents.create({ id, applicantId, kind: 'id-front', subject: 'principal', ...file }, noLimit);
      await objectStore.write(cleanKey, Buffer.from('a picture'), 'image/jpeg');
      await instance.documents.change(id, 'waiting', { state: 'ready', cleanKey });
      return { id, cleanKey };
    };
    const [unused, used] = [await uploaded(), await uploaded()];
    await instance.documents.moveInto(filingId, [used.id], applicantId);
    clock.forward(DAY - 1);
    const early = await run();
    const isThereEarly = await isThere(unused.cleanKey);
    clock.forward(2);

    const late = await run();

    expect([early['unused-certificates'], isThereEarly, late['unused-certificates']]).toEqual([0, true, 1]);
    expect([await isThere(unused.cleanKey), await isThere(used.cleanKey)]).toEqual([false, true]);
    expect(await instance.documents.beforeFiling(applicantId)).toEqual([]);
    expect(await instance.documents.ofFiling(filingId)).toMatchObject([{ id: used.id }]);
  });

  it.each([
    [
      'eligibility-checks',
      7,
      `with a as (insert into account values ($1::uuid, $1::text::bytea, '', now()) returning id)
       insert into eligibility_check select $1::text::bytea, '', 'first', $2, null, id from a`,
    ],
    ['asked-numbers', 1, `insert into asked_number values ('{}', 'mobile', $1::text::bytea, '', '', $2)`],
    ['company-checks', 30, `insert into company_check values ($1::text::bytea, $2, null)`],
    ['paid-calls-of-people', 1, `insert into paid_call values ('ocr', 'person/' || $1::text, 'day', 1, $2)`],
    ['paid-calls', 365, `insert into paid_call values ('ocr', $1::text, 'always', 1, $2)`],
    ['kept-facts', 0, `insert into kept_fact values ($1::text::bytea, '', $2)`],
    ['running-calls', 0, `insert into running_call values ($1::text::bytea, array[$2::timestamptz], $2)`],
    [
      'face-fingerprints',
      180,
      `insert into seen_media values ($1::uuid, $1::uuid, $1::uuid, 'photo', null, null, null, '{}', $2)`,
    ],
    [
      'views',
      1,
      `with a as (insert into account values ($1::uuid, $1::text::bytea, '', now()) returning id)
       insert into view_file select $1::text, id, $2 from a`,
    ],
    ['caller-limits', 0, `insert into caller_limit values ($1::text::bytea, 1, $2)`],
    ['replies', 7, `insert into reply values (gen_random_uuid(), 'r', $1::text, 'f', 'h', $2, 200, '{}', $2)`],
    ['scan-tickets', 1, `insert into scan_ticket values ($1::text::bytea, '', $2, null, $2, '')`],
    ['seen-messages', 0, `insert into seen_message values ($1::text, '', $2)`],
    ['inbox-entries', 180, `insert into inbox values ('test', $1::text, $2)`],
    [
      'messages',
      180,
      `insert into outbox (key, topic, payload, state, due_at, created_at) values ($1::text, 'review-desk.submit', '{}', 'sent', $2, $2)`,
    ],
  ])('includes %s after %i days and not a second earlier', async (name, days, insert) => {
    await run();
    const ageSeconds = (seconds: number) => new Date(clock.now().getTime() - seconds * 1000);
    await test.query(insert, [instance.ids.uuid(), ageSeconds(days * DAY + 1)]);
    await test.query(insert, [instance.ids.uuid(), ageSeconds(days * DAY - 1)]);

    const counts = await run();

    expect(counts[name]).toBe(1);
  });

  it('includes audit after 1098 days and not a second earlier, by the time of the database’s own clock', async () => {
    const now = testClock(new Date().toISOString());
    const today = openInstance(test.url, now);
    for (const ageSeconds of [1098 * DAY + 1, 1098 * DAY - 1])
      await test.query(
        `insert into audit (actor_id, action, subject_id, at) values ($1::uuid, 'letter.made', $1::uuid, $2)`,
        [instance.ids.uuid(), new Date(now.now().getTime() - ageSeconds * 1000)],
      );

    const counts = await deleteExpired(
      { requestId: 'run', remainingMs: () => 60_000 },
      { ...today, clock: now, objectStore, forgetting: createForgetting(today.erasure, objectStore) },
    );

    await today.close();
    expect(counts.audit).toBe(1);
  });

  it('includes sessions 180 days after they ended, with their secrets', async () => {
    const { accountId } = await instance.accounts.signIn('somebody');
    await instance.sessions.open(accountId, { challenge: instance.ids.secret().padEnd(43, 'A').slice(0, 43) });
    clock.forward((30 + 180) * DAY + 1);

    const counts = await run();

    expect(counts.sessions).toBe(1);
    expect(await test.query('select * from session_challenge')).toEqual([]);
  });

  it('includes no message that still waits or is parked for the operator', async () => {
    for (const state of ['waiting', 'parked'])
      await test.query(
        `insert into outbox (key, topic, payload, state, due_at, created_at) values ($1, 'review-desk.submit', '{}', $2, $3, $3)`,
        [`old-${state}`, state, new Date('2020-01-01T00:00:00Z')],
      );

    await run();

    const left = await test.query(`select key from outbox where key like 'old-%' order by key`);
    expect(left).toEqual([{ key: 'old-parked' }, { key: 'old-waiting' }]);
  });
});
