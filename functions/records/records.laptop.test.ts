import { ENTERPRISE } from 'specimens/people.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../client/messages.ts';
import { database, reviews } from '../../shared/compose/database.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { callerAt, refusalOf } from '../../tests/support/caller.ts';
import { filledDraft } from '../../tests/support/ready-filing.ts';
import { inProcessLaptop, openDraft } from '../../tests/support/test-laptop.ts';

const { laptop } = await inProcessLaptop({ review: 'manual' });
afterEach(async () => {
  await (await database()).sql.deleteFrom('record').execute();
});

const NUMBER = '粤ICP备2026000001号';
const change = async (filingId: string, event: FilingEvent, more: object = {}) =>
  (await reviews()).changeFiling(filingId, () => ({ event, ...more }));

/** A person whose filing the authority has approved. */
async function approved(name: string) {
  const { filingId, websiteId } = await filledDraft(await laptop.signedIn(name));
  const events: readonly FilingEvent[] = ['submit', 'accept', 'send-sms', 'confirm-sms'];
  for (const event of events) await change(filingId, event);
  await change(filingId, 'approve', { numbers: { organizer: NUMBER, websites: { [websiteId]: `${NUMBER}-1` } } });
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
    const byStaff = '暂不支持在线办理，请向接入服务商申请人工办理。';
    expect(words(record?.actions)).toEqual(['新增网站 可以办理', `变更备案 ${byStaff}`, `注销主体 ${byStaff}`]);
    expect(words(record?.websites[0]?.actions)).toEqual([
      `变更备案 ${byStaff}`,
      `取消接入 ${byStaff}`,
      `注销网站 ${byStaff}`,
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
