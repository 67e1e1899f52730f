import { listen } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sendsAt } from '../../desk/domain/cases/decision.ts';
import type { Sign } from '../../platform/adapters/http/signed-exchange.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { contentHash } from '../../platform/edge/content-hash.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import { createReviewDesk } from '../../shared/adapters/review-desk/review-desk.ts';
import { type DeskUnderTest, reviewDeskContract, SECRET } from '../review-desk/contract.suite.ts';
import { type CosUnderTest, openCos } from '../support/database/cos-under-test.ts';
import { objectStoreOn } from '../support/database/object-store.ts';
import { type RunningDesk, startDesk } from '../support/desk/desk.ts';
import { bareRound } from '../support/desk/desk-case.ts';
import { movableClock } from '../support/desk/review-tables.ts';

let cos: CosUnderTest;
let objectStore: ObjectStore;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  cos = await openCos();
  objectStore = objectStoreOn(cos);
});
afterAll(() => cos.close());

/** The open case of a filing. */
async function caseOf(desk: RunningDesk, filingId: string): Promise<string> {
  const [row] = await desk.test.query<{ id: string }>(
    "select id from desk.review_case where filing_id = $1 and state in ('open', 'decided')",
    [filingId],
  );
  if (!row) throw new Error(`the desk has no open case of ${filingId}`);
  return row.id;
}

/** Gives the reviewer a case, as if they had pulled it. */
const hold = (desk: RunningDesk, caseId: string) =>
  desk.openCases.setLease(caseId, { holder: 'lin-yue', until: new Date(Date.now() + 3_600_000_000) });

/** Somebody else agrees with a decision that takes two. */
async function agreedBySecond(desk: RunningDesk, decisionId: string, caseId: string, at: Date): Promise<void> {
  await desk.openCases.setLease(caseId, { holder: 'he-jing', until: new Date(at.getTime() + 3_600_000) });
  const view = { decisionId, by: 'he-jing', agrees: true, comment: '同意', at, sendsAt: sendsAt(at, 0), keptUntil: at };
  expect(await desk.decisions.viewSecond(view)).toBe(true);
}

const MOST_TICKS = 4;
const LONGER_THAN_A_RETRY_SECONDS = 200;

