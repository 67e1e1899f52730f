import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHashOf } from 'loopback-server/content-hash.ts';
import { listen, readBody } from 'loopback-server/http-server.ts';
import { startReferenceDesk } from 'reference-desk/reference-desk.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { functionUrlEvent } from '../../local/function-url.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { signRequest } from '../../platform/edge/signed-message.ts';
import { createReviewDesk } from '../../shared/adapters/review-desk/review-desk.ts';
import { DESK_KEYS, DESK_SECRET, reviewTables } from '../../tests/support/desk/review-tables.ts';
import { contract } from './contract.ts';
import { receiveVerdict } from './receive-verdict.ts';

type Tables = Awaited<ReturnType<typeof reviewTables>>;
type Submitted = Awaited<ReturnType<Tables['submittedFiling']>>;

let tables: Tables;
let handler: ReturnType<typeof instance>;
let filing: Submitted;

/** The function in one instance. */
function instance() {
  const { inbox, parkedVerdicts, recordEvents, recordTransfers, reviews, seenMessages, transactions } =
    tables.instance();
  const ports = {
    ids: async () => cryptoIds,
    inbox: async () => inbox,
    recordTransfers: async () => recordTransfers,
    parkedVerdicts: async () => parkedVerdicts,
    recordEvents: async () => recordEvents,
    reviews: async () => reviews,
    transactions: async () => transactions,
  };
  const checks = { keys: DESK_KEYS, seen: seenMessages, clock: tables.clock };
  return httpFunction(httpRoom({ contract, ports, useCases: { receiveVerdict } }), {
    messageChecks: async () => checks,
  });
}

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  tables = await reviewTables();
  handler = instance();
});
afterAll(() => tables.close());
beforeEach(async () => {
  filing = await tables.submittedFiling();
});

const context = () => ({
  request_id: 'request',
  function_name: 'status-webhook',
  memory_limit_in_mb: 128,
  time_limit_in_ms: 10_000,
});

interface Told {
  readonly kind: string;
  readonly sequence?: number;
  readonly round?: number;
  readonly [name: string]: unknown;
}

const bodyOf = (told: Told) =>
  JSON.stringify({
    type: 'verdict',
    data: { filingId: filing.filingId, round: 1, sequence: 1, at: '2026-11-24T02:00:00Z', flagged: [], ...told },
  });

const eventOf = (headers: Readonly<Record<string, string>>, body: string) => ({
  httpMethod: 'POST',
  path: '/v1/webhooks/review',
  headers,
  body,
});

const signed = (id: string, body: string) => {
  const request = { method: 'POST', target: '/v1/webhooks/review', body };
  return signRequest(DESK_KEYS, { ...request, id, at: tables.clock.now() });
};

async function send(body: string, id: string = cryptoIds.uuid(), to = handler) {
  const headers = { ...signed(id, body) };
  const { statusCode, body: answer } = await to(eventOf(headers, body), context());
  return { status: statusCode, body: JSON.parse(answer) as unknown };
}

/** The numbers of a filing: none is given twice. */
function numbers() {
  const { filingId, websiteId } = filing;
  if (!numbered.includes(filingId)) numbered.push(filingId);
  const organizer = `粤ICP备${2026900000 + numbered.indexOf(filingId)}号`;
  return { organizer, websites: { [websiteId]: `${organizer}-1` } };
}
const numbered: string[] = [];
const allTheWay = (): readonly Told[] => [
  { kind: 'accepted', sequence: 1 },
  { kind: 'sms-waiting', sequence: 2 },
  { kind: 'sms-done', sequence: 3 },
  { kind: 'approved', sequence: 4, numbers: numbers() },
];
/** Ids in the inbox and verdicts of the filing. */
async function written() {
  const { sql } = tables.transactions;
  const inbox = await sql.selectFrom('inbox').select('message_id').orderBy('message_id').execute();
  return { inbox, verdicts: await tables.reviews.unappliedVerdicts(filing.filingId) };
}

/** What is parked of a filing. */
const parkedOf = async (filingId: string) =>
  (await tables.parkedVerdicts.list(1000)).filter((parked) => parked.filingId === filingId);

