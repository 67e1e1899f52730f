import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import { startRecordService } from 'reference-desk/record-service.ts';
import { type RunningReferenceDesk, startReferenceDesk } from 'reference-desk/reference-desk.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contract as intake } from '../../desk/functions/intake/contract.ts';
import { contract as records } from '../../functions/records/contract.ts';
import { listChanges } from '../../functions/records/list-changes.ts';
import { listUnreachedMessages, noteTold } from '../../functions/records/unreached-messages.ts';
import { contract as webhook } from '../../functions/status-webhook/contract.ts';
import { receiveVerdict } from '../../functions/status-webhook/receive-verdict.ts';
import { functionUrlEvent } from '../../local/function-url.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { contentHash } from '../../platform/edge/content-hash.ts';
import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { signRequest, type WholeRequest } from '../../platform/edge/signed-message.ts';
import { allContracts } from '../../tools/docs/generated.ts';
import { type CosUnderTest, openCos } from '../support/database/cos-under-test.ts';
import { objectStoreOn } from '../support/database/object-store.ts';
import { type RunningDesk, startDesk } from '../support/desk/desk.ts';
import { DESK_KEYS, DESK_SECRET, reviewTables } from '../support/desk/review-tables.ts';
import { scfContext } from '../support/scf.ts';

// One secret for everything, which is worse than any deployment: only what is signed keeps the messages apart.

let dir: string;
let cos: CosUnderTest;
let tables: Awaited<ReturnType<typeof reviewTables>>;
let service: Running;
let desk: RunningDesk;
let standIn: RunningReferenceDesk;
let recordService: Running;
/** Both are under review at the service, at the desk, and at its stand-in. */
let own: string;
let others: string;
/** The record of an approved filing. */
let recordId: string;

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  dir = mkdtempSync(join(tmpdir(), 'signed-messages-'));
  cos = await openCos();
  tables = await reviewTables();
  service = await startService();
  const webhookUrl = () => `${service.url}/v1/webhooks/review`;
  const { clock } = tables;
  desk = await startDesk({ clock, objectStore: objectStoreOn(cos), secret: DESK_SECRET, webhookUrl });
  standIn = await startReferenceDesk({
    port: 0,
    dir: join(dir, 'desk'),
    secret: DESK_SECRET,
    webhookUrl,
    log: () => {},
  });
  const nothing = { organizerRecord: () => undefined, domainRecord: () => undefined, claimableRecord: () => undefined };
  recordService = await startRecordService({ port: 0, secret: DESK_SECRET, records: nothing });
  [own, others] = [(await tables.submittedFiling()).filingId, (await tables.submittedFiling()).filingId];
  for (const filingId of [own, others])
    for (const { url } of [desk, standIn]) expect((await send(url, submission(filingId))).status).toBe(200);
  recordId = await approved();
});
afterAll(async () => {
  await recordService.stop();
  await standIn.stop();
  await desk.close();
  await service.stop();
  await tables.close();
  await cos.close();
  rmSync(dir, { recursive: true });
});

/** The two functions of the filing service that believe signatures. */
async function startService(): Promise<Running> {
  const {
    inbox,
    outbox,
    parkedVerdicts,
    recordEvents,
    recordTransfers,
    records: ofAccounts,
    reviews,
    seenMessages,
    transactions,
  } = tables.instance();
  const messageChecks = async () => ({ keys: DESK_KEYS, seen: seenMessages, clock: tables.clock });
  const ports = {
    clock: async () => tables.clock,
    ids: async () => cryptoIds,
    inbox: async () => inbox,
    recordTransfers: async () => recordTransfers,
    outbox: async () => outbox,
    records: async () => ofAccounts,
    parkedVerdicts: async () => parkedVerdicts,
    recordEvents: async () => recordEvents,
    reviews: async () => reviews,
    transactions: async () => transactions,
  };
  const receive = httpFunction(httpRoom({ contract: webhook, ports, useCases: { receiveVerdict } }), { messageChecks });
  const useCases = { listChanges, listUnreachedMessages, noteTold };
  const { listChanges: changes, listUnreachedMessages: unreached, noteTold: told } = records;
  const read = { listChanges: changes, listUnreachedMessages: unreached, noteTold: told };
  const feed = httpRoom({ contract: read, ports, useCases });
  const list = httpFunction(feed, { messageChecks });
  return listen(0, async (request, response) => {
    const event = functionUrlEvent(request, (await readBody(request, 1_000_000)) ?? Buffer.alloc(0));
    const handler = request.url?.startsWith('/v1/records/') ? list : receive;
    const { statusCode, headers, body } = await handler(event, scfContext());
    response.writeHead(statusCode, { ...headers }).end(body);
  });
}

