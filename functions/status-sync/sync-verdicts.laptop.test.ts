import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { contentHashOf } from 'loopback-server/content-hash.ts';
import { listen, readBody } from 'loopback-server/http-server.ts';
import { type RunningReferenceDesk, startReferenceDesk } from 'reference-desk/reference-desk.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { signRequest } from '../../platform/edge/signed-message.ts';
import { timerFunction } from '../../platform/edge/timer-function.ts';
import { createReviewDesk } from '../../shared/adapters/review-desk/review-desk.ts';
import type { ReviewDesk } from '../../shared/ports/filings/review-desk.ts';
import { DESK_KEYS, DESK_SECRET, reviewTables } from '../../tests/support/desk/review-tables.ts';
import { syncVerdicts } from './sync-verdicts.ts';

type Tables = Awaited<ReturnType<typeof reviewTables>>;

let tables: Tables;
let dir: string;
let standIn: RunningReferenceDesk;
let desk: ReviewDesk;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  tables = await reviewTables();
});
afterAll(() => tables.close());
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'review-desk-'));
  standIn = await startReferenceDesk({
    port: 0,
    dir,
    secret: DESK_SECRET,
    webhookUrl: () => 'http://127.0.0.1:1/',
    log: () => {},
  });
  standIn.faults.lost = true;
  desk = createReviewDesk({
    baseUrl: standIn.url,
    ids: cryptoIds,
    sign: (message) => ({ ...signRequest(DESK_KEYS, { ...message, at: new Date() }) }),
  });
});
afterEach(async () => {
  await standIn.stop();
  rmSync(dir, { recursive: true });
  // Filings that other tests left waiting.
  await tables.transactions.sql.deleteFrom('desk_question').execute();
  await tables.transactions.sql
    .updateTable('quiet_time')
    .set({ until: new Date(0) })
    .execute();
});

/** A filing that is at the desk. */
async function waitingFiling() {
  const filing = await tables.submittedFiling();
  const { filingId } = filing;
  const { contents } = await filing.find();
  const data = { filingType: 'first', organizer: {}, principal: {}, findings: [], ...contents, documents: [] };
  await desk.submit({ filingId, round: 1, contentHash: contentHashOf(data), data });
  return filing;
}

/** The function in one instance. */
function instance(timeLimitMs = 60_000) {
  const { parkedVerdicts, reviews } = tables.instance();
  const ports = {
    clock: async () => tables.clock,
    parkedVerdicts: async () => parkedVerdicts,
    reviewDesk: async () => desk,
    reviews: async () => reviews,
  };
  const handler = timerFunction({ ports, useCase: syncVerdicts });
  const event = { Type: 'Timer', TriggerName: 'status-sync', Time: '2026-11-25T02:00:00Z', Message: '' };
  return () =>
    handler(event, {
      request_id: 'request',
      function_name: 'status-sync',
      memory_limit_in_mb: 128,
      time_limit_in_ms: timeLimitMs,
    });
}