describe('the review webhook', () => {
  it('applies a verdict and adds it to the history', async () => {
    const answer = await send(bodyOf({ kind: 'accepted' }));

    const history = await tables.filings.historyOf(filing.filingId);
    expect(answer).toEqual({ status: 200, body: { received: true } });
    expect(await filing.find()).toMatchObject({ state: 'queued', lastVerdict: 1 });
    expect(history.at(-1)).toMatchObject({
      event: 'accept',
      facts: { verdict: 1, decidedAt: '2026-11-24T02:00:00.000Z' },
    });
  });

  it('opens the flagged fields of a return', async () => {
    const flagged = [{ field: 'websites.0.details.remark', reason: '备注太短', suggestion: '请写明用途' }];

    await send(bodyOf({ kind: 'returned', flagged }));

    expect(await filing.find()).toMatchObject({ state: 'returned', flagged });
  });

  it('ends a filing that is declined, with why and what can be done, and opens nothing', async () => {
    const flagged = [{ field: 'filing', reason: '这类内容不能备案。', suggestion: '换一种内容后可以重新发起。' }];

    await send(bodyOf({ kind: 'declined', flagged }));
    const later = await send(bodyOf({ kind: 'accepted', sequence: 2 }));

    expect(later.status).toBe(200);
    expect(await filing.find()).toMatchObject({ state: 'declined', flagged });
  });

  it('[W10] answers a wrong signature with 401, without repeating any of it, and writes nothing', async () => {
    const body = bodyOf({ kind: 'accepted' });
    const headers = { ...signed('forged', body) };
    const before = await written();

    const answer = await handler(eventOf(headers, body.replace('accepted', 'approved')), context());

    expect(answer.statusCode).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'request.unsigned', facts: {} } });
    expect(answer.body).not.toContain(filing.filingId);
    expect(await written()).toEqual(before);
  });

  it('[W1] accepts a body that the gateway encoded in base64', async () => {
    const body = bodyOf({ kind: 'accepted' });
    const headers = { ...signed(cryptoIds.uuid(), body) };
    const encoded = { ...eventOf(headers, Buffer.from(body).toString('base64')), isBase64Encoded: true };

    const answer = await handler(encoded, context());

    expect(answer.statusCode).toBe(200);
  });

  it.each([
    '',
    '{',
    '[]',
    '{"type":"verdict"}',
    '{"type":"erasure","data":{}}',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  ])('answers a signed body that is no message about a verdict with 400: %j', async (body) => {
    const answer = await send(body);

    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'request.malformed' } } });
  });

  it.each<[Partial<Told>, readonly string[]]>([
    [{ sequence: 2 ** 31 }, ['data.sequence']],
    [{ round: 2 ** 53 }, ['data.round']],
    [{ sequence: 1.5, at: '9999-12-31T00:00:00Z' }, ['data.sequence', 'data.at']],
    [{ flagged: [{ field: 'organizer.name', reason: '' }] }, ['data.flagged.0.reason']],
  ])('[W9] refuses the verdict %j with 422, its fields and an alarm, and parks it', async (wrong, fields) => {
    const id = cryptoIds.uuid();
    const answer = await send(bodyOf({ kind: 'accepted', ...wrong }), id);

    const { error } = answer.body as { error: { code: string; facts: { fields: readonly { field: string }[] } } };
    const logged = vi.mocked(console.log).mock.calls.map(([line]) => JSON.parse(String(line)) as unknown);
    expect([answer.status, error.code]).toEqual([422, 'request.invalid']);
    expect(error.facts.fields.map(({ field }) => field)).toEqual(fields);
    expect(logged).toContainEqual(
      expect.objectContaining({ level: 'alarm', requestId: id, counts: { unreadable: 1 } }),
    );
    expect(await parkedOf(filing.filingId)).toMatchObject([{ reason: 'unreadable' }]);
  });

  it.each(['{"type":"verdict","data":{"filingId":"x"}}', '{"type":"verdict","data":null}'])(
    '[W9] refuses with 422 what says nothing about a filing of ours: %j',
    async (body) => {
      const answer = await send(body);

      expect(answer).toMatchObject({ status: 422, body: { error: { code: 'request.invalid' } } });
    },
  );

  it('[W9] replaces what no database holds in a reviewer’s text, and applies the verdict', async () => {
    const flagged = [{ field: 'websites.0.details.remark', reason: '备注\0太短\ud800' }];

    const answer = await send(bodyOf({ kind: 'returned', flagged }));

    expect(answer.status).toBe(200);
    expect(await filing.find()).toMatchObject({
      state: 'returned',
      flagged: [{ field: 'websites.0.details.remark', reason: '备注\ufffd太短\ufffd' }],
    });
  });

  it('refuses a filing that is not ours', async () => {
    const answer = await send(bodyOf({ kind: 'accepted', filingId: cryptoIds.uuid() }));

    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'filing.unknown' } } });
  });

  it('[W7] applies a message once that arrives twice, sequentially or concurrently', async () => {
    const body = bodyOf({ kind: 'accepted' });

    const together = await Promise.all([send(body, 'twice'), send(body, 'twice'), send(body, 'twice')]);
    const later = await send(body, 'twice');

    expect([...together, later].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await filing.find()).toMatchObject({ state: 'queued', version: 3, lastVerdict: 1 });
  });

  it('[W7] applies a verdict whose first delivery died after it was stored', async () => {
    const body = bodyOf({ kind: 'accepted' });
    await tables.transactions.inTransaction(async () => {
      await tables.inbox.remember('review-desk', 'died');
      await tables.reviews.keepVerdict({ ...JSON.parse(body).data, at: new Date('2026-11-24T02:00:00Z') });
    });

    const answer = await send(body, 'died');

    expect(answer.status).toBe(200);
    expect((await filing.find()).state).toBe('queued');
  });

  it('[W8] rolls back the id when the verdict could not be stored', async () => {
    const body = bodyOf({ kind: 'accepted' });
    const { inbox, transactions } = tables;
    const dying = transactions.inTransaction(async () => {
      await inbox.remember('review-desk', 'rolled-back');
      throw new Error('killed');
    });

    await expect(dying).rejects.toThrow('killed');
    await send(body, 'rolled-back');

    expect((await filing.find()).state).toBe('queued');
  });

  it('[W9] ends approved when the verdicts arrive in reverse order', async () => {
    for (const told of allTheWay().toReversed()) await send(bodyOf(told));

    expect(await filing.find()).toMatchObject({ state: 'approved', lastVerdict: 4, numbers: numbers() });
  });

  it('[W9] ends approved when the verdicts arrive concurrently, in every repetition', async () => {
    const instances = [instance(), instance(), instance(), instance()];
    for (let time = 1; time <= 15; time += 1) {
      filing = await tables.submittedFiling();

      const answers = await Promise.all(
        allTheWay().map((told, index) => send(bodyOf(told), cryptoIds.uuid(), instances[index])),
      );

      // One that loses every race against the others may get 409, which the desk retries.
      expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
      expect(await filing.find()).toMatchObject({ state: 'approved', lastVerdict: 4 });
    }
  });

  it('[W9] stores an unknown kind, raises an alarm, and does not guess', async () => {
    const answer = await send(bodyOf({ kind: 'escalated' }), 'message-of-tomorrow');

    const logged = vi.mocked(console.log).mock.calls.map(([line]) => JSON.parse(String(line)) as unknown);
    expect(answer.status).toBe(200);
    expect(logged).toContainEqual({
      level: 'alarm',
      function: 'status-webhook',
      requestId: 'message-of-tomorrow',
      counts: { 'unknown-kind': 1 },
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(await filing.find()).toMatchObject({ state: 'submitted', lastVerdict: 0 });
    expect(await tables.reviews.unappliedVerdicts(filing.filingId)).toMatchObject([{ kind: 'escalated' }]);
    expect(await parkedOf(filing.filingId)).toMatchObject([{ round: 1, sequence: 1, reason: 'unknown-kind' }]);
  });

  it('[W9] takes the correction of an approval without numbers, under its number, and none of what is applied', async () => {
    for (const told of allTheWay().slice(0, 3)) await send(bodyOf(told));
    const first = await send(bodyOf({ kind: 'approved', sequence: 4 }));
    const parked = await parkedOf(filing.filingId);

    await send(bodyOf({ kind: 'approved', sequence: 4, numbers: numbers() }));
    await send(bodyOf({ kind: 'returned', sequence: 4 }));

    const kinds = await tables.transactions.sql
      .selectFrom('verdict')
      .select('kind')
      .where('filing_id', '=', filing.filingId)
      .orderBy('sequence')
      .execute();
    expect(first).toMatchObject({
      status: 422,
      body: { error: { code: 'request.invalid', facts: { fields: [{ field: 'data.numbers' }] } } },
    });
    expect(parked).toMatchObject([{ round: 1, sequence: 4, reason: 'wrong-numbers' }]);
    expect(await filing.find()).toMatchObject({ state: 'approved', lastVerdict: 4 });
    expect(kinds.map(({ kind }) => kind)).toEqual(['accepted', 'sms-waiting', 'sms-done', 'approved']);
  });

  it('[W9] says so to the desk when another filing has the numbers of an approval, each time that it is sent', async () => {
    const given = numbers();
    for (const told of allTheWay()) await send(bodyOf(told));
    filing = await tables.submittedFiling();
    for (const told of allTheWay().slice(0, 3)) await send(bodyOf(told));
    const website = Object.values(given.websites)[0] ?? '';
    const taken = { organizer: given.organizer, websites: { [filing.websiteId]: website } };
    const body = bodyOf({ kind: 'approved', sequence: 4, numbers: taken });

    const answers = [await send(body, 'taken'), await send(body, 'taken')];

    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(await filing.find()).toMatchObject({ state: 'authority-review', lastVerdict: 3 });
  });

  it('stores a verdict that crossed with a withdrawal, and does not apply it to the next round', async () => {
    await tables.filings.change(filing.filingId, filing.applicantId, () => ({ event: 'withdraw' }));

    const answer = await send(bodyOf({ kind: 'accepted' }));
    await filing.submitAgain();

    expect(answer.status).toBe(200);
    expect(await filing.find()).toMatchObject({ state: 'submitted', round: 2, lastVerdict: 0 });
  });
});

