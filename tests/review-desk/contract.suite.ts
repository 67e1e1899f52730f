import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Amendment } from '../../contracts/review-desk/amendment.ts';
import { recordEvent } from '../../contracts/review-desk/record-event.ts';
import { verdict } from '../../contracts/review-desk/verdict.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { contentHash } from '../../platform/edge/content-hash.ts';
import {
  requestText,
  signingKey,
  signRequest,
  verifyMessage,
  type WholeRequest,
} from '../../platform/edge/signed-message.ts';
import { createReviewDesk } from '../../shared/adapters/review-desk/review-desk.ts';
import type { FilingPackage } from '../../shared/ports/filings/review-desk.ts';

export const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const KEYS = [signingKey(SECRET)];
const STRANGERS_KEYS = [signingKey(`whsec_${Buffer.alloc(32, 6).toString('base64')}`)];

/** A desk, whatever stands behind its interface. */
export interface DeskUnderTest {
  readonly url: string;
  /** The desk's clock, with which it judges timestamps. */
  readonly now: () => Date;
  /** Its people decide on the current round. */
  decide(
    filingId: string,
    decision: {
      readonly kind: 'accepted' | 'returned' | 'declined';
      readonly flagged?: Flags;
      readonly amendments?: readonly Amendment[];
    },
  ): Promise<void>;
  /** Its people tell of a record. */
  tellOfRecord(recordId: string, event: ToldEvent): Promise<void>;
  /** What it has read of records at the filing service; left out by a desk that does not ask. */
  readonly records?: {
    /** It reads what has happened to them, to the end. */
    follow(): Promise<void>;
    number(recordId: string): Promise<string | undefined>;
  };
  /** Resolves when every verdict that can be sent was sent. */
  settle(): Promise<void>;
  /** A document as the desk has kept it; undefined when it has none. */
  document(filingId: string, documentId: string): Promise<string | undefined>;
  stop(): Promise<void>;
}
/** An event as both desks take it. */
export interface ToldEvent {
  readonly kind: 'cancelled' | 'access-ended' | 'notice' | 'inspection' | 'notice-closed';
  readonly websites?: readonly string[];
  readonly by?: 'provider' | 'authority' | 'elsewhere';
  readonly reason?: string;
  readonly items?: readonly { readonly field?: string; readonly reason: string }[];
  readonly dueAt?: Date;
  readonly notice?: number;
}
type Flags = readonly { readonly field: string; readonly reason: string; readonly suggestion?: string }[];

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly isBelieved: boolean;
}

const yaml = parse(readFileSync(new URL('../../docs/api/review-desk.yaml', import.meta.url), 'utf8'));
/** A schema of the description, with references resolved. */
const schemaOf = (name: string) =>
  z.fromJSONSchema({
    $ref: `#/$defs/${name}`,
    $defs: JSON.parse(JSON.stringify(yaml.components.schemas).replaceAll('#/components/schemas/', '#/$defs/')),
  });

const WEBSITE = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';
const DATA: Omit<FilingPackage['data'], 'documents'> = {
  filingType: 'first',
  eligibility: { region: '440000', certificateNumber: '91440300MA5FAKE01G' },
  organizer: { name: '云帆样例公司' },
  principal: {},
  websites: [{ id: WEBSITE, domain: 'yunfan.example', details: { remark: '公司产品介绍' } }],
  findings: [],
  evidence: {
    values: [
      {
        field: 'organizer.name',
        source: 'read',
        agreement: 'differs',
        value: '云帆样例有限公司',
        confidence: 0.97,
        isSure: false,
        document: 'doc-1',
      },
      { field: 'organizer.name', source: 'register', agreement: 'same' },
    ],
    liveness: [
      {
        subject: `website:${WEBSITE}`,
        state: 'passed',
        threshold: 70,
        portraitThreshold: 56,
        frames: ['doc-2', 'doc-3'],
        reasons: [],
      },
    ],
  },
};
const DOCUMENT = {
  id: 'doc-1',
  kind: 'id-front',
  label: '身份证人像面',
  subject: 'principal',
  contentType: 'image/png',
  isRead: true,
  findings: [{ ruleId: 'RV-03', severity: 'warn', field: 'documents.id-front', message: '图片有反光。' }],
};
const FLAGS = [{ field: 'websites.0.details.remark', reason: '备注太短', suggestion: '请写明用途' }];

/**
 * docs/api/review-desk.yaml from both sides: the filing service's own adapter and schemas speak with a desk, whichever it
 * is. A desk need not ask for what has happened to records.
 */
