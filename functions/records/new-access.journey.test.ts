import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENTERPRISE, type EnterpriseSpecimen } from 'specimens/people.ts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { laptopSecrets } from '../../local/laptop-secrets.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { database } from '../../shared/compose/database.ts';
import { filingRounds } from '../../tests/support/database/service-ports.ts';
import { FILED_NUMBER, filedRecord } from '../../tests/support/filings/filed-record.ts';
import { eligibilityOf } from '../../tests/support/filings/filings.ts';
import { readyPapers } from '../../tests/support/filings/ready-filing.ts';
import { haveCertificateFor } from '../../tests/support/pictures/certificate-at-hand.ts';
import { type Call, callerAt } from '../../tests/support/routes/caller.ts';
import { lastSmsCode } from '../../tests/support/sms-code.ts';
import { CONSENT_TEXT_VERSION, inProcessLaptop } from '../../tests/support/test-laptop.ts';

/** 接入备案 over HTTP, from the eligibility check to the approval that the desk tells. */

const dir = mkdtempSync(join(tmpdir(), 'new-access-'));
const { laptop } = await inProcessLaptop({ review: 'manual', dir });
const deskKey = signingKey(laptopSecrets(dir).DESK_SECRET);
afterAll(() => rmSync(dir, { recursive: true, force: true }));
afterEach(async () => {
  const { sql } = await database();
  await sql.deleteFrom('record').execute();
  await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
});

/** A company that the provider's record service knows at another provider. */
const ELSEWHERE: EnterpriseSpecimen = {
  ...ENTERPRISE,
  region: '350000',
  licence: { ...ENTERPRISE.licence, creditCode: '91350203MAYC5W637R' },
  organizer: {
    ...ENTERPRISE.organizer,
    name: '厦门市听潮样例文化有限公司',
    certificateAddress: '福建省厦门市思明区样例路8号样例大厦1203室',
    address: { province: '350000', city: '350200', district: '350203', detail: '样例路8号样例大厦1203室' },
  },
  principal: { ...ENTERPRISE.principal, officePhone: '0592-8600018', emergencyPhone: '0592-8600017' },
  domain: 'tingchao-wenhua.cn',
  website: { ...ENTERPRISE.website, name: '听潮样例文化', homeUrl: 'www.tingchao-wenhua.cn' },
};

const ACCEPTED = { termsAccepted: true };
const recordsOf = async (call: Call) => ((await call('GET', '/v1/records')).body as Reply<'listRecords'>).records;

/** What the desk tells about a round, signed; sequences begin with 1. */
async function decides(filingId: string, round: number, ...verdicts: readonly object[]) {
  for (const [at, verdict] of verdicts.entries()) {
    const data = { filingId, round, sequence: at + 1, at: new Date().toISOString(), flagged: [], ...verdict };
    const body = JSON.stringify({ type: 'verdict', data });
    const [method, target] = ['POST', '/v1/webhooks/review'];
    const request = { id: cryptoIds.uuid(), method, target, body, at: new Date() };
    const headers = { ...signRequest([deskKey], request) };
    const reply = await fetch(`${laptop.addresses.gateway}${target}`, { method, headers, body });
    expect([reply.status, await reply.json()]).toEqual([200, { received: true }]);
  }
}

