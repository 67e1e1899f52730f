import { ENTERPRISE } from 'specimens/people.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { recordIdFrom } from '../../contracts/kit/record-id.ts';
import { database } from '../../shared/compose/database.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { filingRounds, filings, records, reviews } from '../../tests/support/database/service-ports.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { type Call, callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { CONSENT_TEXT_VERSION, openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
afterEach(async () => {
  await (await database()).sql.deleteFrom('record').execute();
});

const NUMBER = '粤ICP备2026000001号';
const TO_AUTHORITY: readonly FilingEvent[] = ['submit', 'accept', 'send-sms', 'confirm-sms'];
const event = async (filingId: string, name: FilingEvent, more: object = {}) =>
  (await reviews()).changeFiling(filingId, () => ({ event: name, ...more }));
const approve = async (filingId: string, numbers?: object) => {
  for (const name of TO_AUTHORITY) await event(filingId, name);
  await event(filingId, 'approve', numbers ? { numbers } : {});
};

/** A person with a record of one website, as the caller of everything after it. */
async function filed(name: string) {
  const { filingId: recordId, websiteId } = await filledDraft(await laptop.signedIn(name));
  await approve(recordId, { organizer: NUMBER, websites: { [websiteId]: `${NUMBER}-1` } });
  const call = await callerAt(laptop, name);
  const open = (body: object = {}) =>
    call('POST', '/v1/filings', { recordId, filingType: 'change', consentTextVersion: CONSENT_TEXT_VERSION, ...body });
  const opened = async () => ((await open()).body as Reply<'openFiling'>).filingId;
  return { recordId, websiteId, call, open, opened };
}

/** Another website of the same record, whose approval may be revoked. */
async function secondWebsite(recordId: string) {
  const { applicantId } = await (await reviews()).findFiling(recordId);
  const [filingId, websiteId] = [crypto.randomUUID(), crypto.randomUUID()];
  const contents = contentsOf(ENTERPRISE, websiteId);
  const websites = contents.websites.map((site) => ({ ...site, domain: 'yunfan-shop.cn' }));
  await (await filings()).create({
    id: filingId,
    applicantId,
    filingType: 'new-website',
    contents: { ...contents, websites },
  });
  await approve(filingId, { organizer: NUMBER, websites: { [websiteId]: `${NUMBER}-2` } });
  return { filingId, websiteId };
}

const PRINCIPAL = { ...ENTERPRISE.principal, email: 'new@example.com' };
const savePrincipal = (call: Call, filingId: string) => call('PUT', `/v1/filings/${filingId}/principal`, PRINCIPAL);
const blocking = async (call: Call, filingId: string) => {
  const { body } = await call('GET', `/v1/filings/${filingId}/preview`);
  const { findings } = body as Reply<'preview'>;
  return findings.filter(({ severity }) => severity === 'block' || severity === 'require').map(({ ruleId }) => ruleId);
};
const differenceOf = async (call: Call, filingId: string) => {
  const shown = (await call('GET', `/v1/filings/${filingId}/difference`)).body as Reply<'showDifference'>;
  return { ...shown, values: await (await fetch(shown.view.url)).json() };
};

describe('a change', () => {
  it('begins as the record is, keeps its numbers, and has nothing to submit yet', async () => {
    const { recordId, websiteId, call, open } = await filed('begins a change');

    const { status, body } = await open();

    const { filingId, ...filing } = body as Reply<'openFiling'>;
    expect(status).toBe(201);
    expect(filing).toMatchObject({
      filingType: 'change',
      state: 'draft',
      organizer: { name: ENTERPRISE.organizer.name },
      websites: [{ websiteId, domain: 'yunfan-keji.cn', cloudService: { product: 'cvm' } }],
      numbers: { organizer: NUMBER, websites: { [websiteId]: `${NUMBER}-1` } },
    });
    expect(await blocking(call, filingId)).toEqual(['FT-40']);
    expect(await differenceOf(call, filingId)).toMatchObject({
      recordId,
      number: NUMBER,
      startedFrom: 1,
      version: 1,
      changes: [],
    });
    expect(((await call('GET', `/v1/filings/${filingId}/progress`)).body as Reply<'progress'>).numbers).toBeUndefined();
  });

  it('of a mailbox needs no picture; its approval writes the next version of the record, under the same numbers', async () => {
    const { recordId, websiteId, call, opened } = await filed('changes a mailbox');
    const filingId = await opened();
    await savePrincipal(call, filingId);

    expect(await blocking(call, filingId)).toEqual([]);
    const { changes, values } = await differenceOf(call, filingId);
    expect(changes).toEqual([{ field: 'principal.email', name: '主体负责人：电子邮箱' }]);
    expect(values).toMatchObject({ changes: [{ before: ENTERPRISE.principal.email, after: 'new@example.com' }] });
    const submitted = await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
    expect(submitted.status).toBe(202);
    const round = await (await filingRounds()).findRound(filingId, 1);
    expect(round?.data.change).toEqual({
      numbers: { organizer: NUMBER, websites: { [websiteId]: `${NUMBER}-1` } },
      version: 1,
      items: [{ field: 'principal.email', before: ENTERPRISE.principal.email, after: 'new@example.com' }],
    });
    expect(round?.data).not.toHaveProperty('before');
    for (const name of TO_AUTHORITY.slice(1)) await event(filingId, name);
    await event(filingId, 'approve');

    const { applicantId } = await (await reviews()).findFiling(filingId);
    const [record] = await (await records()).listOwn(applicantId);
    expect(record).toMatchObject({ id: recordId, version: 2, number: NUMBER, contents: { principal: PRINCIPAL } });
    expect(record?.contents.websites).toMatchObject([
      { id: websiteId, number: `${NUMBER}-1`, domains: ['yunfan-keji.cn'] },
    ]);
  });

  it('may move a website to another server and drop no last domain', async () => {
    const { websiteId, call, opened } = await filed('moves a website');
    const filingId = await opened();
    const cloudService = {
      kind: 'resource',
      product: 'lighthouse',
      resourceId: 'lhins-gz000001',
      region: 'ap-guangzhou',
    };
    const path = `/v1/filings/${filingId}/websites/${websiteId}/connection`;

    const none = await call('PUT', path, { domains: [], cloudService });
    expect(await blocking(call, filingId)).toContain('FT-38');
    const other = await call('PUT', path, { domains: ['yunfan-keji.cn', 'yunfan-neu.cn'], cloudService });
    expect(await blocking(call, filingId)).toContain('FT-37');
    await call('PUT', path, { domains: ['yunfan-keji.cn'], cloudService });

    expect([none.status, other.status]).toEqual([200, 200]);
    const { changes } = await differenceOf(call, filingId);
    expect(changes).toEqual([{ field: 'websites.0.cloudService', name: '备案云服务' }]);
  });

  it('has the websites of its record, no others and no fewer', async () => {
    const { websiteId, call, opened } = await filed('wants another website');
    const filingId = await opened();
    const cloudService = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' };

    const added = await call('POST', `/v1/filings/${filingId}/websites`, { domain: 'yunfan-neu.cn', cloudService });
    const removed = await call('DELETE', `/v1/filings/${filingId}/websites/${websiteId}`);

    expect([refusalOf(added), refusalOf(removed)]).toEqual(['409 website.filed', '409 website.filed']);
  });
});

describe('a change is refused', () => {
  it('while another filing is open, of a record that has ended, and of another account', async () => {
    const { recordId, open, opened } = await filed('is busy');
    const other = await callerAt(laptop, 'knows the id');
    const filingId = await opened();
    expect(refusalOf(await open())).toBe('409 filing.unfinished');
    await event(filingId, 'abandon');
    await event(recordId, 'revoke');

    const body = { recordId, filingType: 'change', consentTextVersion: CONSENT_TEXT_VERSION };
    expect(refusalOf(await open())).toBe('409 record.ended');
    expect(refusalOf(await other('POST', '/v1/filings', body))).toBe('404 record.unknown');
    expect(refusalOf(await open({ consentTextVersion: 'old' }))).toBe('422 consent.missing');
  });

  it('into another province, and for another organizer, with what to do instead', async () => {
    const { open } = await filed('moves away');
    const same = { region: '440000', certificateNumber: ENTERPRISE.licence.creditCode.toLowerCase() };

    const refused = await open({ region: '350000', certificateNumber: '91350203MAYC5W637R' });

    expect(refusalOf(refused)).toBe('409 change.fixed');
    expect(refused.body).toMatchObject({
      error: {
        facts: {
          fields: [
            { field: 'region', message: '备案省份不能变更：请先办理注销主体，再在新的省份办理首次备案。' },
            { field: 'certificateNumber', message: '变更备案不能更换主办单位。请注销原备案后，以新单位重新备案。' },
          ],
        },
      },
    });
    expect((await open(same)).status).toBe(201);
  });

  it('as a difference for a filing that is none', async () => {
    const { filingId, websites } = await openDraft(await laptop.signedIn('files first'), 'individual');
    const call = await callerAt(laptop, 'files first');
    const [{ websiteId = '', domain = '', cloudService } = {}] = websites as Reply<'openFiling'>['websites'];
    const path = `/v1/filings/${filingId}`;

    const refused = [
      await call('GET', `${path}/difference`),
      await call('PUT', `${path}/record-version`, { version: 1 }),
      await call('PUT', `${path}/websites/${websiteId}/connection`, { domains: [domain], cloudService }),
    ];

    expect(refused.map(refusalOf)).toEqual(Array(3).fill('409 filing.no-change'));
  });

  it('twice at once: one of two opens it, the other is told', async () => {
    const { open } = await filed('opens twice');

    const both = await Promise.all([open(), open()]);

    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.map(refusalOf)).toContain('409 filing.unfinished');
  });
});

describe('a record that moves while it is changed', () => {
  it('shows what moved; confirmed, the change goes on with its own values; without that it is not submitted', async () => {
    const { recordId, call, opened } = await filed('is overtaken');
    const second = await secondWebsite(recordId);
    const filingId = await opened();
    await savePrincipal(call, filingId);
    await event(second.filingId, 'revoke');

    expect(await blocking(call, filingId)).toEqual(['FT-95']);
    const submitted = await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
    const { moved, values, startedFrom, version } = await differenceOf(call, filingId);
    const early = await call('PUT', `/v1/filings/${filingId}/record-version`, { version: 2 });
    const followed = await call('PUT', `/v1/filings/${filingId}/record-version`, { version });

    expect(refusalOf(submitted)).toBe('422 filing.incomplete');
    expect([startedFrom, version, moved]).toEqual([2, 3, [{ field: 'websites', name: '网站信息' }]]);
    expect(values).toMatchObject({ moved: [{ before: ['yunfan-shop.cn'] }] });
    expect(refusalOf(early)).toBe('409 record.moved');
    expect((followed.body as Reply<'followRecord'>).websites).toHaveLength(1);
    expect(await blocking(call, filingId)).toEqual([]);
    expect((await differenceOf(call, filingId)).changes).toEqual([
      { field: 'principal.email', name: '主体负责人：电子邮箱' },
    ]);
  });

  it('and ends, ends the change, too', async () => {
    const { recordId, call, opened } = await filed('is ended');
    const filingId = await opened();
    await savePrincipal(call, filingId);
    await event(recordId, 'revoke');

    const { ended, version } = await differenceOf(call, filingId);
    const followed = await call('PUT', `/v1/filings/${filingId}/record-version`, { version });
    const { body } = await call('GET', `/v1/filings/${filingId}/progress`);
    const { state, timeline, stopped } = body as Reply<'progress'>;

    expect([ended, refusalOf(followed), state]).toEqual([true, '409 record.ended', 'abandoned']);
    expect(timeline.at(-1)?.label).toBe('管局已注销这次备案，本订单已终止');
    expect(stopped).toEqual({ label: '管局已注销这次备案，本订单已终止', isAccess: false });
  });
});

describe('a new website', () => {
  /** One of the record as its first version says it. */
  async function website(recordId: string) {
    const { applicantId } = await (await reviews()).findFiling(recordId);
    const filingId = crypto.randomUUID();
    const contents = contentsOf(ENTERPRISE, crypto.randomUUID());
    const websites = contents.websites.map((site) => ({ ...site, domain: 'yunfan-shop.cn' }));
    await (await filings()).create({
      id: filingId,
      applicantId,
      filingType: 'new-website',
      contents: { ...contents, websites },
      startedFrom: { recordId: recordIdFrom(recordId), version: 1 },
    });
    return filingId;
  }

  it('reads who is filed from the record, and has no other value there', async () => {
    const { recordId, call } = await filed('adds a website');
    const filingId = await website(recordId);

    const refused = [
      await savePrincipal(call, filingId),
      await call('PUT', `/v1/filings/${filingId}/organizer`, { ...ENTERPRISE.organizer, remark: '另一个备注' }),
    ];

    expect(refused.map(refusalOf)).toEqual(Array(2).fill('409 filing.field-fixed'));
    expect(await blocking(call, filingId)).not.toContain('FT-95');
  });

  it('is not handed in with what the record no longer says; followed, it has what the record says', async () => {
    const { recordId, call, opened } = await filed('adds a website late');
    const change = await opened();
    await savePrincipal(call, change);
    await approve(change);
    const filingId = await website(recordId);

    const before = await blocking(call, filingId);
    const { moved, version } = await differenceOf(call, filingId);
    const followed = await call('PUT', `/v1/filings/${filingId}/record-version`, { version });

    expect(before).toContain('FT-95');
    expect([version, moved]).toEqual([2, [{ field: 'principal.email', name: '主体负责人：电子邮箱' }]]);
    expect(followed.status).toBe(200);
    expect((await (await reviews()).findFiling(filingId)).contents.principal?.email).toBe('new@example.com');
    expect(await blocking(call, filingId)).not.toContain('FT-95');
  });
});