describe('the desk', () => {
  const clock = movableClock();
  let desk: RunningDesk;

  reviewDeskContract(
    async (webhookUrl): Promise<DeskUnderTest> => {
      desk = await startDesk({ clock, objectStore, secret: SECRET, webhookUrl: () => webhookUrl });
      return {
        url: desk.url,
        now: clock.now,
        decide: async (filingId, { kind, flagged = [], amendments = [] }) => {
          const decidedAt = clock.now();
          const caseId = await caseOf(desk, filingId);
          const decision = { id: cryptoIds.uuid(), caseId, kind, flagged, amendments, decidedBy: 'lin-yue', decidedAt };
          const takesTwo = kind === 'declined' || amendments.length > 0;
          await hold(desk, caseId);
          const state = await desk.decisions.decide({ ...decision, sendsAt: sendsAt(decidedAt, 0) });
          expect(state).toBe(takesTwo ? 'second-view' : 'waiting');
          if (takesTwo) await agreedBySecond(desk, decision.id, caseId, decidedAt);
        },
        tellOfRecord: async (recordId, event) =>
          void (await desk.recordEvents.tell(recordId, event, 'lin-yue', clock.now(), 'he-jing')),
        records: {
          follow: async () => void (await desk.tick()),
          number: async (recordId) => (await desk.knownRecords.find(recordId))?.number,
        },
        settle: async () => {
          for (let ticks = 0; ticks < MOST_TICKS; ticks += 1) {
            await desk.tick();
            clock.forward(LONGER_THAN_A_RETRY_SECONDS);
          }
        },
        document: async (filingId, documentId) => {
          const [row] = await desk.test.query<{ object_key: string }>(
            `select object_key from desk.stored_document d join desk.review_case using (filing_id, round)
           where filing_id = $1 and document_id = $2 and stored_at is not null`,
            [filingId, documentId],
          );
          return row && (await objectStore.read(row.object_key, { maxBytes: 1000 }))?.toString();
        },
        stop: () => desk.close(),
      };
    },
    { readsRecords: true },
  );

  it('gets further with each attempt: it fetches no document twice', async () => {
    const fetched: string[] = [];
    const store = await listen(0, async ({ url = '' }, response) => {
      fetched.push(url);
      response.writeHead(url === '/back?1' ? 404 : 200).end('picture');
    });
    const kept = (id: string) => ({ id, kind: id, label: id, subject: 'principal', contentType: 'image/png' });
    const data = {
      filingType: 'first',
      eligibility: {},
      organizer: {},
      principal: {},
      websites: [],
      findings: [],
      documents: ['front', 'back'].map(kept),
    };
    const filing = { filingId: cryptoIds.uuid(), round: 1, contentHash: contentHash(data) };
    const sign: Sign = (request) => ({ ...signRequest([signingKey(SECRET)], { ...request, at: clock.now() }) });
    const service = createReviewDesk({ baseUrl: desk.url, ids: cryptoIds, sign });
    const attempt = (query: string) =>
      service.submit({
        ...filing,
        data: {
          ...data,
          documents: data.documents.map((document) => ({ ...document, link: `${store.url}/${document.id}${query}` })),
        },
      });

    await expect(attempt('?1')).rejects.toMatchObject({ vendorCode: 'HTTP 503' });
    await attempt('?2');

    await store.stop();
    expect(fetched.toSorted()).toEqual(['/back?1', '/back?2', '/front?1']);
  });

  it('stops sending a verdict that the service refuses, and raises an alarm', async () => {
    const filingId = cryptoIds.uuid();
    const answers = [422];
    const strict = await listen(0, async (_, response) => void response.writeHead(answers.shift() ?? 200).end('{}'));
    const own = await startDesk({ clock, objectStore, secret: SECRET, webhookUrl: () => strict.url });
    await own.incomingCases.receive(bareRound(filingId, clock.now()));
    const decidedAt = clock.now();
    const caseId = await caseOf(own, filingId);
    const decision = { id: cryptoIds.uuid(), caseId, kind: 'accepted', flagged: [], decidedBy: 'lin-yue' } as const;
    await hold(own, caseId);
    await own.decisions.decide({ ...decision, decidedAt, sendsAt: decidedAt });

    const first = await own.tick();
    // Whatever the hour is, one day ends meanwhile.
    clock.forward(24 * 60 * 60);
    const second = await own.tick();

    await own.close();
    await strict.stop();
    expect(first).toMatchObject({ released: 1, sent: 0, parked: 1 });
    expect(second).toMatchObject({ sent: 0, parked: 0, sealedDays: 1, keptSeals: 1 });
  });

  it('deletes once more what was written while its filing was erased', async () => {
    const filingId = cryptoIds.uuid();
    const places = await desk.incomingCases.noteDocuments({ filingId, round: 1, contentHash: 'b'.repeat(64) }, [
      { id: 'doc-1', contentType: 'image/png' },
    ]);
    const key = places?.[0]?.objectKey ?? '';
    await desk.incomingCases.erase(filingId);
    await objectStore.write(key, Buffer.from('late'), 'image/png');

    clock.forward(601);
    const { removedDocuments } = await desk.tick();

    expect(removedDocuments).toBeGreaterThanOrEqual(1);
    expect(await objectStore.look(key)).toBeUndefined();
  });

  it('keeps nothing of a package in clear', async () => {
    const rows = await desk.test.query<{ text: string }>(
      `select c::text as text from desk.review_case c union all select v::text from desk.verdict v
       union all select a::text from desk.audit a`,
    );

    const dump = rows.map(({ text }) => text).join('\n');
    expect(rows.length).toBeGreaterThan(20);
    expect(dump).not.toMatch(/云帆|yunfan|91440300MA5FAKE01G|备注太短/);
  });
});
