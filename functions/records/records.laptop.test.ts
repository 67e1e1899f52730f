import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { Reply } from '../../client/calls/messages.ts';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { laptopSecrets } from '../../local/laptop-secrets.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { database, transactions } from '../../shared/compose/database.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { recordEvents, reviews } from '../../tests/support/database/service-ports.ts';
import { approveFiling } from '../../tests/support/filings/approve-filing.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { inProcessLaptop, openDraft } from '../../tests/support/test-laptop.ts';
import type { contract } from './contract.ts';

const dir = mkdtempSync(join(tmpdir(), 'records-'));
const { laptop } = await inProcessLaptop({ review: 'manual', dir });
afterAll(() => rmSync(dir, { recursive: true, force: true }));
afterEach(async () => {
  await (await database()).sql.deleteFrom('record').execute();
});

const NUMBER = '粤ICP备2026000001号';
const change = async (filingId: string, event: FilingEvent, more: object = {}) =>
  (await reviews()).changeFiling(filingId, () => ({ event, ...more }));

/** A person whose filing the authority has approved. */
async function approved(name: string) {
  const { filingId, websiteId } = await filledDraft(await laptop.signedIn(name));
  await approveFiling(await reviews(), { filingId, websiteId, organizer: NUMBER });
  const call = await callerAt(laptop, name);
  const list = async () => ((await call('GET', '/v1/records')).body as Reply<'listRecords'>).records;
  return { filingId, websiteId, call, list };
}

describe('the records of an account', () => {
  it('have numbers, masked people, the website with its server, and what can be done', async () => {
    const { websiteId, list } = await approved('has filed');

    const [record, ...others] = await list();

    expect(others).toEqual([]);
    expect(record).toMatchObject({
      number: NUMBER,
      version: 1,
      state: 'live',
      stateLabel: '已备案',
      organizerKind: 'enterprise',
      organizer: { name: ENTERPRISE.organizer.name },
      principal: { name: '周**' },
    });
    expect(record?.certificateNumber).not.toBe(ENTERPRISE.licence.creditCode);
    expect(record?.websites).toMatchObject([
      {
        websiteId,
        number: `${NUMBER}-1`,
        domains: ['yunfan-keji.cn'],
        state: 'live',
        stateLabel: '已接入',
        cloudServices: [{ product: 'cvm' }],
      },
    ]);
    const words = (actions: readonly { label: string; reason?: string | undefined }[] = []) =>
      actions.map(({ label, reason }) => `${label} ${reason ?? '可以办理'}`);
    expect(words(record?.actions)).toEqual(['新增网站 可以办理', '变更备案 可以办理', '注销主体 可以办理']);
    expect(words(record?.websites[0]?.actions)).toEqual([
      '变更备案 可以办理',
      '取消接入 可以办理',
      '注销网站 可以办理',
    ]);
  });

  it('of somebody with an open filing say that it comes first', async () => {
    const { list } = await approved('files again');
    await openDraft(await laptop.signedIn('files again'), 'individual');

    const [record] = await list();

    expect(record?.actions[0]).toEqual({
      action: 'new-website',
      label: '新增网站',
      reason: '你有一个正在办理的备案订单，完成或放弃后才能办理。',
    });
  });

  it('say what to see to: what runs out, and what the last look found of a website', async () => {
    const { filingId, websiteId, list } = await approved('has things to see to');
    const before = await list();
    const outside = {
      domains: { 'yunfan-keji.cn': '2026-01-01' },
      servers: {},
      websites: { [websiteId]: { look: 'silent', since: '2026-01-01T00:00:00.000Z' } },
    };
    const { sql } = await database();
    await sql
      .updateTable('record')
      .set({ outside: JSON.stringify(outside) })
      .where('id', '=', recordBegunBy(filingId))
      .execute();

    const [record] = await list();

    expect(before[0]?.hints).toEqual([]);
    expect(record?.hints).toEqual([
      { code: 'domain', message: '域名 yunfan-keji.cn 已于2026年1月1日到期，请续费。' },
      {
        code: 'silent',
        message: '网站 yunfan-keji.cn 打不开。已备案的网站要能正常访问，请尽快恢复；不再使用的，请办理注销。',
        websiteId,
      },
    ]);
  });

  it('that have ended say why, and nothing can be done with them', async () => {
    const { filingId, list } = await approved('is revoked');
    await change(filingId, 'revoke');

    const [record] = await list();

    expect(record).toMatchObject({
      state: 'ended',
      stateLabel: '已注销',
      ended: { why: 'revoked', label: '管局已注销这次备案' },
      actions: [],
      websites: [{ state: 'ended', stateLabel: '已注销', cloudServices: [], actions: [] }],
    });
  });
});