describe('the review webhook and the desk, over HTTP', () => {
  it('reach the filing number although every verdict arrives three times', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'review-desk-'));
    const server = await listen(0, async (request, response) => {
      const event = functionUrlEvent(request, (await readBody(request, 100_000)) ?? Buffer.alloc(0));
      const { statusCode, headers, body } = await handler(event, context());
      response.writeHead(statusCode, { ...headers }).end(body);
    });
    const desk = await startReferenceDesk({
      port: 0,
      dir,
      secret: DESK_SECRET,
      webhookUrl: () => `${server.url}/v1/webhooks/review`,
      log: () => {},
      decidesAfterMs: 5,
      retrySeconds: [0.05, 0.05, 0.05],
    });
    desk.faults.duplicates = 2;
    const port = createReviewDesk({
      baseUrl: desk.url,
      ids: cryptoIds,
      sign: (message) => ({ ...signRequest(DESK_KEYS, { ...message, at: new Date() }) }),
    });
    const { contents } = await filing.find();
    const data = { filingType: 'first', organizer: {}, principal: {}, findings: [], ...contents, documents: [] };

    await port.submit({ filingId: filing.filingId, round: 1, contentHash: contentHashOf(data), data });
    await desk.idle();

    const approved = await filing.find();
    const events = (await tables.filings.historyOf(filing.filingId)).map(({ event }) => event);
    expect(approved.state).toBe('approved');
    expect(approved.numbers?.websites[filing.websiteId]).toBe(`${approved.numbers?.organizer}-1`);
    expect(events.slice(2)).toEqual(['accept', 'send-sms', 'confirm-sms', 'approve']);
    await desk.stop();
    await server.stop();
    rmSync(dir, { recursive: true });
  });
});

