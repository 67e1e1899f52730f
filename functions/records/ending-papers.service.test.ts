import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { expect, it, vi } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { objectStore } from '../../platform/compose/object-store.ts';
import { createExpiredData } from '../../shared/adapters/postgres/erasure/expired-data.ts';
import { applyKept } from '../../shared/application/apply-kept.ts';
import { database } from '../../shared/compose/database.ts';
import type { DocumentKind, DocumentSubject, ReadFields } from '../../shared/domain/media/document.ts';
import { documents, filingRounds, reviews } from '../../tests/support/database/service-ports.ts';
import { afreshForEachTest, filedRecord } from '../../tests/support/filings/filed-record.ts';
import { refusalOf } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
afreshForEachTest();

const NO_LIMIT = { grants: 1000, bytes: Number.POSITIVE_INFINITY };

/** A paper that an account has uploaded, as intake and OCR leave it. */
async function uploaded(applicantId: string, kind: DocumentKind, subject: DocumentSubject, fields?: ReadFields) {
  const all = await documents();
  const id = cryptoIds.uuid();
  const incomingKey = `incoming/${kind}/${cryptoIds.secret()}`;
  const cleanKey = `clean/materials/${cryptoIds.secret()}`;
  await all.create(
    { id, applicantId, kind, subject, contentType: 'image/jpeg', maxBytes: 1000, incomingKey },
    NO_LIMIT,
  );
  await all.change(id, 'waiting', {
    state: 'ready',
    cleanKey,
    ...(fields && { fields }),
  });
  await (await objectStore()).write(cleanKey, Buffer.from('a picture'), 'image/jpeg');
  return id;
}
const read = (text: string) => ({ text, confidence: 0.99, agreesWith: 'check-digit' as const });

/** The papers of a company. */
const papersOf = async (
  applicantId: string,
  { creditCode = ENTERPRISE.licence.creditCode, principal = ENTERPRISE.principal } = {},
) => [
  await uploaded(applicantId, 'business-licence', 'organizer', { creditCode: read(creditCode) }),
  await uploaded(applicantId, 'id-front', 'principal', {
    name: { text: principal.name },
    idNumber: read(principal.idNumber),
  }),
  await uploaded(applicantId, 'ending-declaration', 'organizer'),
];
const OTHER_NUMBER = '粤ICP备2026000002号';
const SAID = { reason: 'not-run', confirmed: ['FT-44', 'FT-41'] };

/** The desk's verdicts of the first round, in order. */
async function decide(filingId: string, ...kinds: readonly string[]) {
  const of = await reviews();
  for (const [at, kind] of kinds.entries())
    await of.keepVerdict({ filingId, round: 1, sequence: at + 1, kind, at: new Date(), flagged: [] });
  return applyKept(filingId, of);
}

it('a company whose phone is lost is told which papers stand for the code, and a person which', async () => {
  const company = await filedRecord(laptop, 'a company without its phone');
  const person = await filedRecord(laptop, 'a person without their phone', {
    specimen: INDIVIDUAL,
    number: OTHER_NUMBER,
  });

  const kindsOf = async ({ call, path }: typeof company) =>
    ((await call('GET', path('cancel-website'))).body as { papers: { kind: string; label: string }[] }).papers.map(
      ({ label }) => label,
    );

  expect(await kindsOf(company)).toEqual(['营业执照', '身份证人像面', '注销或取消接入声明']);
  expect(await kindsOf(person)).toEqual(['身份证人像面', '手持证件照', '注销或取消接入声明']);
});

