import { ENTERPRISE } from 'specimens/people.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import type { FlaggedField } from '../../shared/domain/filing/filing.ts';
import { filingRounds, filings, reviews } from '../../tests/support/database/service-ports.ts';
import { readyDocument, readyFiling } from '../../tests/support/filings/ready-filing.ts';
import { type Call, callerAt, type ErrorReply, refusalOf, type SeenReply } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const FLAGGED: readonly FlaggedField[] = [
  { field: 'websites.0.details.remark', reason: '没有写明面向哪些访客', suggestion: '写明访客' },
  { field: 'websites.0.documents.handheld-photo', reason: '右手挡住了执照' },
  { field: 'principal.officePhone', reason: '无人接听' },
];

const { laptop } = await sharedLaptop();

let call: Call;
let filingId: string;
let websiteId: string;
let people = 0;

beforeEach(async () => {
  people += 1;
  const name = `repairing person ${people}`;
  const ready = await readyFiling(await laptop.signedIn(name));
  filingId = ready.filingId;
  websiteId = ready.websiteId;
  call = await callerAt(laptop, name);
  expect((await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true })).status).toBe(202);
});
// The one server of the specimens takes only a limited number of websites that are filed or in progress.
afterEach(async () => {
  const { sql } = await database();
  await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
});

const giveBack = async (flagged = FLAGGED) =>
  (await reviews()).changeFiling(filingId, () => ({ event: 'return', flagged, lastVerdict: 1 }));
const answered = (item: number | string, word: unknown, round: number | string = 1, by = call) =>
  by('PUT', `/v1/filings/${filingId}/rounds/${round}/answers/${item}`, { word });
const takenBack = (item: number, by = call) => by('DELETE', `/v1/filings/${filingId}/rounds/1/answers/${item}`);

interface ShownItem {
  readonly item: number;
  readonly state: string;
  readonly oldPictures: readonly string[];
}
const statesIn = ({ body }: SeenReply) =>
  (body as { repairs: readonly ShownItem[] }).repairs.map(({ item, state }) => [item, state]);

/** The page of the repair, with what its view shows in clear. */
async function repairShown() {
  const shown = (await call('GET', `/v1/filings/${filingId}/repair`)).body as {
    readonly round: number;
    readonly items: readonly ShownItem[];
    readonly view: { readonly url: string };
  };
  const clear = await (await fetch(shown.view.url)).json();
  return { ...shown, clear: clear as { readonly items: readonly unknown[] } };
}

describe('a word to the reviewer', () => {
  beforeEach(() => giveBack());

  it('answers its item; the second replaces the first, and it can be taken back', async () => {
    const first = await answered(3, '新装座机');
    const second = await answered(3, '  新装座机，十月起使用  ');
    const { clear } = await repairShown();
    const back = await takenBack(3);

    expect([first, second, back].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect([first, second, back].map((reply) => statesIn(reply)[2])).toEqual([
      [3, 'answered'],
      [3, 'answered'],
      [3, 'open'],
    ]);
    expect(clear.items[2]).toEqual({
      item: 3,
      before: ENTERPRISE.principal.officePhone,
      now: ENTERPRISE.principal.officePhone,
      word: '新装座机，十月起使用',
    });
  });

  it('is in no reply: what the person typed is behind a link of five minutes', async () => {
    const word = '经办人周先生已换新座机';
    const replies = [
      await answered(3, word),
      await call('GET', `/v1/filings/${filingId}`),
      await call('GET', `/v1/filings/${filingId}/overview`),
      await call('GET', `/v1/filings/${filingId}/repair`),
      await call('GET', `/v1/filings/${filingId}/progress`),
    ];

    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(replies.filter(({ text }) => text.includes(word))).toEqual([]);
  });

  it('said twice alike changes the filing once', async () => {
    await answered(3, '新装座机');
    const { version } = await (await reviews()).findFiling(filingId);

    await answered(3, '新装座机');

    expect((await (await reviews()).findFiling(filingId)).version).toBe(version);
  });

  it.each([
    ['', 'blank'],
    ['   ', 'spaces'],
    ['　\t', 'wide spaces'],
    ['字'.repeat(201), 'too long'],
    [7, 'no text'],
  ])('is refused when it is %j (%s), with the field and a sentence', async (word, _what) => {
    const reply = await answered(1, word);

    const { message, facts } = (reply.body as ErrorReply).error;
    expect(refusalOf(reply)).toBe('422 request.invalid');
    expect(message).toMatch(/请/);
    expect(facts.fields).toMatchObject([{ field: 'word', message: expect.stringMatching(/[\u4e00-\u9fff]/) }]);
    expect((await (await reviews()).findFiling(filingId)).contents.answers).toBeUndefined();
  });

  it.each([
    ['an item that is not flagged', 4, 1, '404 filing.flag-unknown'],
    ['an earlier or later round', 1, 2, '409 filing.changed-meanwhile'],
    ['no item at all', 0, 1, '404 route.unknown'],
    ['half an item', '1.5', 1, '404 route.unknown'],
  ])('is refused about %s', async (_what, item, round, refusal) => {
    expect(refusalOf(await answered(item, '没有问题', round))).toBe(refusal);
  });

  it("is refused about another account's filing, which is not revealed", async () => {
    const stranger = await callerAt(laptop, 'a stranger');
    await stranger('POST', '/v1/me/consents', { textVersion: '2026-11' });

    const replies = [
      await answered(1, '没有问题', 1, stranger),
      await takenBack(1, stranger),
      await stranger('GET', `/v1/filings/${filingId}/repair`),
      await stranger('GET', `/v1/filings/${filingId}/overview`),
    ];

    expect(replies.map(refusalOf)).toEqual(Array(4).fill('404 filing.unknown'));
  });

  it('is refused after the consent was withdrawn', async () => {
    await call('DELETE', '/v1/me/consents');

    expect(refusalOf(await answered(1, '没有问题'))).toBe('422 consent.missing');
  });

  it('is refused once the filing is submitted again', async () => {
    for (const { item } of FLAGGED.map((_, index) => ({ item: index + 1 }))) await answered(item, '没有问题');
    expect((await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true })).status).toBe(202);

    const late = [await answered(1, '再说一句'), await call('GET', `/v1/filings/${filingId}/repair`)];

    expect(late.map(refusalOf)).toEqual(['409 filing.wrong-state', '409 filing.wrong-state']);
  });
});

