import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHashOf } from 'loopback-server/content-hash.ts';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verdict } from '../../contracts/review-desk/verdict.ts';
import type { Sign } from '../../platform/adapters/http/signed-exchange.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { requestText, signingKey, signRequest, verifyMessage } from '../../platform/edge/signed-message.ts';
import { createReviewDesk } from '../../shared/adapters/review-desk/review-desk.ts';
import type { FilingPackage } from '../../shared/ports/filings/review-desk.ts';
import { type ReferenceDeskSettings, type RunningReferenceDesk, startReferenceDesk } from './reference-desk.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const keys = [signingKey(SECRET)];
const FILING = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01';
const SECOND_FILING = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a02';
const WEBSITE = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let dir: string;
let receiver: Running;
let received: Received[];
/** The receiver's responses to the next webhooks; 204 to all others. */
let statuses: number[];
let desk: RunningReferenceDesk;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'reference-desk-'));
  received = [];
  statuses = [];
  receiver = await listen(0, async (request, response) => {
    const body = await readBody(request, 100_000);
    received.push({ headers: request.headers, body: String(body) });
    response.writeHead(statuses.shift() ?? 204).end();
  });
});
afterEach(async () => {
  await desk.stop();
  await receiver.stop();
  rmSync(dir, { recursive: true });
});

async function start(changes: Partial<ReferenceDeskSettings> = {}): Promise<void> {
  desk = await startReferenceDesk({
    port: 0,
    dir,
    secret: SECRET,
    webhookUrl: () => `${receiver.url}/v1/webhooks/review`,
    log: () => {},
    retrySeconds: [0.02, 0.02],
    ...changes,
  });
}
const BY_ITSELF = { decidesAfterMs: 1 };

const website = { id: WEBSITE, domain: 'yunfan.example', details: { remark: '公司产品介绍' } };
const contents = {
  filingType: 'first',
  eligibility: { region: '440000', certificateNumber: '91440300MA5FAKE01G' },
  organizer: { name: '云帆样例公司' },
  principal: {},
  websites: [website],
  documents: [] as FilingPackage['data']['documents'],
  findings: [],
};
const withRemark = (remark: string) => ({ ...contents, websites: [website, { ...website, details: { remark } }] });

const sign: Sign = (request) => ({ ...signRequest(keys, { ...request, at: new Date() }) });
const port = (timeoutSeconds = 5) => createReviewDesk({ baseUrl: desk.url, ids: cryptoIds, sign, timeoutSeconds });

async function submit(round = 1, data: FilingPackage['data'] = contents, filingId = FILING): Promise<void> {
  const unlinked = { ...data, documents: data.documents.map(({ link: _, ...document }) => document) };
  await port().submit({ filingId, round, contentHash: contentHashOf(unlinked), data });
}

const message = ({ body }: Received) => verdict.parse(JSON.parse(body).data);
const kinds = () => received.map((each) => message(each).kind);
const numbersGiven = () => received.map(message).flatMap(({ numbers }) => (numbers ? [numbers] : []));

describe('verdicts by webhook', () => {
  it('are signed, numbered in each round, and contain the flagged fields', async () => {
    await start();
    await submit(1);
    const flagged = [{ field: 'websites.0.details.remark', reason: '备注太短', suggestion: '请写明用途' }];
    desk.decide(FILING, { kind: 'returned', flagged });
    await desk.idle();
    await submit(2);
    desk.decide(FILING, { kind: 'accepted' });

    await desk.idle();

    const believed = received.map(({ headers, body }) => {
      const text = requestText({ method: 'POST', target: '/v1/webhooks/review', body });
      return verifyMessage(keys, { headers: headers as Record<string, string>, body: text, now: new Date() }).believed;
    });
    expect(believed).toEqual([true, true]);
    expect(received.map(message).map(({ round, sequence, kind }) => [round, sequence, kind])).toEqual([
      [1, 1, 'returned'],
      [2, 1, 'accepted'],
    ]);
    expect(received.map(message)[0]?.flagged).toEqual(flagged);
  });

  it('are retried under the same id until they are accepted', async () => {
    await start();
    await submit();
    statuses = [503, 302];
    desk.decide(FILING, { kind: 'accepted' });

    await desk.idle();

    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(received).toHaveLength(3);
  });

  it('survive a restart: whoever asks is told', async () => {
    await start({ retrySeconds: [] });
    await submit();
    statuses = [500];
    desk.decide(FILING, { kind: 'accepted' });
    await desk.idle();
    await desk.stop();

    await start();

    const { verdicts } = await port().verdicts([{ filingId: FILING, round: 1, after: 0 }]);
    expect(verdicts.map(({ sequence, kind }) => [sequence, kind])).toEqual([[1, 'accepted']]);
  });

  it('arrive three times at once, or never, on demand', async () => {
    await start();
    await submit();

    desk.faults.duplicates = 2;
    desk.decide(FILING, { kind: 'accepted' });
    await desk.idle();
    const duplicated = received.map(({ headers }) => headers['webhook-id']);
    received = [];
    desk.faults.lost = true;
    desk.decide(FILING, { kind: 'sms-waiting' });
    await desk.idle();

    expect([duplicated.length, new Set(duplicated).size]).toEqual([3, 1]);
    expect(received).toEqual([]);
  });
});