export function reviewDeskContract(
  start: (webhookUrl: string) => Promise<DeskUnderTest>,
  { readsRecords }: { readonly readsRecords: boolean },
): void {
  let desk: DeskUnderTest;
  let service: Running;
  let store: Running;
  let received: Received[];
  /** The service's answers to the next webhooks; 200 to all others. */
  let statuses: number[];
  let fetched: string[];
  /** What the desk has asked the service about records. */
  let asks: { readonly target: string; readonly isBelieved: boolean }[];
  let feed: ReturnType<typeof change>[];
  let filingId: string;

  beforeAll(async () => {
    service = await listen(0, async (request, response) => {
      if (request.method === 'GET') return void answerChanges(request.url ?? '', request.headers, response);
      const { headers } = request;
      const body = String(await readBody(request, 100_000));
      const isBelieved = believes(headers, { method: 'POST', target: String(request.url), body });
      received.push({ headers, body, isBelieved });
      response.writeHead(statuses.shift() ?? 200).end('{"received":true}');
    });
    store = await listen(0, async (request, response) => {
      fetched.push(String(request.url));
      response.writeHead(request.url?.startsWith('/gone') ? 404 : 200).end(`picture of ${request.url}`);
    });
    desk = await start(`${service.url}/v1/webhooks/review`);
  });
  afterAll(async () => {
    await desk.stop();
    await service.stop();
    await store.stop();
  });
  beforeEach(() => {
    [received, statuses, fetched] = [[], [], []];
    [asks, feed] = [[], []];
    filingId = cryptoIds.uuid();
  });

  const believes = (headers: IncomingHttpHeaders, request: WholeRequest) => {
    const message = { headers: headers as Record<string, string>, body: requestText(request), now: desk.now() };
    return verifyMessage(KEYS, message).believed;
  };

  /** The service's feed: a page for each change. */
  function answerChanges(target: string, headers: IncomingHttpHeaders, response: ServerResponse): void {
    asks.push({ target, isBelieved: believes(headers, { method: 'GET', target, body: '' }) });
    const after = Number(new URL(target, 'http://localhost').searchParams.get('after'));
    const [next] = feed.filter(({ position }) => position > after);
    const page = { changes: next ? [next] : [], next: next?.position ?? after, more: next !== undefined };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
  }
  const change = (position: number, recordId: string, number: string) => ({
    position,
    recordId,
    number,
    version: 1,
    cause: 'approval',
    filingId: recordId,
    at: '2026-11-24T02:00:00.000Z',
    state: 'live',
    websites: [
      { websiteId: WEBSITE, number: `${number}-1`, domains: ['yunfan.example'], state: 'live', hasAccess: true },
    ],
    notices: [],
  });

  const port = (keys = KEYS) =>
    createReviewDesk({
      baseUrl: desk.url,
      ids: cryptoIds,
      sign: (message) => ({ ...signRequest(keys, { ...message, at: desk.now() }) }),
    });

  function packageOf(round: number, links: readonly string[] = []) {
    const documents = links.map((link, index) => ({
      ...DOCUMENT,
      id: `doc-${index + 1}`,
      link: `${store.url}${link}`,
    }));
    const unlinked = documents.map(({ link: _, ...document }) => document);
    return {
      filingId,
      round,
      contentHash: contentHash({ ...DATA, documents: unlinked }),
      data: { ...DATA, documents },
    };
  }
  const submit = (round = 1, links: readonly string[] = []) => port().submit(packageOf(round, links));
  const verdicts = () => received.map(({ body }) => verdict.parse(JSON.parse(body).data));
  const asked = (round: number, after = 0) => port().verdicts([{ filingId, round, after }]);

  /** A request by hand. */
  async function post(path: string, body: string, headers: Readonly<Record<string, string>>) {
    const response = await fetch(`${desk.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, body: (await response.json()) as unknown };
  }
  const signed = (body: string, keys = KEYS, at = desk.now(), target = '/v1/filings') => ({
    ...signRequest(keys, { id: cryptoIds.uuid(), method: 'POST', target, body, at }),
  });

  describe('a submission', () => {
    it('is described by the contract as the service writes it', () => {
      expect(schemaOf('FilingPackage').safeParse(packageOf(1, ['/a'])).error).toBeUndefined();
    });

    it('is one, however often it arrives', async () => {
      await submit(1, ['/a']);
      await submit(1, ['/a?new']);
      await desk.decide(filingId, { kind: 'accepted' });
      await desk.settle();

      expect(fetched).toEqual(['/a']);
      expect(verdicts().map(({ round, sequence, kind }) => [round, sequence, kind])).toEqual([[1, 1, 'accepted']]);
    });

    it('is kept with its documents, which are fetched before it is answered', async () => {
      await submit(1, ['/front', '/back']);

      expect(fetched.toSorted()).toEqual(['/back', '/front']);
      expect(await desk.document(filingId, 'doc-1')).toBe('picture of /front');
      expect(await desk.document(filingId, 'doc-2')).toBe('picture of /back');
    });

    it('is refused for now when a document can not be had, and taken with new links', async () => {
      const first = submit(1, ['/gone/front']);

      await expect(first).rejects.toMatchObject({ kind: 'broken', vendorCode: 'HTTP 503' });
      await port().submit(packageOf(1, ['/front?new']));
      expect(await desk.document(filingId, 'doc-1')).toBe('picture of /front?new');
    });

    it.each([
      ['is not signed', {}],
      ['is signed by a stranger', 'stranger'],
      ['was signed six minutes ago', 'old'],
      ['is signed for the time in six minutes', 'early'],
    ])('that %s is answered 401', async (_, how) => {
      const body = JSON.stringify(packageOf(1));
      const at = (minutes: number) => new Date(desk.now().getTime() + minutes * 60_000);
      const headers =
        how === 'stranger'
          ? signed(body, STRANGERS_KEYS)
          : how === 'old'
            ? signed(body, KEYS, at(-6))
            : how === 'early'
              ? signed(body, KEYS, at(6))
              : {};

      const answer = await post('/v1/filings', body, headers as Record<string, string>);

      expect(answer.status).toBe(401);
      expect(schemaOf('Error').safeParse(answer.body).error).toBeUndefined();
    });

    it('of which a byte was changed is answered 401', async () => {
      const body = JSON.stringify(packageOf(1));

      const answer = await post('/v1/filings', body.replace('云帆', '云航'), signed(body));

      expect(answer.status).toBe(401);
    });

    it.each([
      ['is no JSON', () => 'no JSON'],
      ['has no documents', () => JSON.stringify({ ...packageOf(1), data: { ...DATA, documents: undefined } })],
      ['has round 0', () => JSON.stringify(packageOf(0))],
      ['has another content hash', () => JSON.stringify({ ...packageOf(1), contentHash: 'a'.repeat(64) })],
    ])('that %s is answered 422', async (_, bodyOf) => {
      const body = bodyOf();

      const answer = await post('/v1/filings', body, signed(body));

      expect(answer.status).toBe(422);
      expect(schemaOf('Error').safeParse(answer.body).error).toBeUndefined();
    });
  });

  describe('a signature', () => {
    const withdrawal = JSON.stringify({ round: 1 });
    const query = () => JSON.stringify({ filings: [{ filingId, round: 1, after: 0 }] });

    it('is worth nothing at another path', async () => {
      await submit(1, ['/front']);
      const asked = signed(query(), KEYS, desk.now(), '/v1/verdict-queries');

      const erased = await post(`/v1/filings/${filingId}/erasure`, query(), asked);

      expect(erased.status).toBe(401);
      expect(await desk.document(filingId, 'doc-1')).toBe('picture of /front');
    });

    it('is worth nothing for another text under an id that is known', async () => {
      const path = `/v1/filings/${filingId}/withdrawal`;
      const withId = (body: string) => ({
        ...signRequest(KEYS, { id: `${filingId}-w`, method: 'POST', target: path, body, at: desk.now() }),
      });

      const first = await post(path, withdrawal, withId(withdrawal));
      const again = await post(path, withdrawal, withId(withdrawal));
      const other = await post(path, '{"round":2}', withId('{"round":2}'));
      await submit(2);
      await desk.decide(filingId, { kind: 'accepted' });
      await desk.settle();

      expect([first.status, again.status, other.status]).toEqual([200, 200, 401]);
      expect(verdicts().map(({ round }) => round)).toEqual([2]);
    });

    it('opens the answer to a question once', async () => {
      const headers = signed(query(), KEYS, desk.now(), '/v1/verdict-queries');

      const answers = [
        await post('/v1/verdict-queries', query(), headers),
        await post('/v1/verdict-queries', query(), headers),
      ];

      expect(answers.map(({ status }) => status)).toEqual([200, 401]);
      expect(schemaOf('Error').safeParse(answers[1]?.body).error).toBeUndefined();
    });
  });

  describe('rounds', () => {
    it('replace earlier ones, which are dropped when they arrive later', async () => {
      await submit(2, ['/second']);
      await submit(1, ['/first']);
      await desk.decide(filingId, { kind: 'accepted' });
      await desk.settle();

      expect(fetched).toEqual(['/second']);
      expect(verdicts().map(({ round }) => round)).toEqual([2]);
    });

    it('that were withdrawn before they arrived are dropped', async () => {
      await port().withdraw(`${filingId}-w`, filingId, 1);
      await submit(1, ['/first']);

      expect(fetched).toEqual([]);
      expect(await desk.document(filingId, 'doc-1')).toBeUndefined();
    });

    it('after a withdrawn one are taken', async () => {
      await submit(1);
      await port().withdraw(`${filingId}-w`, filingId, 1);
      await port().withdraw(`${filingId}-w`, filingId, 1);
      await submit(2);
      await desk.decide(filingId, { kind: 'accepted' });
      await desk.settle();

      expect(verdicts().map(({ round, sequence }) => [round, sequence])).toEqual([[2, 1]]);
    });
  });

  describe('a verdict', () => {
    it('is signed, described by the contract, and has the words of the return', async () => {
      await submit(1);
      await desk.decide(filingId, { kind: 'returned', flagged: FLAGS });
      await desk.settle();

      const [one] = received;
      const { type, data } = JSON.parse(one?.body ?? '{}');
      expect(one?.isBelieved).toBe(true);
      expect(type).toBe('verdict');
      expect(schemaOf('Verdict').safeParse(data).error).toBeUndefined();
      expect(data).toMatchObject({ filingId, round: 1, sequence: 1, kind: 'returned', flagged: FLAGS });
    });

    it('that declines a filing has why and what can be done, of the whole, and is described by the contract', async () => {
      const flagged = [{ field: 'filing', reason: '这类内容不能备案。', suggestion: '换一种内容后可以重新发起。' }];
      await submit(1);
      await desk.decide(filingId, { kind: 'declined', flagged });
      await desk.settle();

      const [one] = received;
      const { data } = JSON.parse(one?.body ?? '{}');
      expect(schemaOf('Verdict').safeParse(data).error).toBeUndefined();
      expect(verdict.safeParse(data).success).toBe(true);
      expect(data).toMatchObject({ filingId, round: 1, sequence: 1, kind: 'declined', flagged });
    });

    it('that accepts has what was corrected, old beside new, and is described by the contract', async () => {
      const field = 'websites.0.details.remark';
      const amendments = [{ field, before: '公司产品介绍', after: '公司产品介绍和联系方式', reason: '错别字' }];
      await submit(1);
      await desk.decide(filingId, { kind: 'accepted', amendments });
      await desk.settle();

      const [one] = received;
      const { data } = JSON.parse(one?.body ?? '{}');
      const { verdicts: found } = await asked(1);
      expect(schemaOf('Verdict').safeParse(data).error).toBeUndefined();
      expect(verdicts()).toMatchObject([{ round: 1, sequence: 1, kind: 'accepted', amendments }]);
      expect(found).toEqual(verdicts());
    });

    it('is sent under the same id until the service has it', async () => {
      await submit(1);
      statuses = [503, 500];
      await desk.decide(filingId, { kind: 'accepted' });
      await desk.settle();

      expect(received).toHaveLength(3);
      expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    });

    it('is numbered in each round from 1', async () => {
      await submit(1);
      await desk.decide(filingId, { kind: 'returned', flagged: FLAGS });
      await desk.settle();
      await submit(2);
      await desk.decide(filingId, { kind: 'accepted' });
      await desk.settle();

      expect(verdicts().map(({ round, sequence, kind }) => [round, sequence, kind])).toEqual([
        [1, 1, 'returned'],
        [2, 1, 'accepted'],
      ]);
    });

    it('whose webhook was lost is found by its question', async () => {
      await submit(1);
      await desk.decide(filingId, { kind: 'returned', flagged: FLAGS });
      await desk.settle();

      const [all, later, otherRound] = [await asked(1), await asked(1, 1), await asked(2)];

      expect(all.verdicts).toEqual(verdicts());
      expect(all.unreadable).toEqual([]);
      expect([later.verdicts, otherRound.verdicts]).toEqual([[], []]);
    });

    it('is asked about for a hundred filings at once, of which unknown ones are left out', async () => {
      await submit(1);
      await desk.decide(filingId, { kind: 'accepted' });
      await desk.settle();
      const others = Array.from({ length: 99 }, () => ({ filingId: cryptoIds.uuid(), round: 1, after: 0 }));

      const { verdicts: found } = await port().verdicts([...others, { filingId, round: 1, after: 0 }]);
      const tooMany = port().verdicts([...others, ...others]);

      expect(found.map((verdict) => verdict.filingId)).toEqual([filingId]);
      await expect(tooMany).rejects.toMatchObject({ vendorCode: 'HTTP 422' });
    });
  });

  describe('an event about a record', () => {
    const items = [{ field: 'principal.mobile', reason: '电话无人接听' }];
    const events = () => received.map(({ body }) => recordEvent.parse(JSON.parse(body).data));

    it('is signed, described by the contract, and as the service reads it', async () => {
      const [recordId, dueAt] = [cryptoIds.uuid(), new Date('2026-12-11T15:59:59.000Z')];
      await desk.tellOfRecord(recordId, { kind: 'inspection', items, dueAt, reason: '年度核查' });
      await desk.settle();

      const [one] = received;
      const { type, data } = JSON.parse(one?.body ?? '{}');
      expect(one?.isBelieved).toBe(true);
      expect(type).toBe('record-event');
      expect(schemaOf('RecordEvent').safeParse(data).error).toBeUndefined();
      expect(events()).toMatchObject([
        { recordId, sequence: 1, kind: 'inspection', websites: [], items, dueAt, reason: '年度核查' },
      ]);
    });

    it('is numbered in each record from 1, and sent in that order under one id until the service has it', async () => {
      const [recordId, other] = [cryptoIds.uuid(), cryptoIds.uuid()];
      statuses = [503];
      await desk.tellOfRecord(recordId, { kind: 'notice', items });
      await desk.tellOfRecord(recordId, { kind: 'notice-closed', notice: 1 });
      await desk.tellOfRecord(other, { kind: 'access-ended', by: 'provider', websites: ['粤ICP备2026000001号-1'] });
      await desk.settle();

      const ofRecord = events().filter((event) => String(event.recordId) === recordId);
      expect(new Set(ofRecord.map(({ sequence, kind }) => `${sequence} ${kind}`))).toEqual(
        new Set(['1 notice', '2 notice-closed']),
      );
      expect(events().find((event) => String(event.recordId) === other)).toMatchObject({ sequence: 1, by: 'provider' });
      expect(received).toHaveLength(4);
      expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
    });
  });

  if (readsRecords)
    describe('the feed of records', () => {
      it('is described by the contract, read to its end by signed questions, and from there the next time', async () => {
        const [one, other] = [cryptoIds.uuid(), cryptoIds.uuid()];
        feed = [change(7_000_001, one, '粤ICP备2026000001号'), change(7_000_002, other, '粤ICP备2026000002号')];
        await desk.records?.follow();
        const read = [await desk.records?.number(one), await desk.records?.number(other)];
        const first = asks;
        asks = [];
        await desk.records?.follow();

        expect(schemaOf('RecordChange').safeParse(feed[0]).error).toBeUndefined();
        expect(read).toEqual(['粤ICP备2026000001号', '粤ICP备2026000002号']);
        expect(first.slice(1).map(({ target }) => target)).toEqual([
          '/v1/records/changes?after=7000001',
          '/v1/records/changes?after=7000002',
        ]);
        expect(asks).toEqual([{ target: '/v1/records/changes?after=7000002', isBelieved: true }]);
        expect(first.every(({ isBelieved }) => isBelieved)).toBe(true);
      });
    });

  describe('an erasure', () => {
    it('leaves neither documents nor verdicts, and can be repeated', async () => {
      await submit(1, ['/front']);
      await desk.decide(filingId, { kind: 'returned', flagged: FLAGS });
      await desk.settle();

      await port().erase(`${filingId}-e`, filingId);
      await port().erase(`${filingId}-e`, filingId);

      expect(await desk.document(filingId, 'doc-1')).toBeUndefined();
      expect((await asked(1)).verdicts).toEqual([]);
    });

    it('holds for everything that arrives later', async () => {
      await port().erase(`${filingId}-e`, filingId);
      await submit(1, ['/front']);
      await port().withdraw(`${filingId}-w`, filingId, 1);

      expect(fetched).toEqual([]);
      expect(await desk.document(filingId, 'doc-1')).toBeUndefined();
    });

    it('is answered 401 when nobody signed it', async () => {
      const answer = await post(`/v1/filings/${filingId}/erasure`, '{}', {});

      expect(answer.status).toBe(401);
    });
  });
}
