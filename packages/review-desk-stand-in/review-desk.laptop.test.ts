import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verdict } from '../../contracts/review-desk/verdict.ts';
import { REVIEW_DESK_WORDS } from '../../local/review-desk-words.ts';
import type { Sign } from '../../platform/adapters/http/signed-exchange.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { requestText, signingKey, signRequest, verifyMessage } from '../../platform/edge/signed-message.ts';
import { createReviewDesk } from '../../shared/adapters/review-desk/review-desk.ts';
import { contentHashOf } from './content-hash.ts';
import { type ReviewDeskSettings, type RunningReviewDesk, startReviewDesk } from './review-desk.ts';

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
let desk: RunningReviewDesk;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'review-desk-'));
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

async function start(changes: Partial<ReviewDeskSettings> = {}): Promise<RunningReviewDesk> {
  desk = await startReviewDesk({
    port: 0,
    dir,
    secret: SECRET,
    webhookUrl: () => `${receiver.url}/v1/webhooks/review`,
    mode: 'manual',
    words: REVIEW_DESK_WORDS,
    log: () => {},
    automaticDelayMs: 1,
    retrySeconds: [0.02, 0.02],
    ...changes,
  });
  return desk;
}

const website = { id: WEBSITE, domain: 'yunfan.example', details: { remark: '公司产品介绍' } };
const contents = {
  eligibility: { region: '440000', certificateNumber: '91440300MA5FAKE01G' },
  organizer: { name: '云帆<b>样例</b>公司' },
  websites: [website],
  documents: [] as Record<string, unknown>[],
  findings: [],
};

const sign: Sign = (request) => ({ ...signRequest(keys, { ...request, at: new Date() }) });

async function submit(round = 1, data: typeof contents = contents, filingId = FILING): Promise<void> {
  const port = createReviewDesk({ baseUrl: desk.url, ids: cryptoIds, sign });
  const unlinked = { ...data, documents: data.documents.map(({ link: _, ...document }) => document) };
  await port.submit({ filingId, round, contentHash: contentHashOf(unlinked), data });
}

const message = ({ body }: Received) => verdict.parse(JSON.parse(body).data);
const kinds = () => received.map((each) => message(each).kind);
const believed = ({ headers, body }: Received) =>
  verifyMessage(keys, {
    headers: headers as Record<string, string>,
    body: requestText({ method: 'POST', target: '/v1/webhooks/review', body }),
    now: new Date(),
  }).believed;

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

    expect(received.map(believed)).toEqual([true, true]);
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
    expect(desk.list()[0]?.verdicts[0]?.delivered).toBe(true);
  });

  it('survive a restart, and undelivered ones are sent again', async () => {
    await start({ retrySeconds: [] });
    await submit();
    statuses = [500];
    desk.decide(FILING, { kind: 'accepted' });
    await desk.idle();
    await desk.stop();

    await start();
    await desk.idle();

    expect(kinds()).toEqual(['accepted', 'accepted']);
    expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id']);
    expect(desk.list()[0]?.verdicts.map(({ kind, delivered }) => [kind, delivered])).toEqual([['accepted', true]]);
  });

  it('arrive twice, late, in reverse, never, or forged, on demand', async () => {
    await start({ retrySeconds: [] });
    await submit();

    desk.setFaults({ duplicates: 2 });
    desk.decide(FILING, { kind: 'accepted' });
    await desk.idle();
    const duplicated = kinds();
    received = [];
    desk.setFaults({ reorder: 2 });
    desk.decide(FILING, { kind: 'sms-waiting' });
    desk.decide(FILING, { kind: 'sms-done' });
    await desk.idle();
    const reordered = kinds();
    received = [];
    desk.setFaults({ lost: 1 });
    desk.decide(FILING, { kind: 'approved' });
    await desk.idle();
    const lost = kinds();
    desk.setFaults({ forged: 1 });
    desk.decide(FILING, { kind: 'approved' });
    await desk.idle();
    const forged = received.map(believed);
    desk.setFaults({ delayMs: 60 });
    const decidedAt = performance.now();
    desk.decide(FILING, { kind: 'approved' });
    await desk.idle();
    const waitedMs = performance.now() - decidedAt;

    expect(duplicated).toEqual(['accepted', 'accepted', 'accepted']);
    expect(reordered).toEqual(['sms-done', 'sms-waiting']);
    expect(lost).toEqual([]);
    expect(forged).toEqual([false]);
    expect(waitedMs).toBeGreaterThan(55);
  });
});