describe('one record', () => {
  it('has its versions, and its values in clear behind a link, which is audited', async () => {
    const { filingId, call } = await approved('looks closer');

    const shown = await call('GET', `/v1/records/${filingId}`);

    const { record, versions, view } = shown.body as Reply<'showRecord'>;
    expect(record.recordId).toBe(filingId);
    expect(versions).toMatchObject([{ version: 1, cause: 'approval', label: '备案通过', filingId }]);
    expect(shown.text).not.toContain(ENTERPRISE.principal.name);
    const clear = await (await fetch(view.url)).json();
    expect(clear).toMatchObject({ principal: { name: ENTERPRISE.principal.name }, organizer: ENTERPRISE.organizer });
    const { sql } = await database();
    const audited = await sql.selectFrom('audit').select('action').where('subject_id', '=', filingId).execute();
    expect(audited).toEqual([{ action: 'record.viewed' }]);
  });

  it('of another account does not exist', async () => {
    const { filingId } = await approved('keeps it');
    const stranger = await callerAt(laptop, 'a stranger');

    const [one, all] = [await stranger('GET', `/v1/records/${filingId}`), await stranger('GET', '/v1/records')];

    expect(refusalOf(one)).toBe('404 record.unknown');
    expect(all.body).toEqual({ records: [] });
  });
});

describe('a notice about a record', () => {
  const DUE = new Date('2026-12-04T02:00:00Z');
  const items = [{ field: 'principal.mobile', reason: '电话无人接听' }];

  /** Somebody whose record has a notice, which the desk has told. */
  async function withNotice(name: string, more: object = { kind: 'inspection', dueAt: DUE }) {
    const known = await approved(name);
    const told = {
      recordId: recordBegunBy(known.filingId),
      sequence: 1,
      kind: 'notice',
      at: new Date(),
      websites: [],
      items,
      ...more,
    };
    const events = await recordEvents();
    await (await transactions()).inTransaction(() => events.keep(told));
    await events.applyKept(told.recordId);
    return { ...known, path: `/v1/records/${known.filingId}/notices/1` };
  }

  it('is shown with what to mend and until when', async () => {
    const { list } = await withNotice('is inspected');

    expect((await list())[0]?.notices).toEqual([
      {
        notice: 1,
        kind: 'inspection',
        kindLabel: '备案核查',
        state: 'open',
        stateLabel: '待整改',
        at: expect.any(String),
        websites: [],
        items,
        dueAt: DUE.toISOString(),
        extended: false,
      },
    ]);
  });

  it('is prolonged once, by seven working days', async () => {
    const { call, path } = await withNotice('asks for time', {
      kind: 'inspection',
      dueAt: new Date('2099-12-04T02:00:00Z'),
    });

    const [first, second] = [await call('POST', `${path}/extension`), await call('POST', `${path}/extension`)];

    expect(first).toMatchObject({ status: 200, body: { dueAt: '2099-12-15T15:59:59.000Z', extended: true } });
    expect(refusalOf(second)).toBe('409 notice.extended');
  });

  it('whose time is over is not prolonged, but may be answered still', async () => {
    const { call, path } = await withNotice('is late', { kind: 'inspection', dueAt: new Date('2026-01-01T00:00:00Z') });

    const extended = await call('POST', `${path}/extension`);
    const answered = await call('POST', `${path}/answer`, { word: '已更换为新的号码' });

    expect(refusalOf(extended)).toBe('409 notice.overdue');
    expect(answered).toMatchObject({ status: 200, body: { state: 'answered', stateLabel: '待复核' } });
  });

  it('is answered once, and the desk reads the answer', async () => {
    const { filingId, call, path } = await withNotice('has mended');
    const word = '已更换为新的号码';

    const [first, second] = [
      await call('POST', `${path}/answer`, { word }),
      await call('POST', `${path}/answer`, { word }),
    ];

    expect(first).toMatchObject({ status: 200, body: { state: 'answered', word } });
    expect(refusalOf(second)).toBe('409 notice.done');
    const changes = await (await recordEvents()).changesAfter(0, 100);
    expect(changes.at(-1)).toMatchObject({ recordId: filingId, cause: 'notice-answered' });
  });

  it.each([
    ['a person who is filed', `${ENTERPRISE.principal.name}已换号`],
    ['a phone number', '新号码 138 2223 0018'],
    ['a certificate number in wide digits', '证件４４０３０１１９９００１０１'],
    ['a mailbox', '邮箱 new@example.com'],
  ])('is not answered with %s, since answers are logged', async (what, word) => {
    const { call, path } = await withNotice(`names ${what}`);

    const refused = await call('POST', `${path}/answer`, { word });

    expect(refusalOf(refused)).toBe('422 request.invalid');
    expect(JSON.stringify(refused.body)).toContain('答复里不要写姓名、号码或邮箱');
  });

  it('that never came, or of another account, does not exist', async () => {
    const { filingId, call, path } = await withNotice('has one notice');
    const stranger = await callerAt(laptop, 'a stranger');

    const refusals = [
      await call('POST', `/v1/records/${filingId}/notices/7/answer`, { word: '已改' }),
      await call('POST', `/v1/records/${filingId}/notices/x/answer`, { word: '已改' }),
      await stranger('POST', `${path}/answer`, { word: '已改' }),
      await stranger('POST', `${path}/extension`),
    ];

    expect(refusals.map(refusalOf)).toEqual([
      '404 notice.unknown',
      '404 route.unknown',
      '404 record.unknown',
      '404 record.unknown',
    ]);
  });
});