describe('a desk that decides by itself', () => {
  it('goes all the way to the filing number of the province', async () => {
    await start(BY_ITSELF);
    await submit();

    await desk.idle();

    const [numbers] = numbersGiven();
    expect(kinds().toSorted()).toEqual(['accepted', 'approved', 'sms-done', 'sms-waiting']);
    expect(numbers?.organizer).toMatch(/^粤ICP备20\d{8}号$/);
    expect(numbers?.websites).toEqual({ [WEBSITE]: `${numbers?.organizer}-1` });
  });

  it('begins with the SMS where no initial review is due', async () => {
    await start(BY_ITSELF);
    await submit(1, { ...contents, initialReview: false, ending: { reason: 'not-run' } });

    await desk.idle();

    expect(kinds().toSorted()).toEqual(['approved', 'sms-done', 'sms-waiting']);
    expect(numbersGiven()).toEqual([]);
  });

  it('continues the numbering of an organizer that already has a number', async () => {
    await start(BY_ITSELF);
    await submit();
    await desk.idle();
    await submit(1, contents, SECOND_FILING);
    await desk.idle();

    const [first, second] = numbersGiven();

    expect(second?.organizer).toBe(first?.organizer);
    expect(second?.websites[WEBSITE]).toBe(`${first?.organizer}-2`);
  });

  it('keeps the numbers of who is filed, which a new website, a new access and a change bring', async () => {
    const organizer = '粤ICP备2026777001号';
    const numbers = { organizer, websites: { [WEBSITE]: `${organizer}-3` } };
    await start(BY_ITSELF);
    await submit(1, { ...contents, filingType: 'new-website', numbers: { organizer, websites: {} } });
    await desk.idle();
    await submit(1, { ...contents, filingType: 'new-access', numbers }, SECOND_FILING);
    await desk.idle();
    await submit(2, { ...contents, filingType: 'change', change: { items: [], numbers } }, SECOND_FILING);
    await desk.idle();

    const [first, ...others] = numbersGiven();

    expect(first).toEqual({ organizer, websites: { [WEBSITE]: `${organizer}-101` } });
    expect(others).toEqual([numbers, numbers]);
  });

  it('gives an organizer another number when the last of its filings was revoked', async () => {
    await start(BY_ITSELF);
    await submit();
    await desk.idle();
    desk.decide(FILING, { kind: 'revoked' });
    await submit(1, contents, SECOND_FILING);
    await desk.idle();

    const [first, second] = numbersGiven();

    expect(second?.organizer).not.toBe(first?.organizer);
    expect(second?.websites[WEBSITE]).toBe(`${second?.organizer}-1`);
  });

  it('returns the first round of a website whose remark asks for it', async () => {
    await start(BY_ITSELF);
    await submit(1, withRemark('演示，请退回'));
    await desk.idle();
    const firstRound = received.map(message);
    await submit(2, withRemark('演示，请退回'));

    await desk.idle();

    expect(firstRound.map(({ kind, flagged }) => [kind, flagged.map(({ field }) => field)])).toEqual([
      ['returned', ['websites.1.details.remark']],
    ]);
    expect(kinds()).toContain('approved');
  });

  it.each([
    ['请不予受理', ['declined']],
    ['请短信超时', ['accepted', 'sms-waiting', 'sms-timed-out', 'sms-waiting', 'sms-done', 'approved']],
    ['请短信失败', ['accepted', 'sms-waiting', 'sms-failed']],
    ['请管局退回', ['accepted', 'sms-waiting', 'sms-done', 'authority-returned']],
  ])('does once what the remark “%s” requests', async (remark, expected) => {
    await start(BY_ITSELF);
    await submit(1, withRemark(remark));

    await desk.idle();

    expect(desk.list()[0]?.verdicts.map(({ kind }) => kind)).toEqual(expected);
  });

  it('takes 请更正 out of a remark as an amendment', async () => {
    await start(BY_ITSELF);
    await submit(1, withRemark('公司介绍请更正'));

    await desk.idle();

    expect(received.map(message).find(({ kind }) => kind === 'accepted')?.amendments).toEqual([
      {
        field: 'websites.1.details.remark',
        before: '公司介绍请更正',
        after: '公司介绍',
        reason: '删去与网站无关的文字。',
      },
    ]);
  });

  it('continues after a restart', async () => {
    await start({ decidesAfterMs: 60_000 });
    await submit();
    await desk.stop();

    await start(BY_ITSELF);
    await desk.idle();

    expect(kinds()).toHaveLength(4);
  });
});