describe('automatic review', () => {
  it('goes all the way to the filing number of the province', async () => {
    await start({ mode: 'automatic' });
    await submit();

    await desk.idle();

    const numbers = received.map(message).find(({ kind }) => kind === 'approved')?.numbers;
    expect(kinds().toSorted()).toEqual(['accepted', 'approved', 'sms-done', 'sms-waiting']);
    expect(numbers?.organizer).toMatch(/^粤ICP备20\d{8}号$/);
    expect(numbers?.websites).toEqual({ [WEBSITE]: `${numbers?.organizer}-1` });
  });

  it('continues the numbering of an organizer that already has a number', async () => {
    await start({ mode: 'automatic' });
    await submit();
    await desk.idle();
    await submit(1, contents, SECOND_FILING);
    await desk.idle();

    const [first, second] = received.map(message).flatMap(({ numbers }) => (numbers ? [numbers] : []));

    expect(second?.organizer).toBe(first?.organizer);
    expect(second?.websites[WEBSITE]).toBe(`${first?.organizer}-2`);
  });

  it('keeps the number of a website that gets another access', async () => {
    await start({ mode: 'automatic' });
    await submit();
    await desk.idle();
    const newAccess = { ...contents, filingType: 'new-access' };
    await submit(1, newAccess, SECOND_FILING);
    await desk.idle();

    const [first, second] = received.map(message).flatMap(({ numbers }) => (numbers ? [numbers] : []));

    expect(second).toEqual(first);
  });

  it('gives an organizer another number when the last of its filings was revoked', async () => {
    await start({ mode: 'automatic' });
    await submit();
    await desk.idle();
    desk.decide(FILING, { kind: 'revoked' });
    await submit(1, contents, SECOND_FILING);
    await desk.idle();

    const [first, second] = received.map(message).flatMap(({ numbers }) => (numbers ? [numbers] : []));

    expect(second?.organizer).not.toBe(first?.organizer);
    expect(second?.websites[WEBSITE]).toBe(`${second?.organizer}-1`);
  });

  it('returns the first round of a website whose remark asks for it', async () => {
    const asking = { ...contents, websites: [website, { ...website, details: { remark: '演示，请退回' } }] };
    await start({ mode: 'automatic' });
    await submit(1, asking);
    await desk.idle();
    const firstRound = received.map(message);
    await submit(2, asking);

    await desk.idle();

    expect(firstRound.map(({ kind, flagged }) => [kind, flagged.map(({ field }) => field)])).toEqual([
      ['returned', ['websites.1.details.remark']],
    ]);
    expect(kinds()).toContain('approved');
  });

  it.each([
    ['请短信超时', ['accepted', 'sms-waiting', 'sms-timed-out', 'sms-waiting', 'sms-done', 'approved']],
    ['请短信失败', ['accepted', 'sms-waiting', 'sms-failed']],
    ['请管局退回', ['accepted', 'sms-waiting', 'sms-done', 'authority-returned']],
  ])('does once what the remark “%s” requests', async (remark, expected) => {
    await start({ mode: 'automatic' });
    await submit(1, { ...contents, websites: [{ ...website, details: { remark } }] });

    await desk.idle();

    expect(desk.list()[0]?.verdicts.map(({ kind }) => kind)).toEqual(expected);
  });

  it('continues after a restart', async () => {
    await start({ mode: 'automatic', automaticDelayMs: 60_000 });
    await submit();
    await desk.stop();

    await start({ mode: 'automatic' });
    await desk.idle();

    expect(kinds()).toHaveLength(4);
  });
});