it('an ending by papers goes to the desk with them, and to the authority only when they are accepted', async () => {
  const { applicantId, call, path, record } = await filedRecord(laptop, 'files by papers');
  const documentIds = await papersOf(applicantId);

  const handedIn = await call('POST', path('cancel-website'), { ...SAID, documentIds });
  const { filingId } = handedIn.body as { filingId: string };
  const { data } = (await (await filingRounds()).findRound(filingId, 1)) ?? {};
  const reviewed = await decide(filingId, 'accepted');
  const accepted = (await (await reviews()).findFiling(filingId)).state;

  expect(handedIn).toMatchObject({ status: 202, body: { state: 'submitted', stateLabel: '申请审核中' } });
  expect(data).toMatchObject({
    initialReview: true,
    ending: { reason: 'not-run', byPapers: true },
    documents: [
      { id: documentIds[0], kind: 'business-licence', label: '营业执照', subject: 'organizer' },
      { id: documentIds[1], kind: 'id-front', subject: 'principal' },
      { id: documentIds[2], kind: 'ending-declaration', label: '注销或取消接入声明', subject: 'organizer' },
    ],
    findings: [],
    evidence: {
      values: expect.arrayContaining([
        expect.objectContaining({ field: 'principal.name', agreement: 'same', document: documentIds[1] }),
        expect.objectContaining({ field: 'principal.idNumber', agreement: 'same', document: documentIds[1] }),
      ]),
    },
  });
  expect((await (await documents()).ofFiling(filingId)).map(({ id }) => id).toSorted()).toEqual(documentIds.toSorted());
  expect(reviewed).toEqual({ applied: 1 });
  expect(accepted).toBe('queued');
  expect(await record()).toMatchObject({ state: 'live', version: 1 });
});

it('an ending by papers that the desk returns leaves the record as it was', async () => {
  const { applicantId, call, path, record } = await filedRecord(laptop, 'has a bad stamp');
  const body = { ...SAID, documentIds: await papersOf(applicantId) };
  const { filingId } = (await call('POST', path('cancel-website'), body)).body as { filingId: string };

  await decide(filingId, 'returned');

  expect((await call('GET', `/v1/filings/${filingId}/progress`)).body).toMatchObject({ stateLabel: '申请未通过审核' });
  expect(await record()).toMatchObject({ state: 'live', version: 1 });
});

it('a person shows their card and holds it, and the reviewer is told to compare the face', async () => {
  const { applicantId, call, path } = await filedRecord(laptop, 'holds a card', { specimen: INDIVIDUAL });
  const documentIds = [
    await uploaded(applicantId, 'id-front', 'principal', { idNumber: read(INDIVIDUAL.principal.idNumber) }),
    await uploaded(applicantId, 'handheld-photo', 'principal'),
    await uploaded(applicantId, 'ending-declaration', 'organizer'),
  ];

  const handedIn = await call('POST', path('cancel-website'), { ...SAID, documentIds });
  const { filingId } = handedIn.body as { filingId: string };
  const { data } = (await (await filingRounds()).findRound(filingId, 1)) ?? {};

  expect(handedIn.status).toBe(202);
  expect(data?.findings.map(({ ruleId, field }) => `${ruleId} ${field}`)).toEqual([
    'MT-96 principal.name',
    'MT-96 documents.handheld-photo',
  ]);
});

it.each<[string, string, (ids: readonly string[]) => object]>([
  ['without the declaration', '422 ending.papers', (ids) => ({ documentIds: ids.slice(0, 2) })],
  [
    'with a paper that is not there',
    '404 upload.unknown',
    (ids) => ({ documentIds: [...ids.slice(0, 2), cryptoIds.uuid()] }),
  ],
  ['with papers and a code', '422 request.invalid', (documentIds) => ({ documentIds, code: '123456' })],
  ['with neither', '422 request.invalid', () => ({})],
  [
    'with papers while nothing is confirmed',
    '422 ending.unconfirmed',
    (documentIds) => ({ documentIds, confirmed: [] }),
  ],
])('is not filed %s (%s)', async (how, refusal, more) => {
  const { applicantId, call, path, record } = await filedRecord(laptop, `comes ${how}`);
  const body = { ...SAID, ...more(await papersOf(applicantId)) };

  expect(refusalOf(await call('POST', path('cancel-website'), body))).toBe(refusal);
  expect(await record()).toMatchObject({ state: 'live', version: 1 });
});