/** From the check to a draft. */
async function opened(call: Call, specimen: EnterpriseSpecimen) {
  const input = eligibilityOf(specimen);
  await haveCertificateFor(call, input);
  const { filingType, ticket } = (await call('POST', '/v1/eligibility-checks', input)).body as {
    readonly filingType?: string;
    readonly ticket?: string;
  };
  const wish = { ticket, consentTextVersion: CONSENT_TEXT_VERSION };
  const filing = (await call('POST', '/v1/filings', wish)).body as Reply<'openFiling'>;
  return { filingType, filing, filingId: filing.filingId, websiteId: filing.websites[0]?.websiteId ?? '' };
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** The website with its owner, their papers, and the submission. */
async function handedIn(call: Call, { filingId, websiteId }: Opened, { website, principal }: EnterpriseSpecimen) {
  await call('PUT', `/v1/filings/${filingId}/websites/${websiteId}`, website);
  await call('PUT', `/v1/filings/${filingId}/websites/${websiteId}/site-owner`, principal);
  await readyPapers({ filingId, websiteId });
  return call('POST', `/v1/submissions/${filingId}`, ACCEPTED);
}

/** The authority keeps the numbers that there are. */
const approval = ({ websiteId }: Opened, organizer: string) =>
  [
    { kind: 'accepted' },
    { kind: 'sms-waiting' },
    { kind: 'sms-done' },
    { kind: 'approved', numbers: { organizer, websites: { [websiteId]: `${organizer}-1` } } },
  ] as const;

describe('接入备案', { timeout: 180_000 }, () => {
  it('brings a website back whose access has ended: prefilled, withdrawn once, returned once, approved', async () => {
    const { call, path, record } = await filedRecord(laptop, 'comes back');
    await call('POST', path('end-access', '/code'));
    const wish = { reason: 'not-run', confirmed: ['FT-44', 'FT-43'], code: lastSmsCode(laptop) };
    const ending = (await call('POST', path('end-access'), wish)).body as Reply<'fileEnding'>;
    await decides(ending.filingId, 1, { kind: 'sms-waiting' }, { kind: 'sms-done' }, { kind: 'approved' });
    const without = (await record())?.websites.map(({ stateLabel }) => stateLabel);

    const draft = await opened(call, ENTERPRISE);
    const { filingId, websiteId } = draft;
    const first = await handedIn(call, draft, ENTERPRISE);
    const withdrawn = await call('DELETE', `/v1/submissions/${filingId}`);
    const second = await call('POST', `/v1/submissions/${filingId}`, ACCEPTED);
    const flagged = [{ field: 'websites.0.details.remark', reason: '没有写明面向哪些访客' }];
    const { round } = second.body as Reply<'submit'>;
    await decides(filingId, round, { kind: 'returned', flagged });
    const remark = `${ENTERPRISE.website.remark}面向企业客户。`;
    await call('PUT', `/v1/filings/${filingId}/websites/${websiteId}`, { ...ENTERPRISE.website, remark });
    const third = await call('POST', `/v1/submissions/${filingId}`, ACCEPTED);
    await decides(filingId, round + 1, ...approval(draft, FILED_NUMBER));

    expect(without).toEqual(['未在本平台接入']);
    expect(draft).toMatchObject({
      filingType: 'new-access',
      filing: { organizer: { name: ENTERPRISE.organizer.name } },
    });
    expect([first, withdrawn, second, third]).toMatchObject([
      { status: 202, body: { state: 'submitted' } },
      { status: 200, body: { state: 'draft' } },
      { status: 202, body: { state: 'submitted' } },
      { status: 202, body: { state: 'submitted' } },
    ]);
    expect(await record()).toMatchObject({
      version: 3,
      number: FILED_NUMBER,
      websites: [
        { number: `${FILED_NUMBER}-1`, stateLabel: '已接入', cloudServices: [{ resourceId: 'ins-gz000001' }] },
      ],
    });
  });

  it('brings a website here that is filed at another provider, under its numbers', async () => {
    const call = await callerAt(laptop, 'moves here');
    const number = '闽ICP备2099000202号';

    const draft = await opened(call, ELSEWHERE);
    const { filingId } = draft;
    await call('PUT', `/v1/filings/${filingId}/organizer`, ELSEWHERE.organizer);
    await call('PUT', `/v1/filings/${filingId}/principal`, ELSEWHERE.principal);
    const submitted = await handedIn(call, draft, ELSEWHERE);
    const round = await (await filingRounds()).findRound(filingId, 1);
    await decides(filingId, 1, ...approval(draft, number));

    expect(draft.filingType).toBe('new-access');
    expect(draft.filing.organizer).toBeUndefined();
    expect(submitted).toMatchObject({ status: 202, body: { state: 'submitted', round: 1 } });
    expect(round?.data.numbers).toEqual({ organizer: number, websites: { [draft.websiteId]: `${number}-1` } });
    expect((await call('GET', `/v1/filings/${filingId}/progress`)).body).toMatchObject({ state: 'approved' });
    expect(await recordsOf(call)).toMatchObject([
      {
        number,
        state: 'live',
        organizer: { name: '厦门市听潮样例文化有限公司' },
        websites: [{ number: `${number}-1`, domains: ['tingchao-wenhua.cn'], stateLabel: '已接入' }],
      },
    ]);
  });
});