it('calls to the desk fail on demand, in turns: busy, broken, and done without an answer', async () => {
  await start();
  desk.faults.failing = true;
  const failures: unknown[] = [];

  for (let call = 1; call <= 7; call += 1) {
    const filing = { filingId: FILING, round: 1, contentHash: contentHashOf(contents), data: contents };
    await port(0.2)
      .submit(filing)
      .catch((error: { kind: unknown }) => failures.push(error.kind));
  }

  expect(failures.toSorted()).toEqual(['broken', 'broken', 'broken', 'throttled', 'throttled', 'throttled', 'timeout']);
  expect(desk.list()).toHaveLength(1);
});

it('documents are kept with all that is said of them, which the content hash covers, but without their links', async () => {
  await start();
  const store = await listen(0, async (_, response) => void response.end('picture'));
  const document = { id: 'doc-1', kind: 'id-front', label: '身份证', subject: 'principal', contentType: 'image/png' };
  const finding = { ruleId: 'MT-06', severity: 'warn', field: 'principal.idNumber', message: '有反光。' };
  const read = { ...document, isRead: true, findings: [finding] };

  await submit(1, { ...contents, documents: [{ ...read, link: `${store.url}/a?sign=1` }] });
  await store.stop();

  expect(desk.list()[0]?.submission?.data.documents).toEqual([read]);
  expect(desk.document(FILING, 'doc-1')).toBe('picture');
});

describe('[E2] an erased filing', () => {
  /** Every file below the desk's directory, as text. */
  const everything = () => readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'));
  const document = { id: 'd1', kind: 'id-front', label: '身份证', subject: 'principal', contentType: 'image/jpeg' };

  it('leaves no value on the disk', async () => {
    await start();
    await submit();
    desk.decide(FILING, { kind: 'approved' });
    await desk.idle();
    const before = everything().join();

    await port().erase('erase', FILING);

    for (const value of ['云帆', 'yunfan.example', '91440300MA5FAKE01G', 'ICP备']) {
      expect(before).toContain(value);
      expect(everything().join()).not.toContain(value);
    }
  });

  it('is not spoken of any more: a verdict that was not delivered is given up', async () => {
    await start({ retrySeconds: [0.3, 0.3] });
    await submit();
    statuses = [500];
    desk.decide(FILING, { kind: 'returned', flagged: [{ field: 'organizer.name', reason: '请核对云帆' }] });
    await expect.poll(() => received.length).toBe(1);

    await port().erase('erase', FILING);
    await desk.idle();

    expect(received).toHaveLength(1);
  });

  it('does not come back with a submission whose documents were being fetched', async () => {
    await start();
    let send: (() => void) | undefined;
    const slow = await listen(0, async (_, response) => {
      await new Promise<void>((resolve) => {
        send = resolve;
      });
      response.end('the picture of an ID card');
    });
    const submitting = submit(1, { ...contents, documents: [{ ...document, link: `${slow.url}/d1` }] });
    await expect.poll(() => send).toBeDefined();

    await port().erase('erase', FILING);
    send?.();
    await submitting;
    await slow.stop();

    expect(desk.list()).toEqual([{ filingId: FILING, withdrawnRound: 0, verdicts: [], erasedAt: expect.any(String) }]);
    expect(desk.document(FILING, 'd1')).toBeUndefined();
  });
});