it('is not filed with the card of somebody who is not the principal', async () => {
  const { applicantId, call, path, record } = await filedRecord(laptop, 'has a card of somebody else');
  const documentIds = await papersOf(applicantId, { principal: INDIVIDUAL.principal });

  const refused = await call('POST', path('cancel-website'), { ...SAID, documentIds });

  expect(refusalOf(refused)).toBe('422 ending.papers');
  expect(refused.text).toContain('身份证号码与在案的主体负责人不一致，请换成主体负责人的身份证');
  expect(await record()).toMatchObject({ state: 'live', version: 1 });
});

it('is not filed with the licence of another company, nor with papers of another account', async () => {
  const { applicantId, call, path } = await filedRecord(laptop, 'tries another licence');
  const stranger = await filedRecord(laptop, 'has papers of their own', { specimen: INDIVIDUAL, number: OTHER_NUMBER });
  const other = await papersOf(applicantId, { creditCode: '91350100M000100Y43' });
  const foreign = await papersOf(stranger.applicantId);

  const refusals = [
    await call('POST', path('cancel-website'), { ...SAID, documentIds: other }),
    await call('POST', path('cancel-website'), { ...SAID, documentIds: foreign }),
  ];

  expect(refusals.map(refusalOf)).toEqual(['422 ending.papers', '404 upload.unknown']);
  expect(refusals[0]?.text).toContain('证件号码与备案的主体不一致，请换成主体的证件。');
});

/** Somebody without the principal's phone asks for a record of another account, by papers. */
async function askedForReview(name: string) {
  const holder = await filedRecord(laptop, `loses ${name}`);
  const asker = await filedRecord(laptop, `asks for ${name}`, { specimen: INDIVIDUAL, number: OTHER_NUMBER });
  const [documentId, card, stamped] = (await papersOf(asker.applicantId)) as [string, string, string];
  const face = await uploaded(asker.applicantId, 'handheld-photo', 'principal');
  const ask = (documentIds: readonly string[]) =>
    asker.call('POST', '/v1/records/recoveries/reviews', { documentId, documentIds });
  const without = await ask([card, stamped]);
  const reply = await ask([card, face]);
  const { transferId = '' } = reply.body as { transferId?: string };
  const listed = async ({ call }: typeof holder) =>
    ((await call('GET', '/v1/records/transfers')).body as Reply<'listTransfers'>).transfers.find(
      (transfer) => transfer.transferId === transferId,
    );
  const ofDesk = async () => {
    const { sql } = await database();
    const rows = await sql
      .selectFrom('outbox')
      .select(['topic', 'key'])
      .where('key', 'like', `%${transferId}%`)
      .execute();
    return rows.map(({ topic, key }) => `${topic} ${key.replace(transferId, 'id')}`).toSorted();
  };
  /** Once the desk has it. */
  const decided = async (kind: string) => {
    await vi.waitFor(
      async () => {
        await laptop.timers.fire('delivery');
        laptop.reviewDesk.decide(transferId, { kind });
      },
      { timeout: 60_000, interval: 500 },
    );
    await vi.waitFor(async () => expect((await listed(asker))?.state).not.toBe('reviewing'), { timeout: 30_000 });
  };
  return { holder, asker, reply, without, transferId, listed, ofDesk, decided, papers: [documentId, card, face] };
}

it('only one account at a time has a reviewer look at papers for a record, however many ask', async () => {
  const { reply, transferId, ofDesk } = await askedForReview('a record that many want');
  const other = await filedRecord(laptop, 'asks besides', { specimen: INDIVIDUAL, number: '粤ICP备2026000003号' });
  const [documentId, card] = (await papersOf(other.applicantId)) as [string, string];
  const face = await uploaded(other.applicantId, 'handheld-photo', 'principal');

  const besides = await other.call('POST', '/v1/records/recoveries/reviews', { documentId, documentIds: [card, face] });

  const { sql } = await database();
  const open = await sql.selectFrom('record_transfer').select('id').where('ended_at', 'is', null).execute();
  expect([reply.status, refusalOf(besides)]).toEqual([202, '409 transfer.under-way']);
  expect(open).toEqual([{ id: transferId }]);
  expect(await ofDesk()).toEqual(['review-desk.submit submit/id/1']);
});

