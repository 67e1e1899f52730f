import { setTimeout as sleep } from 'node:timers/promises';
import { drawIdBack, drawIdFront, drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { recordIdFrom } from '../../contracts/kit/record-id.ts';
import { objectStore } from '../../platform/compose/object-store.ts';
import { database } from '../../shared/compose/database.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import { consents, documents, erasure, filings, reviews } from '../../tests/support/database/service-ports.ts';
import { filedRecord } from '../../tests/support/filings/filed-record.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import { readyDocument } from '../../tests/support/filings/ready-filing.ts';
import { type Call, callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();

const PICTURES = [
  ['business-licence', 'organizer', await drawLicence(ENTERPRISE.licence)],
  ['id-front', 'principal', await drawIdFront(ENTERPRISE.idCard)],
  ['id-back', 'principal', await drawIdBack(ENTERPRISE.idCard)],
] as const satisfies readonly (readonly [DocumentKind, DocumentSubject, Buffer])[];
let records = 0;

/** A record that was filed with a licence and both sides of a card, and a new website of it. */
async function newWebsite(name: string, changes: Partial<FilingContents> = {}) {
  records += 1;
  const number = `粤ICP备202600000${records}号`;
  const { applicantId, recordId } = await filedRecord(laptop, name, { number });
  const first = await (await reviews()).findFiling(recordId);
  for (const [kind, subject, bytes] of PICTURES) {
    const id = await readyDocument(first, kind, subject);
    const { cleanKey = '' } = await (await documents()).findOwn(id, applicantId);
    await (await objectStore()).write(cleanKey, bytes, 'image/jpeg');
  }
  const [filingId, websiteId] = [crypto.randomUUID(), crypto.randomUUID()];
  const contents = { ...contentsOf(ENTERPRISE, websiteId), ...changes };
  const websites = contents.websites.map((site) => ({ ...site, domain: `yunfan-shop-${records}.cn` }));
  const startedFrom = { recordId: recordIdFrom(recordId), version: 1 };
  const draft = { id: filingId, applicantId, contents: { ...contents, websites }, startedFrom };
  await (await filings()).create({ ...draft, filingType: 'new-website' });
  await (await consents()).give(applicantId, '2026-11');
  const call = await callerAt(laptop, name);
  return { applicantId, recordId, filingId, websiteId, call };
}

const reuse = (call: Call, filingId: string, kind: string, subject = 'principal') =>
  call('POST', '/v1/uploads/reuses', { filingId, kind, subject });
const offered = async (call: Call, filingId: string) => {
  const { materials } = (await call('GET', `/v1/materials/${filingId}`)).body as Reply<'listMaterials'>;
  return materials.filter(({ isFiled }) => isFiled).map(({ kind, subject }) => `${kind} ${subject}`);
};
const settled = async (call: Call, documentId: string) => {
  for (;;) {
    const { body } = await call('GET', `/v1/uploads/${documentId}?wait=10`);
    const document = body as Reply<'showDocument'>;
    if (['ready', 'refused'].includes(document.state)) return document;
    await sleep(200);
  }
};

describe('pictures with which a record was filed', () => {
  it('are offered for a new website, and become documents of it that go with it, by the way of an upload', async () => {
    const { call, filingId, recordId, applicantId } = await newWebsite('adds a website');
    expect(await offered(call, filingId)).toEqual([
      'business-licence organizer',
      'id-front principal',
      'id-back principal',
    ]);

    const replies = [
      await reuse(call, filingId, 'business-licence', 'organizer'),
      await reuse(call, filingId, 'id-front'),
      await reuse(call, filingId, 'id-back'),
    ];
    const ids = replies.map(({ body }) => (body as Reply<'reusePicture'>).documentId);
    const read = await Promise.all(ids.map((id) => settled(call, id)));

    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(read.map(({ state, filingId: of }) => [state, of])).toEqual(Array(3).fill(['ready', filingId]));
    const [now, then] = [await (await documents()).ofFiling(filingId), await (await documents()).ofFiling(recordId)];
    const keys = [...now, ...then].map(({ cleanKey }) => cleanKey);
    expect(new Set(keys).size).toBe(6);
    // Where intake puts a certificate; those of the record were written elsewhere by this test.
    expect(now.every(({ cleanKey }) => cleanKey?.startsWith('clean/certificates/'))).toBe(true);
    const { sql } = await database();
    const audited = await sql
      .selectFrom('audit')
      .select('subject_id')
      .where('actor_id', '=', applicantId)
      .where('action', '=', 'document.reused')
      .execute();
    expect(audited.map(({ subject_id }) => subject_id).sort()).toEqual([...ids].sort());
    const gone = await (await erasure()).eraseFilings([filingId]);
    expect(now.every(({ cleanKey = '' }) => gone.includes(cleanKey))).toBe(true);
    expect(then.filter(({ cleanKey = '' }) => gone.includes(cleanKey))).toEqual([]);
  });

  it('are refused when they show other people or papers than the filing says', async () => {
    const principal = { ...ENTERPRISE.principal, idValidFrom: '2009-03-11', idValidTo: '2019-03-11' };
    const { call, filingId } = await newWebsite('has another card', { principal });

    const replies = [
      await reuse(call, filingId, 'id-front'),
      await reuse(call, filingId, 'commitment-letter', 'organizer'),
      await reuse(call, filingId, 'passport'),
    ];

    expect(replies.map(refusalOf)).toEqual(Array(3).fill('409 upload.not-filed'));
    expect(await offered(call, filingId)).toEqual(['business-licence organizer']);
  });

  it('are refused when the file is gone, and nothing is left behind', async () => {
    const { call, filingId, recordId } = await newWebsite('whose file is gone');
    const own = await documents();
    for (const { cleanKey = '' } of await own.ofFiling(recordId)) await (await objectStore()).remove(cleanKey);

    const reply = await reuse(call, filingId, 'id-front');

    expect(refusalOf(reply)).toBe('409 upload.not-filed');
    expect(await own.ofFiling(filingId)).toEqual([]);
  });

  it('are nobody else’s, and nothing without consent', async () => {
    const { applicantId, filingId, call } = await newWebsite('owns pictures');
    const stranger = await callerAt(laptop, 'a stranger to pictures');

    const others = await reuse(stranger, filingId, 'id-front');
    await (await consents()).withdraw(applicantId);
    const withdrawn = await reuse(call, filingId, 'id-front');

    expect([others, withdrawn].map(refusalOf)).toEqual(['404 filing.unknown', '422 consent.missing']);
  });

  it('are not offered to the account that took the record over', async () => {
    const { call, filingId, recordId } = await newWebsite('takes a record over');
    const { sql } = await database();
    await laptop.signedIn('held a record');
    const { account_id: former } = await sql
      .selectFrom('session')
      .select('account_id')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    await sql.updateTable('filing').set({ applicant_id: former }).where('id', '=', recordId).execute();

    expect(await offered(call, filingId)).toEqual([]);
    expect(refusalOf(await reuse(call, filingId, 'id-front'))).toBe('409 upload.not-filed');
  });

  it('are not offered for a filing that starts from no record', async () => {
    const { call, filingId } = await newWebsite('starts anew');
    const { sql } = await database();
    await sql
      .updateTable('filing')
      .set({ from_record_id: null, from_version: null })
      .where('id', '=', filingId)
      .execute();

    expect(await offered(call, filingId)).toEqual([]);
  });
});
