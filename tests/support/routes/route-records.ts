import { ENTERPRISE } from 'specimens/people.ts';
import { expect } from 'vitest';
import { recordIdFrom } from '../../../contracts/kit/record-id.ts';
import { signingKey, signRequest } from '../../../platform/edge/signed-message.ts';
import { transactions } from '../../../shared/compose/database.ts';
import { filings, recordEvents, reviews } from '../database/service-ports.ts';
import { bodyOf, done, type Visit, WHO } from '../filings/whole-filing.ts';
import { CONSENT_TEXT_VERSION } from '../test-laptop.ts';
import { type Call, callerAt } from './caller.ts';
import { codeAt, forgetCounts } from './route-secrets.ts';

/** The company's record: what the desk tells of it, a change that follows it, and the end of its website. */
export async function useRecords(visit: Visit): Promise<void> {
  const call = await callerAt(visit.laptop, WHO.enterprise);
  const { records } = bodyOf<{ records: readonly { recordId: string }[] }>(await call('GET', '/v1/records'));
  const recordId = records[0]?.recordId ?? '';
  await addWebsite(call, recordId);
  done(await call('GET', `/v1/materials/changes/${recordId}`));
  await change(call, recordId);
  const notice = `/v1/records/${recordId}/notices/1`;
  const word = '已更新网站名称';
  done(await call('POST', `${notice}/extension`), await call('POST', `${notice}/answer`, { word }));
  await asDesk(visit, '/v1/records/changes?after=0');
  await asDesk(visit, '/v1/records/unreached-messages');
  await asDesk(visit, '/v1/records/unreached-messages', { key: 'nobody has it' });
  await endWebsite(visit, call, recordId);
}

/** Another website, for which the picture of a card is used again; it is let go. */
async function addWebsite(call: Call, recordId: string): Promise<void> {
  const { applicantId, contents } = await (await reviews()).findFiling(recordId);
  const filingId = crypto.randomUUID();
  const websites = contents.websites.map((site) => ({ ...site, id: crypto.randomUUID(), domain: 'yunfan-shop.cn' }));
  const startedFrom = { recordId: recordIdFrom(recordId), version: 1 };
  const draft = { id: filingId, applicantId, contents: { ...contents, websites }, startedFrom };
  await (await filings()).create({ ...draft, filingType: 'new-website' });
  done(
    await call('POST', '/v1/uploads/reuses', { filingId, kind: 'id-front', subject: 'principal' }),
    await call('POST', `/v1/submissions/${filingId}/abandonment`),
  );
}

/** A change that another version overtakes; it is let go. */
async function change(call: Call, recordId: string): Promise<void> {
  const wish = { recordId, filingType: 'change', consentTextVersion: CONSENT_TEXT_VERSION };
  const opened = await call('POST', '/v1/filings', wish);
  const { filingId } = bodyOf<{ filingId: string }>(opened);
  const filing = `/v1/filings/${filingId}`;
  const { contents } = await (await reviews()).findFiling(filingId);
  const [{ id, domain, cloudService }] = contents.websites as [(typeof contents.websites)[number]];
  const connection = await call('PUT', `${filing}/websites/${id}/connection`, { domains: [domain], cloudService });
  const number = { certificateNumber: ENTERPRISE.licence.creditCode, reason: 're-issued' };
  const numbered = await call('PUT', `${filing}/certificate-number`, number);
  await inspect(recordId);
  const difference = await call('GET', `${filing}/difference`);
  const { version } = bodyOf<{ version: number }>(difference);
  done(
    opened,
    connection,
    numbered,
    difference,
    await call('PUT', `${filing}/record-version`, { version }),
    await call('POST', `/v1/submissions/${filingId}/abandonment`),
  );
}

/** The desk tells that something is to be mended. */
async function inspect(recordId: string): Promise<void> {
  const [events, { inTransaction }] = [await recordEvents(), await transactions()];
  const dueAt = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000);
  const reason = `${ENTERPRISE.principal.name}的电话无人接听`;
  const told = {
    recordId: recordIdFrom(recordId),
    sequence: 1,
    kind: 'inspection',
    at: new Date(),
    websites: [],
    items: [{ reason }],
    dueAt,
  } as const;
  await inTransaction(() => events.keep(told));
  await events.applyKept(told.recordId);
}

/** The desk asks what became of records, and what reached nobody, and says that it has told something. */
async function asDesk({ laptop }: Visit, target: string, content?: object): Promise<void> {
  const key = signingKey(process.env.REVIEW_DESK_SECRET ?? '');
  const [method, body] = content ? (['POST', JSON.stringify(content)] as const) : (['GET', ''] as const);
  const headers = { ...signRequest([key], { id: crypto.randomUUID(), method, target, body, at: new Date() }) };
  const response = await fetch(`${laptop.addresses.gateway}${target}`, { method, headers, ...(content && { body }) });
  expect(response.status).toBe(200);
}

async function endWebsite(visit: Visit, call: Call, recordId: string): Promise<void> {
  const { record } = bodyOf<{ record: { websites: readonly { websiteId: string }[] } }>(
    await call('GET', `/v1/records/${recordId}`),
  );
  const path = (step = '') =>
    `/v1/records/${recordId}/endings/cancel-website${step}?websiteId=${record.websites[0]?.websiteId}`;
  const website = `/v1/records/${recordId}/websites/${record.websites[0]?.websiteId}`;
  const publicSecurityNumber = '粤公网安备44030502000001号';
  done(await call('PUT', `${website}/care`, { publicSecurityNumber }), await call('POST', `${website}/check`));
  const plan = await call('GET', path());
  const { confirmations } = bodyOf<{ confirmations: readonly { rule: string }[] }>(plan);
  await forgetCounts(visit.laptop);
  const asked = await call('POST', path('/code'));
  const code = codeAt(visit.laptop, ENTERPRISE.principal.mobile);
  done(
    plan,
    asked,
    await call('POST', path(), { reason: 'not-run', confirmed: confirmations.map(({ rule }) => rule), code }),
  );
}