describe('the desk’s API', () => {
  it('fails on demand, in turns: busy, broken, and processed without a response', async () => {
    await start();
    desk.setFaults({ failing: 1 });
    const port = (timeoutSeconds: number) =>
      createReviewDesk({
        baseUrl: desk.url,
        ids: cryptoIds,
        sign,
        timeoutSeconds,
      });
    const failures: unknown[] = [];

    for (let call = 1; call <= 7; call += 1) {
      const filing = { filingId: FILING, round: 1, contentHash: contentHashOf(contents), data: contents };
      await port(0.2)
        .submit(filing)
        .catch((error: { kind: unknown }) => failures.push(error.kind));
    }

    expect(failures.toSorted()).toEqual([
      'broken',
      'broken',
      'broken',
      'throttled',
      'throttled',
      'throttled',
      'timeout',
    ]);
    expect(desk.list()).toHaveLength(1);
  });
});

describe('documents of a submission', () => {
  const document = {
    id: 'doc-1',
    kind: 'id-front',
    label: '身份证人像面',
    subject: 'principal',
    contentType: 'image/png',
  };
  let store: Running;
  let links: string[];
  beforeEach(async () => {
    links = [];
    store = await listen(0, async (request, response) => {
      links.push(String(request.url));
      response.writeHead(request.url === '/gone' ? 404 : 200).end('picture');
    });
  });
  afterEach(() => store.stop());

  it('are fetched while their links are valid, and shown from the desk', async () => {
    await start();
    await submit(1, { ...contents, documents: [{ ...document, link: `${store.url}/a?sign=1` }] });

    const shown = await fetch(`${desk.url}/filings/${FILING}/documents/doc-1`);

    expect(await shown.text()).toBe('picture');
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(links).toEqual(['/a?sign=1']);
    expect(JSON.stringify(desk.list())).not.toContain('sign=1');
  });

  it('are kept with all that is said of them, which the content hash covers', async () => {
    await start();
    const read = { ...document, isRead: true, findings: [{ ruleId: 'MT-06', severity: 'warn' }] };

    await submit(1, { ...contents, documents: [{ ...read, link: `${store.url}/a` }] });

    expect(desk.list()[0]?.submission?.data.documents).toEqual([read]);
  });

  it('that can not be fetched make the submission fail, so that it is retried with new links', async () => {
    await start();

    const submitted = submit(1, { ...contents, documents: [{ ...document, link: `${store.url}/gone` }] });

    await expect(submitted).rejects.toMatchObject({ kind: 'broken', vendorCode: 'HTTP 503' });
    expect(desk.list()).toEqual([]);
  });
});