describe('the repair of a returned filing', () => {
  it('shows the reviewer’s words beside the old value and the old picture, and what came of each item', async () => {
    const [old] =
      (await (await filingRounds()).findRound(filingId, 1))?.data.documents.filter(
        ({ kind }) => kind === 'handheld-photo',
      ) ?? [];
    await giveBack();
    const before = await repairShown();
    await readyDocument(await (await reviews()).findFiling(filingId), 'handheld-photo', `website:${websiteId}`);
    const remark = '展示公司的产品与服务，面向企业客户';
    await call('PUT', `/v1/filings/${filingId}/websites/${websiteId}`, { ...ENTERPRISE.website, remark });

    const { round, items, clear } = await repairShown();

    expect(before.items.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
    expect(round).toBe(1);
    expect(items).toMatchObject([
      {
        item: 1,
        name: '网站备注',
        reason: '没有写明面向哪些访客',
        suggestion: '写明访客',
        kind: 'field',
        state: 'changed',
      },
      { item: 2, name: '手持证件照', reason: '右手挡住了执照', kind: 'picture', state: 'changed' },
      { item: 3, name: '主体负责人：办公室电话', reason: '无人接听', kind: 'field', state: 'open' },
    ]);
    expect(items.map(({ oldPictures }) => oldPictures)).toEqual([[], [old?.id], []]);
    expect(clear.items[0]).toEqual({ item: 1, before: ENTERPRISE.website.remark, now: remark });
  });

  it('follows its website when one before it is taken out, and forgets what was flagged in that one', async () => {
    const { applicantId } = await (await reviews()).findFiling(filingId);
    const contents = (await (await reviews()).findFiling(filingId)).contents;
    const [site] = contents.websites;
    if (!site) throw new Error('the filing has a website');
    // As if three websites had been submitted.
    const sites = ['0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b02', '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b03'].map((id, index) => ({
      ...site,
      id,
      domain: `yunfan-keji-${index}.cn`,
    }));
    await call('DELETE', `/v1/submissions/${filingId}`);
    await (await filings()).change(filingId, applicantId, () => ({
      event: 'save',
      contents: { ...contents, websites: [site, ...sites] },
    }));
    const frozen = await (await filingRounds()).findRound(filingId, 1);
    if (!frozen) throw new Error('it was submitted once');
    const data = { ...frozen.data, websites: [site, ...sites] };
    await (await filingRounds()).freeze({ ...frozen, round: 2, data });
    await (await filings()).change(filingId, applicantId, () => ({ event: 'submit', round: 2, lastVerdict: 0 }));
    await giveBack([
      { field: 'websites.1', reason: '域名不是贵单位的' },
      { field: 'websites.2.details.remark', reason: '太短' },
    ]);

    const removed = await call('DELETE', `/v1/filings/${filingId}/websites/${sites[0]?.id}`);
    const overview = (await call('GET', `/v1/filings/${filingId}/overview`)).body as { repairs: readonly unknown[] };
    const wrong = await call('PUT', `/v1/filings/${filingId}/websites/${site.id}`, {
      ...ENTERPRISE.website,
      remark: '另一个网站的备注',
    });
    await call('PUT', `/v1/filings/${filingId}/websites/${sites[1]?.id}`, {
      ...ENTERPRISE.website,
      remark: '展示公司的产品与服务',
    });
    const after = (await call('GET', `/v1/filings/${filingId}/overview`)).body as { repairs: readonly unknown[] };

    expect(removed.status).toBe(200);
    expect(overview.repairs).toMatchObject([{ item: 2, field: 'websites.1.details.remark', state: 'open' }]);
    expect(refusalOf(wrong)).toBe('409 filing.field-closed');
    expect(after.repairs).toMatchObject([{ item: 2, field: 'websites.1.details.remark', state: 'changed' }]);
  });
});