/** The certificates that belong to no filing and that retention deletes after a day. */
const unusedAfterADay = async () =>
  await createExpiredData({
    database: await database(),
    clock: { now: () => new Date() },
  }).findUnusedCertificates(new Date(Date.now() + 60_000), 1000);

it('a record whose account is lost is had by papers that a reviewer accepts, after a day in which its holder can stop it', async () => {
  const { holder, asker, reply, without, transferId, listed, ofDesk, decided, papers } =
    await askedForReview('a record');
  const [before, seen] = [await listed(asker), await listed(holder)];
  const again = await asker.call('POST', '/v1/records/recoveries/reviews', {
    documentId: papers[0],
    documentIds: papers.slice(1),
  });
  const unused = await unusedAfterADay();

  await decided('accepted');

  expect([refusalOf(without), reply.status, refusalOf(again)]).toEqual([
    '422 ending.papers',
    202,
    '409 transfer.under-way',
  ]);
  expect(before).toMatchObject({ role: 'target', state: 'reviewing', stateLabel: '等审核员核实', isRecovery: true });
  expect(seen).toMatchObject({ role: 'holder', state: 'reviewing' });
  expect(unused.filter((id) => papers.includes(id))).toEqual([]);
  expect(await listed(asker)).toMatchObject({ state: 'waiting', movesAt: expect.any(String) });
  expect(await ofDesk()).toEqual([
    'reminder reminder/transfer-waiting/id/holder',
    'reminder reminder/transfer-waiting/id/principal',
    'review-desk.submit submit/id/1',
  ]);
  await holder.call('DELETE', `/v1/records/transfers/${transferId}`);
  expect(await ofDesk()).toContain('review-desk.erase erase/id');
  expect((await asker.record())?.number).toBe(OTHER_NUMBER);
});

it('papers that the reviewer does not accept leave the record where it is, whoever asked is told, and may ask again', async () => {
  const { holder, asker, listed, ofDesk, decided, papers } = await askedForReview('another record');

  await decided('declined');
  const again = await asker.call('POST', '/v1/records/recoveries/reviews', {
    documentId: papers[0],
    documentIds: papers.slice(1),
  });

  expect(await listed(asker)).toMatchObject({
    state: 'stopped',
    endLabel: '审核员没有核实通过，备案没有变；可以补齐材料，再申请一次',
  });
  expect(await ofDesk()).toEqual([
    'reminder reminder/transfer-stopped/id/target',
    'review-desk.erase erase/id',
    'review-desk.submit submit/id/1',
  ]);
  expect((await holder.record())?.number).toBe('粤ICP备2026000001号');
  expect(again.status).toBe(202);
});

it('a review that nobody decides in its time ends: whoever asked is told, and neither side keeps the papers', async () => {
  const { holder, asker, transferId, listed, ofDesk, papers } = await askedForReview('an unread record');
  const { sql } = await database();
  await sql.updateTable('record_transfer').set({ expires_at: new Date() }).where('id', '=', transferId).execute();

  await laptop.timers.fire('process-timer');

  expect(await listed(asker)).toMatchObject({
    state: 'stopped',
    endLabel: '30 天内没有核实完，备案没有变；请再申请一次',
  });
  expect(await ofDesk()).toEqual([
    'reminder reminder/transfer-stopped/id/target',
    'review-desk.erase erase/id',
    'review-desk.submit submit/id/1',
  ]);
  expect(await unusedAfterADay()).toEqual(expect.arrayContaining(papers));
  expect((await holder.record())?.number).toBe('粤ICP备2026000001号');
});