describe('status-sync', () => {
  it('[W11] finds in one run every verdict whose webhook was lost', async () => {
    const [one, other] = [await waitingFiling(), await waitingFiling()];
    standIn.decide(one.filingId, { kind: 'accepted' });
    standIn.decide(one.filingId, { kind: 'sms-waiting' });
    standIn.decide(other.filingId, {
      kind: 'returned',
      flagged: [{ field: 'organizer.name', reason: '与执照不一致' }],
    });
    tables.clock.forward(61);

    const counts = await instance()();

    expect(counts).toEqual({ asked: 2, applied: 3, raced: 0, alarms: 0, throttled: 0 });
    expect(await one.find()).toMatchObject({ state: 'sms-verification', lastVerdict: 2 });
    expect(await other.find()).toMatchObject({ state: 'returned', flagged: [{ field: 'organizer.name' }] });
  });

  it('[W11] gives a webhook a minute, and asks about every filing in each run, five minutes apart', async () => {
    await waitingFiling();
    const run = instance();

    const atOnce = await run();
    tables.clock.forward(61);
    const later = await run();
    const again = await run();
    tables.clock.forward(300);
    const next = await run();

    expect([atOnce, later, again, next].map(({ asked }) => asked)).toEqual([0, 1, 0, 1]);
  });

  it('fills the gap before verdicts that are stored already', async () => {
    const filing = await waitingFiling();
    const { filingId } = filing;
    standIn.decide(filingId, { kind: 'accepted' });
    const second = { filingId, round: 1, sequence: 2, kind: 'sms-waiting', at: new Date(), flagged: [] };
    await tables.reviews.keepVerdict(second);
    tables.clock.forward(61);

    const counts = await instance()();

    expect(counts).toMatchObject({ applied: 2 });
    expect((await filing.find()).state).toBe('sms-verification');
  });

  it('applies verdicts that an instance stored before it died, without a new one from the desk', async () => {
    const filing = await tables.submittedFiling();
    const { filingId } = filing;
    await tables.reviews.keepVerdict({
      filingId,
      round: 1,
      sequence: 1,
      kind: 'accepted',
      at: new Date(),
      flagged: [],
    });
    tables.clock.forward(61);

    await instance()();

    expect((await filing.find()).state).toBe('queued');
  });

  it('asks about more filings than fit into one call, and shares them among instances', async () => {
    for (let count = 1; count <= 130; count += 1) await tables.submittedFiling();
    tables.clock.forward(61);

    const runs = await Promise.all([instance()(), instance()()]);

    expect(runs.reduce((sum, { asked = 0 }) => sum + asked, 0)).toBe(130);
  });

  it('raises an alarm for an unknown kind, and continues with the other filings', async () => {
    const [one, other] = [await waitingFiling(), await waitingFiling()];
    standIn.decide(one.filingId, { kind: 'escalated' });
    standIn.decide(other.filingId, { kind: 'accepted' });
    tables.clock.forward(61);

    const counts = await instance()();

    const logged = vi.mocked(console.log).mock.calls.map(([line]) => JSON.parse(String(line)) as unknown);
    expect(counts).toEqual({ asked: 2, applied: 1, raced: 0, alarms: 1, throttled: 0 });
    expect(logged).toContainEqual({
      level: 'alarm',
      function: 'status-sync',
      requestId: 'request',
      counts: { alarms: 1 },
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect((await one.find()).state).toBe('submitted');
    expect((await other.find()).state).toBe('queued');
  });

  describe('a verdict that can not be read or applied', () => {
    /** Filings in the order in which they are asked about, with an accepting verdict for each but the first. */
    async function filings() {
      const all = [await waitingFiling(), await waitingFiling(), await waitingFiling()] as const;
      for (const { filingId } of all.slice(1)) standIn.decide(filingId, { kind: 'accepted' });
      tables.clock.forward(61);
      return all;
    }
    type Filings = Awaited<ReturnType<typeof filings>>;
    const statesOf = async (all: Filings) => Promise.all(all.map(async (filing) => (await filing.find()).state));
    /** A desk whose answers go through `change` as JSON text. */
    function deskWith(change: (json: { verdicts: unknown[] }) => void) {
      return listen(0, async (request, response) => {
        const body = (await readBody(request, 100_000)) ?? Buffer.alloc(0);
        const headers = Object.fromEntries(
          Object.entries(request.headers).filter(([name]) => /^(webhook-|content-type)/.test(name)),
        ) as Record<string, string>;
        const answer = await fetch(`${standIn.url}${request.url}`, { method: 'POST', headers, body: body.toString() });
        const json = (await answer.json()) as { verdicts: unknown[] };
        change(json);
        response.writeHead(answer.status).end(JSON.stringify(json));
      });
    }
    const throughProxy = (baseUrl: string) =>
      createReviewDesk({
        baseUrl,
        ids: cryptoIds,
        sign: (message) => ({ ...signRequest(DESK_KEYS, { ...message, at: new Date() }) }),
      });

    it.each<[string, object]>([
      ['a number over 2³¹', { sequence: 2 ** 31 }],
      ['no time', { at: 'soon' }],
      ['an object as its kind', { kind: {} }],
    ])('[W11] is parked with an alarm, and the filings behind it go on: %s', async (_, wrong) => {
      const all = await filings();
      const { filingId } = all[0];
      const verdict = { filingId, round: 1, sequence: 1, kind: 'accepted', at: new Date(), flagged: [], ...wrong };
      const proxy = await deskWith(({ verdicts }) => verdicts.unshift(verdict));
      desk = throughProxy(proxy.url);

      const counts = await instance()();

      await proxy.stop();
      expect(counts).toMatchObject({ asked: 3, applied: 2, alarms: 1 });
      expect(await statesOf(all)).toEqual(['submitted', 'queued', 'queued']);
      expect(
        (await tables.parkedVerdicts.list(100)).filter((listedVerdict) => listedVerdict.filingId === filingId),
      ).toMatchObject([{ reason: 'unreadable', fields: Object.keys(wrong) }]);
    });

    it('[W11] counts as an alarm when it does not even say which filing it is about', async () => {
      const all = await filings();
      const proxy = await deskWith(({ verdicts }) => verdicts.unshift(null, 'accepted', { filingId: 7 }));
      desk = throughProxy(proxy.url);

      const counts = await instance()();

      await proxy.stop();
      expect(counts).toMatchObject({ applied: 2, alarms: 3 });
      expect(await statesOf(all)).toEqual(['submitted', 'queued', 'queued']);
    });

    it('[W11] is applied with its text made storable', async () => {
      const [first] = await filings();
      standIn.decide(first.filingId, {
        kind: 'returned',
        flagged: [{ field: 'organizer.name', reason: '名称\0不符' }],
      });

      const counts = await instance()();

      expect(counts).toMatchObject({ applied: 3, alarms: 0 });
      expect((await first.find()).flagged).toEqual([{ field: 'organizer.name', reason: '名称\ufffd不符' }]);
    });

    it('[W11] is parked when applying it fails unexpectedly, and is applied once that is repaired', async () => {
      const all = await filings();
      const { filingId } = all[0];
      standIn.decide(filingId, { kind: 'accepted' });
      const { sql } = tables.transactions;
      const sealed = await sql
        .selectFrom('filing')
        .select('contents_sealed')
        .where('id', '=', filingId)
        .executeTakeFirst();
      const contents = (contents_sealed: Buffer) =>
        sql.updateTable('filing').set({ contents_sealed }).where('id', '=', filingId).execute();
      await contents(Buffer.from('damaged'));

      const damaged = await instance()();
      const parked = (await tables.parkedVerdicts.list(100)).filter((verdict) => verdict.filingId === filingId);
      await contents(sealed?.contents_sealed ?? Buffer.alloc(0));
      tables.clock.forward(1);
      await tables.parkedVerdicts.askAgain(filingId);
      await instance()();

      expect(damaged).toMatchObject({ applied: 2, alarms: 1 });
      expect(parked).toMatchObject([{ reason: 'failed' }]);
      expect(await statesOf(all)).toEqual(['queued', 'queued', 'queued']);
      expect((await tables.parkedVerdicts.list(100)).filter((verdict) => verdict.filingId === filingId)).toEqual([]);
    });
  });

  describe('a filing about which the desk has no usable reply', () => {
    /** A desk that stumbles over one of these filings, and answers about the others. */
    function stumbling(over: string, answer: (response: ServerResponse) => void) {
      return listen(0, async (request, response) => {
        const body = ((await readBody(request, 100_000)) ?? Buffer.alloc(0)).toString();
        if (body.includes(over)) return answer(response);
        const { filings } = JSON.parse(body) as { filings: { filingId: string }[] };
        const accepted = { round: 1, sequence: 1, kind: 'accepted', at: '2026-11-24T02:00:00Z' };
        const verdicts = filings.map(({ filingId }) => ({ ...accepted, filingId }));
        response.end(JSON.stringify({ verdicts }));
      });
    }
    const at = (baseUrl: string, timeoutSeconds = 1) =>
      createReviewDesk({ baseUrl, ids: cryptoIds, sign: () => ({}), timeoutSeconds });

    function* endless() {
      for (;;) yield 'x'.repeat(100_000);
    }

    it.each<[string, (response: ServerResponse) => void]>([
      ['a status of 500', (response) => response.writeHead(500).end()],
      ['a redirect', (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
      ['no JSON', (response) => response.end('<html>')],
      ['JSON of another shape', (response) => response.end('{"verdicts":{}}')],
      ['a million verdicts', (response) => response.end(`{"verdicts":[${'0,'.repeat(1_000_000)}0]}`)],
      ['no end', (response) => void Readable.from(endless()).pipe(response)],
      ['a byte a second', (response) => void response.write('{')],
    ])('[W11] is parked with an alarm, and all others get their verdicts in the same run: %s', async (_, answer) => {
      const all = [await waitingFiling(), await waitingFiling(), await waitingFiling(), await waitingFiling()] as const;
      const server = await stumbling(all[0].filingId, answer);
      desk = at(server.url);
      tables.clock.forward(61);

      const counts = await instance()();

      await server.stop();
      expect(counts).toEqual({ asked: 4, applied: 3, raced: 0, alarms: 1, throttled: 0 });
      const found = await Promise.all(all.map((filing) => filing.find()));
      expect(found.map(({ state }) => state)).toEqual(['submitted', 'queued', 'queued', 'queued']);
      expect(
        (await tables.parkedVerdicts.list(100)).filter((verdict) => verdict.filingId === all[0].filingId),
      ).toMatchObject([{ reason: 'unreadable', fields: [] }]);
    });

    it('is not told apart when the desk answers about none, which is asked ten times and no more', async () => {
      const all = [];
      for (let made = 0; made < 40; made += 1) all.push(await tables.submittedFiling());
      let asked = 0;
      const server = await listen(0, async (_, response) => {
        asked += 1;
        response.writeHead(500).end();
      });
      desk = at(server.url);
      tables.clock.forward(61);

      await expect(instance()()).rejects.toMatchObject({ name: 'Failed', port: 'review-desk', kind: 'broken' });

      await server.stop();
      const ids = all.map(({ filingId }) => filingId);
      expect(asked).toBe(10);
      expect((await tables.parkedVerdicts.list(1000)).filter(({ filingId }) => ids.includes(filingId))).toEqual([]);
    });
  });

  it('pauses in all instances when the desk is overloaded, and then starts with the filings it missed', async () => {
    const filing = await waitingFiling();
    standIn.decide(filing.filingId, { kind: 'accepted' });
    tables.clock.forward(61);
    standIn.faults.failing = true;

    const throttled = await instance()();
    standIn.faults.failing = false;
    tables.clock.forward(59);
    const tooEarly = await instance()();
    tables.clock.forward(2);
    const later = await instance()();

    expect(throttled).toMatchObject({ asked: 0, throttled: 1 });
    expect(tooEarly).toMatchObject({ asked: 0, throttled: 0 });
    expect(later).toMatchObject({ asked: 1, applied: 1 });
  });

  it('asks about a hundred filings in one call, and about none twice in one run', async () => {
    for (let made = 0; made < 101; made += 1) await tables.submittedFiling();
    tables.clock.forward(61);
    const asked: string[][] = [];
    const counting = desk;
    desk = {
      ...counting,
      verdicts: (filings) => {
        asked.push(filings.map(({ filingId }) => filingId));
        // A desk so slow that the first filings fall due again.
        tables.clock.forward(241);
        return counting.verdicts(filings);
      },
    };

    await instance()();

    expect(asked.map((ids) => ids.length)).toEqual([100, 1]);
    expect(new Set(asked.flat()).size).toBe(101);
  });

  it('stops before its time is up', async () => {
    await waitingFiling();
    tables.clock.forward(61);

    const counts = await instance(19_000)();

    expect(counts).toMatchObject({ asked: 0 });
  });

  it('fails when the desk does, and asks again in the next run', async () => {
    const filing = await waitingFiling();
    standIn.decide(filing.filingId, { kind: 'accepted' });
    tables.clock.forward(61);
    const run = instance();
    const working = desk;
    desk = createReviewDesk({ baseUrl: 'http://127.0.0.1:1', ids: cryptoIds, sign: () => ({}) });

    await expect(run()).rejects.toMatchObject({ name: 'Failed', port: 'review-desk', kind: 'broken' });
    desk = working;
    tables.clock.forward(1);
    await instance()();

    expect((await filing.find()).state).toBe('queued');
  });
});