describe('an event about a record', () => {
  const recordEvent = (told: object) =>
    JSON.stringify({
      type: 'record-event',
      data: {
        recordId: filing.filingId,
        sequence: 1,
        kind: 'cancelled',
        whole: true,
        at: '2026-12-01T02:00:00Z',
        ...told,
      },
    });
  beforeEach(async () => {
    for (const told of allTheWay()) await send(bodyOf(told));
  });
  const record = () => tables.recordEvents.find(recordBegunBy(filing.filingId));

  it('is kept and applied, once, however often it arrives', async () => {
    const id = cryptoIds.uuid();

    const answers = [await send(recordEvent({}), id), await send(recordEvent({}), id), await send(recordEvent({}))];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await record()).toMatchObject({ version: 2, contents: { ended: { why: 'cancelled' } } });
  });

  it('that comes before the one in front of it waits for that one', async () => {
    await send(recordEvent({ sequence: 2 }));
    const before = await record();
    await send(recordEvent({ sequence: 1, kind: 'notice', items: [{ reason: '请更新网站名称' }] }));

    expect(before?.version).toBe(1);
    expect(await record()).toMatchObject({ version: 3, contents: { notices: [{ notice: 1, state: 'open' }] } });
  });

  it.each([
    ['no date', { at: 'yesterday' }, 'data.at'],
    ['an inspection without a due date', { kind: 'inspection', items: [{ reason: '电话无人接听' }] }, 'data.kind'],
    ['an end of access by nobody', { kind: 'access-ended' }, 'data.kind'],
    ['a cancellation of nothing in particular', { whole: undefined, websites: [] }, 'data.kind'],
    ['a reason that is too long', { reason: '长'.repeat(501) }, 'data.reason'],
  ])('with %s is answered 422 with the field, and not kept', async (_, told, field) => {
    const answer = await send(recordEvent(told));

    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'request.invalid' } } });
    expect(JSON.stringify(answer.body)).toContain(`"field":"${field}"`);
    expect((await record())?.version).toBe(1);
  });

  it('of a kind that nobody knows is kept, and holds up those behind it until it is corrected', async () => {
    const answers = [await send(recordEvent({ kind: 'moved' })), await send(recordEvent({ sequence: 2 }))];
    const before = await record();
    await send(recordEvent({ kind: 'access-ended', by: 'elsewhere' }));

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(before?.version).toBe(1);
    expect(await record()).toMatchObject({ version: 3, contents: { ended: { why: 'cancelled' } } });
  });

  it('about a record that there never was is answered 404', async () => {
    expect(await send(recordEvent({ recordId: cryptoIds.uuid() }))).toMatchObject({
      status: 404,
      body: { error: { code: 'record.unknown' } },
    });
  });

  it('that nobody signed is answered 401', async () => {
    const { statusCode } = await handler(eventOf({}, recordEvent({})), context());

    expect(statusCode).toBe(401);
  });
});