describe('the reviewer’s pages', () => {
  const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
  const decide = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${desk.url}/filings/${FILING}/decisions`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...formHeaders, ...headers },
      body: new URLSearchParams(fields),
    });

  it('show the submission, as text', async () => {
    await start();
    await submit();

    const list = await (await fetch(desk.url)).text();
    const page = await (await fetch(`${desk.url}/filings/${FILING}`)).text();

    expect(list).toContain('云帆&lt;b&gt;样例&lt;/b&gt;公司');
    expect(page).toContain('<dt>网站备注</dt><dd>公司产品介绍');
    expect(page).toContain('<dt>备案省份</dt><dd>广东');
    expect(page + list).not.toContain('<b>样例');
  });

  it('return a filing with the fields that have a reason', async () => {
    await start();
    await submit();

    const answer = await decide({
      kind: 'returned',
      round: '1',
      'reason:websites.0.details.remark': ' 备注太短 ',
      'suggestion:websites.0.details.remark': '',
      'reason:organizer.name': '',
    });
    await desk.idle();

    expect(answer.status).toBe(303);
    expect(received.map(message).map(({ kind, flagged }) => ({ kind, flagged }))).toEqual([
      { kind: 'returned', flagged: [{ field: 'websites.0.details.remark', reason: '备注太短' }] },
    ]);
  });

  it.each([
    ['a return without a reason', { kind: 'returned', round: '1' }],
    ['a yes beside a reason', { kind: 'accepted', round: '1', 'reason:organizer.name': '不一致' }],
    ['what is not to be decided now', { kind: 'approved', round: '1' }],
    ['what was seen in another round', { kind: 'accepted', round: '2' }],
  ])('refuse %s', async (_case, fields) => {
    await start();
    await submit();

    const answer = await decide(fields);

    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('role="alert"');
    expect(desk.list()[0]?.verdicts).toEqual([]);
  });

  it('show in the next round what came of each item, beside the words of the last return', async () => {
    await start();
    await submit();
    await decide({ round: '1', kind: 'returned', 'reason:websites.0.details.remark': '备注<太短>' });
    const repairs = [
      { item: 1, field: 'websites.0.details.remark', changed: false, word: '这就是<全部>用途' },
      { item: 2, field: 'organizer.remark', changed: true },
    ];
    await submit(2, { ...contents, repairs } as typeof contents);

    const page = await (await fetch(`${desk.url}/filings/${FILING}`)).text();

    expect(page).toContain('上次退回的内容');
    expect(page).toContain('<strong>网站备注</strong>：没有改');
    expect(page).toContain('上次的意见：备注&lt;太短&gt;');
    expect(page).toContain('申请人说明：这就是&lt;全部&gt;用途');
    expect(page).toContain('<strong>主体备注</strong>：已修改');
    expect(page).not.toContain('repairs');
  });

  it.each([
    ['neither changed nor answered', { item: 1, field: 'organizer.remark', changed: false }],
    ['an empty word', { item: 1, field: 'organizer.remark', changed: true, word: '' }],
    ['no number', { item: 0, field: 'organizer.remark', changed: true }],
  ])('never see a round with %s: it is refused', async (_what, repair) => {
    await start();

    const submitted = submit(2, { ...contents, repairs: [repair] } as typeof contents);

    await expect(submitted).rejects.toMatchObject({ kind: 'refused', vendorCode: 'HTTP 422' });
  });

  it('list the filings that need a decision, and on demand all', async () => {
    await start();
    await submit();
    const waiting = await (await fetch(desk.url)).text();
    desk.decide(FILING, { kind: 'returned', flagged: [{ field: 'organizer.name', reason: '不一致' }] });

    const [open, all] = await Promise.all(
      ['/', '/?show=all'].map(async (path) => (await fetch(`${desk.url}${path}`)).text()),
    );

    expect(waiting).toContain('待处理 1');
    expect(open).toContain('没有待处理的备案');
    expect(all).toContain('已退回');
  });

  it('offer the common reasons of a field, and add the suggestion', async () => {
    await start();
    await submit();
    const page = await (await fetch(`${desk.url}/filings/${FILING}`)).text();
    const reason = /<datalist id="usual:organizer\.name"><option value="([^"]+)">/.exec(page)?.[1] ?? '';

    await decide({ kind: 'returned', round: '1', 'reason:organizer.name': reason });
    await desk.idle();

    const [flag] = received.map(message).flatMap(({ flagged }) => flagged);
    expect(flag).toMatchObject({ field: 'organizer.name', reason });
    expect(flag?.suggestion).toMatch(/[\u4e00-\u9fff]{6}/);
  });

  it('keep the input when a decision is refused', async () => {
    await start();
    await submit();

    const answer = await decide({ kind: 'accepted', round: '1', 'reason:organizer.name': '与执照 <不符>' });

    expect(await answer.text()).toContain('value="与执照 &lt;不符&gt;"');
  });

  it('change the settings, and refuse numbers out of range', async () => {
    await start();
    await submit();
    const turn = (fields: Record<string, string>) =>
      fetch(`${desk.url}/drill`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });

    const tooMuch = await turn({ lost: '2', mode: 'manual' });
    const set = await turn({ duplicates: '1', lost: '', mode: 'automatic' });
    await desk.idle();

    const page = await (await fetch(`${desk.url}/drill`)).text();
    expect([tooMuch.status, set.status]).toEqual([422, 303]);
    expect(page).toMatch(/name="duplicates"[^>]*value="1"/);
    expect(page).toMatch(/value="automatic" checked/);
    expect(kinds().toSorted()).toEqual(
      ['accepted', 'approved', 'sms-done', 'sms-waiting'].flatMap((kind) => [kind, kind]),
    );
  });

  it('refuse a form on another site', async () => {
    await start();
    await submit();

    const answer = await decide({ kind: 'accepted', round: '1' }, { 'sec-fetch-site': 'cross-site' });

    expect(answer.status).toBe(404);
    expect(desk.list()[0]?.verdicts).toEqual([]);
  });

  it('reply 404 for other paths', async () => {
    await start();

    const answers = [
      '/filings/x',
      '/filings/..%2f..%2fregistry',
      `/filings/${FILING}/documents/..`,
      '/favicon.ico',
    ].map(async (path) => (await fetch(`${desk.url}${path}`)).status);

    expect(await Promise.all(answers)).toEqual([404, 404, 404, 404]);
  });
});

describe('[E2] an erased filing', () => {
  /** Every file below the desk's directory, as text. */
  const everything = () =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(dir, name)).isFile())
      .map((name) => `${name}: ${readFileSync(join(dir, name), 'latin1')}`)
      .join('\n');
  const picture = async () => {
    const server = await listen(0, async (_, response) => void response.end('the picture of an ID card'));
    const document = { id: 'd1', kind: 'id-front', label: '身份证', subject: 'principal', contentType: 'image/jpeg' };
    return { server, documents: [{ ...document, link: `${server.url}/d1` }] };
  };
  const erase = async (filingId = FILING) => {
    await createReviewDesk({ baseUrl: desk.url, ids: cryptoIds, sign }).erase(`erase/${filingId}`, filingId);
  };

  it('leaves no value on the disk, not even after a restart, nor on a page', async () => {
    await start();
    const { server, documents } = await picture();
    await submit(1, { ...contents, documents });
    desk.decide(FILING, { kind: 'approved' });
    await desk.idle();
    const before = everything();

    await erase();
    await server.stop();

    const page = await fetch(`${desk.url}/filings/${FILING}`);
    await desk.stop();
    await start();
    const list = await (await fetch(`${desk.url}/?show=all`)).text();
    const certificate = createHash('sha256').update(contents.eligibility.certificateNumber).digest('hex');
    for (const value of ['云帆', 'yunfan.example', 'the picture', certificate]) {
      expect(Buffer.from(before, 'latin1').toString('utf8') + before).toContain(value);
      expect(Buffer.from(everything(), 'latin1').toString('utf8') + everything() + list).not.toContain(value);
    }
    expect(page.status).toBe(404);
  });

  it('keeps the number of an organizer that has another filing here', async () => {
    await start();
    await submit();
    await submit(1, contents, SECOND_FILING);
    const [first] = [desk.decide(FILING, { kind: 'approved' })];

    await erase();
    const second = desk.decide(SECOND_FILING, { kind: 'approved' });

    expect(second.numbers?.organizer).toBe(first.numbers?.organizer);
  });

  it('is not spoken of any more: a verdict that was not delivered is given up', async () => {
    await start({ retrySeconds: [0.3, 0.3] });
    await submit();
    statuses = [500];
    desk.decide(FILING, { kind: 'returned', flagged: [{ field: 'organizer.name', reason: '请核对云帆' }] });
    await expect.poll(() => received.length).toBe(1);

    await erase();
    await desk.idle();

    expect(received).toHaveLength(1);
  });

  it('does not come back with a submission whose documents were being fetched', async () => {
    await start();
    let send = () => {};
    const slow = await listen(0, async (_, response) => {
      await new Promise<void>((resolve) => {
        send = resolve;
      });
      response.end('the picture of an ID card');
    });
    const document = { id: 'd1', kind: 'id-front', label: '身份证', subject: 'principal', contentType: 'image/jpeg' };
    const submitting = submit(1, { ...contents, documents: [{ ...document, link: `${slow.url}/d1` }] });
    await expect.poll(() => send.toString()).not.toBe('() => {}');

    await erase();
    send();
    await submitting;
    await slow.stop();

    expect(desk.list()).toEqual([{ filingId: FILING, withdrawnRound: 0, verdicts: [], erasedAt: expect.any(String) }]);
    expect(everything()).not.toContain('the picture');
  });
});