const post = (target: string, content: object): WholeRequest => ({
  method: 'POST',
  target,
  body: JSON.stringify(content),
});
const get = (target: string): WholeRequest => ({ method: 'GET', target, body: '' });

function submission(filingId: string, round = 1): WholeRequest {
  const eligibility = { region: '440000', certificateNumber: '91440300MA5FAKE01G' };
  const parts = { eligibility, organizer: {}, principal: {}, websites: [], documents: [], findings: [] };
  const data = { filingType: 'first', ...parts };
  return post('/v1/filings', { filingId, round, contentHash: contentHash(data), data });
}
const withdrawal = (filingId: string, round = 1) => post(`/v1/filings/${filingId}/withdrawal`, { round });
const erasure = (filingId: string) => post(`/v1/filings/${filingId}/erasure`, {});
const query = (filingId: string) => post('/v1/verdict-queries', { filings: [{ filingId, round: 1, after: 0 }] });
const verdict = (filingId: string, kind: string, sequence: number, more: object = {}) =>
  post('/v1/webhooks/review', {
    type: 'verdict',
    data: { filingId, round: 1, sequence, kind, at: '2026-11-24T02:00:00Z', flagged: [], ...more },
  });
const inspection = () =>
  post('/v1/webhooks/review', {
    type: 'record-event',
    data: {
      recordId,
      sequence: 1,
      kind: 'inspection',
      at: '2026-11-24T02:00:00Z',
      websites: [],
      items: [{ reason: '年度核查' }],
      dueAt: '2099-12-04T15:59:59Z',
    },
  });
const recordQuery = { certificateNumber: '91440300MA5FAKE01G', accountId: cryptoIds.uuid() };

/** What each operation that believes signatures is sent, about the own filing. */
const messages = (): Readonly<Record<string, readonly WholeRequest[]>> => ({
  submitFiling: [submission(own)],
  withdrawFiling: [withdrawal(own)],
  eraseFiling: [erasure(own)],
  queryVerdicts: [query(own)],
  receiveVerdict: [verdict(own, 'accepted', 1), inspection()],
  listChanges: [get('/v1/records/changes?after=0')],
  listUnreachedMessages: [get('/v1/records/unreached-messages')],
  noteTold: [post('/v1/records/unreached-messages', { key: 'reminder/returned' })],
  queryRecords: [post('/v1/record-queries', { ...recordQuery, domains: [] })],
  findRecord: [post('/v1/record-details', recordQuery)],
});

/** Every place where a signature is believed. */
const places = () => {
  const atDesk = (url: string) =>
    [own, others]
      .flatMap((filingId) => [withdrawal(filingId), erasure(filingId)])
      .concat(submission(own), query(own))
      .map(({ method, target }) => ({ url, method, target }));
  return [
    ...atDesk(desk.url),
    ...atDesk(standIn.url),
    { url: service.url, method: 'POST', target: '/v1/webhooks/review' },
    ...['0', '1'].map((after) => ({ url: service.url, method: 'GET', target: `/v1/records/changes?after=${after}` })),
    ...['GET', 'POST'].map((method) => ({ url: service.url, method, target: '/v1/records/unreached-messages' })),
    ...['record-queries', 'record-details'].map((name) => ({
      url: recordService.url,
      method: 'POST',
      target: `/v1/${name}`,
    })),
  ];
};

/** Signed for what it is, and sent there or elsewhere. */
async function send(
  url: string,
  request: WholeRequest,
  { to = request, id = cryptoIds.uuid() }: { to?: Pick<WholeRequest, 'method' | 'target'>; id?: string } = {},
) {
  const headers = { ...signRequest(DESK_KEYS, { ...request, id, at: tables.clock.now() }) };
  const sent = to.method === 'GET' ? { headers } : { method: to.method, headers, body: request.body };
  const response = await fetch(`${url}${to.target}`, sent);
  return { status: response.status, text: await response.text() };
}

async function approved(): Promise<string> {
  const { filingId, websiteId } = await tables.submittedFiling();
  const numbers = { organizer: '粤ICP备2026777001号', websites: { [websiteId]: '粤ICP备2026777001号-1' } };
  const kinds = ['accepted', 'sms-waiting', 'sms-done', 'approved'];
  for (const [at, kind] of kinds.entries()) {
    const { status } = await send(service.url, verdict(filingId, kind, at + 1, kind === 'approved' ? { numbers } : {}));
    expect(status).toBe(200);
  }
  return filingId;
}

