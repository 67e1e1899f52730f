import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { applyKept } from '../../shared/application/apply-kept.ts';
import { database } from '../../shared/compose/database.ts';
import type { DocumentKind, DocumentSubject, ReadFields } from '../../shared/domain/media/document.ts';
import { refusalOf } from '../../tests/support/caller.ts';
import { filedRecord } from '../../tests/support/filed-record.ts';
import { documents, filingRounds, reviews } from '../../tests/support/service-ports.ts';
import { inProcessLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await inProcessLaptop({ review: 'manual' });
beforeEach(async () => {
  await (await database()).sql.deleteFrom('caller_limit').execute();
});
afterEach(async () => {
  const { sql } = await database();
  await sql.deleteFrom('record').execute();
  await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
});

const NO_LIMIT = { grants: 1000, bytes: Number.POSITIVE_INFINITY };

/** A paper that an account has uploaded, as intake and OCR leave it. */
async function uploaded(applicantId: string, kind: DocumentKind, subject: DocumentSubject, fields?: ReadFields) {
  const all = await documents();
  const id = cryptoIds.uuid();
  const incomingKey = `incoming/${kind}/${cryptoIds.secret()}`;
  await all.create(
    { id, applicantId, kind, subject, contentType: 'image/jpeg', maxBytes: 1000, incomingKey },
    NO_LIMIT,
  );
  await all.change(id, 'waiting', {
    state: 'ready',
    cleanKey: `clean/materials/${cryptoIds.secret()}`,
    ...(fields && { fields }),
  });
  return id;
}
const read = (text: string) => ({ text, confidence: 0.99, agreesWith: 'check-digit' as const });

/** The papers of a company. */
const papersOf = async (applicantId: string, creditCode = ENTERPRISE.licence.creditCode) => [
  await uploaded(applicantId, 'business-licence', 'organizer', { creditCode: read(creditCode) }),
  await uploaded(applicantId, 'id-front', 'principal', { idNumber: read(ENTERPRISE.principal.idNumber) }),
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

it('a person shows their card and holds it', async () => {
  const { applicantId, call, path } = await filedRecord(laptop, 'holds a card', { specimen: INDIVIDUAL });
  const documentIds = [
    await uploaded(applicantId, 'id-front', 'principal', { idNumber: read(INDIVIDUAL.principal.idNumber) }),
    await uploaded(applicantId, 'handheld-photo', 'principal'),
    await uploaded(applicantId, 'ending-declaration', 'organizer'),
  ];

  expect((await call('POST', path('cancel-website'), { ...SAID, documentIds })).status).toBe(202);
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

it('is not filed with the licence of another company, nor with papers of another account', async () => {
  const { applicantId, call, path } = await filedRecord(laptop, 'tries another licence');
  const stranger = await filedRecord(laptop, 'has papers of their own', { specimen: INDIVIDUAL, number: OTHER_NUMBER });
  const other = await papersOf(applicantId, '91350100M000100Y43');
  const foreign = await papersOf(stranger.applicantId);

  const refusals = [
    await call('POST', path('cancel-website'), { ...SAID, documentIds: other }),
    await call('POST', path('cancel-website'), { ...SAID, documentIds: foreign }),
  ];

  expect(refusals.map(refusalOf)).toEqual(['422 ending.papers', '404 upload.unknown']);
  expect(refusals[0]?.text).toContain('证件号码与备案的主体不一致，请换成主体的证件。');
});