type Feed = z.input<typeof contract.listChanges.reply>;

describe('the feed for the desk', () => {
  const key = signingKey(laptopSecrets(dir).DESK_SECRET);
  async function ask(target: string, signed = target) {
    const question = { id: cryptoIds.uuid(), method: 'GET', target: signed, body: '', at: new Date() };
    const headers = { ...signRequest([key], question) };
    const response = await fetch(`${laptop.addresses.gateway}${target}`, { headers });
    return { status: response.status, body: (await response.json()) as Feed };
  }

  it('has the versions of all records, without anything about a person', async () => {
    const { filingId, websiteId } = await approved('is read of');
    await change(filingId, 'revoke');
    let [page, after] = [await ask('/v1/records/changes?after=0'), 0];
    for (; page.body.more; page = await ask(`/v1/records/changes?after=${after}`)) after = page.body.next;

    const own = page.body.changes.filter(({ recordId }) => String(recordId) === filingId);

    const website = { websiteId, number: `${NUMBER}-1`, domains: ['yunfan-keji.cn'] };
    expect(own).toMatchObject([
      { number: NUMBER, version: 1, cause: 'approval', state: 'live', websites: [{ ...website, hasAccess: true }] },
      { number: NUMBER, version: 2, cause: 'revocation', state: 'ended', websites: [{ ...website, hasAccess: false }] },
    ]);
    expect(await ask(`/v1/records/changes?after=${page.body.next}`)).toEqual({
      status: 200,
      body: { changes: [], next: page.body.next, more: false },
    });
    const { principal, organizer } = ENTERPRISE;
    expect(own.map((change) => change.organizer)).toEqual([organizer.name, organizer.name]);
    for (const value of [principal.name, principal.mobile, principal.idNumber])
      expect(JSON.stringify(page.body)).not.toContain(value);
  });

  it('is closed to whoever does not sign exactly this page', async () => {
    const answers = [
      await ask('/v1/records/changes?after=5', '/v1/records/changes?after=4'),
      await ask('/v1/records/changes?after=5', ''),
      await fetch(`${laptop.addresses.gateway}/v1/records/changes?after=0`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });
});