/** All that a message could have changed. */
async function everything() {
  const { sql } = tables.transactions;
  return {
    filings: await sql.selectFrom('filing').select(['id', 'state', 'version', 'last_verdict']).orderBy('id').execute(),
    inbox: await sql.selectFrom('inbox').selectAll().orderBy('message_id').execute(),
    parked: await sql.selectFrom('parked_verdict').selectAll().execute(),
    records: await sql.selectFrom('record_version').select(['record_id', 'version']).orderBy('record_id').execute(),
    desk: await desk.test.query('select * from desk.filing order by id'),
    cases: await desk.test.query('select filing_id, round, state, version from desk.review_case order by filing_id'),
    standIn: standIn.list(),
  };
}

const asks = (name: string): boolean =>
  !['submitFiling', 'withdrawFiling', 'eraseFiling', 'receiveVerdict', 'noteTold'].includes(name);
const receiversOf = (name: string): readonly string[] => {
  if (name in intake) return [desk.url, standIn.url];
  return [name === 'queryRecords' || name === 'findRecord' ? recordService.url : service.url];
};

describe('a signed message', () => {
  it('is known here for every operation that believes signatures', async () => {
    const contracts = [...Object.values(await allContracts()), intake];
    const operations = contracts.flatMap((contract) => Object.entries(contract));

    const believing = operations.filter(([, { caller }]) => caller === 'desk').map(([name]) => name);

    const ofService = ['receiveVerdict', 'listChanges', 'listUnreachedMessages', 'noteTold'];
    expect(new Set(believing)).toEqual(new Set([...Object.keys(intake), ...ofService]));
    expect(Object.keys(messages())).toEqual(expect.arrayContaining(believing));
  });

  it('is answered 401 at every place but its own, and changes nothing there', async () => {
    const before = await everything();
    const refused: string[] = [];
    const taken: string[] = [];
    for (const message of Object.values(messages()).flat())
      for (const { url, ...to } of places()) {
        if (to.method === message.method && to.target === message.target) continue;
        const { status } = await send(url, message, { to });
        (status === 401 ? refused : taken).push(`${message.method} ${message.target} at ${to.target}: ${status}`);
      }

    expect(taken).toEqual([]);
    expect(refused.length).toBeGreaterThan(130);
    expect(await everything()).toEqual(before);
  });

  it.each(['/v1/filings/', '/v1/filings?round=1'])(
    'is answered 401 at its own path written otherwise: %s',
    async (target) => {
      const { status } = await send(desk.url, submission(own), { to: { method: 'POST', target } });

      expect(status).toBe(401);
    },
  );

  it('is answered 401 when its id stands for another one, and changes nothing', async () => {
    const id = cryptoIds.uuid();
    const first = [];
    for (const url of [desk.url, standIn.url]) first.push(await send(url, withdrawal(recordId, 7), { id }));
    first.push(await send(service.url, verdict(recordId, 'accepted', 1), { id }));
    const before = await everything();

    const second = [];
    for (const url of [desk.url, standIn.url])
      for (const message of [withdrawal(others), withdrawal(recordId, 8), erasure(recordId), submission(others, 2)])
        second.push(await send(url, message, { id }));
    second.push(await send(service.url, verdict(others, 'returned', 1), { id }));

    expect(first.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(second.map(({ status }) => status))).toEqual(new Set([401]));
    expect(await everything()).toEqual(before);
  });

  it('that tells something is answered as before when it comes again, at once or as a later attempt, without effect', async () => {
    for (const [name, sent] of Object.entries(messages())) {
      if (asks(name)) continue;
      for (const message of sent)
        for (const url of receiversOf(name)) {
          const id = cryptoIds.uuid();
          const first = await send(url, message, { id });
          const after = await everything();

          const again = await send(url, message, { id });
          tables.clock.forward(1);
          const later = await send(url, message, { id });

          expect([name, first]).toEqual([name, { status: 200, text: '{"received":true}' }]);
          expect([again, later]).toEqual([first, first]);
          expect(await everything()).toEqual(after);
        }
    }
  });

  it('that asks is answered once', async () => {
    for (const [name, sent] of Object.entries(messages())) {
      if (!asks(name)) continue;
      for (const message of sent)
        for (const url of receiversOf(name)) {
          const id = cryptoIds.uuid();
          const answers = [await send(url, message, { id }), await send(url, message, { id })];
          tables.clock.forward(1);
          answers.push(await send(url, message, { id }));

          expect([name, ...answers.map(({ status }) => status)]).toEqual([name, 200, 401, 401]);
        }
    }
  });
});
