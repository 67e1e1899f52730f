import { targetOf } from 'tencent-stand-in/wechat/mini-program-code.ts';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../contracts/kit/finding.ts';
import { ids } from '../../platform/compose/system.ts';
import { database } from '../../shared/compose/database.ts';
import { normalInput } from '../../shared/domain/filing/eligibility-input.ts';
import type { CloudService, EligibilityInput } from '../../shared/domain/filing/filing.ts';
import { forgetFacts } from '../../tests/support/database/database.ts';
import { accounts, filings, reviews } from '../../tests/support/database/service-ports.ts';
import { approveFiling } from '../../tests/support/filings/approve-filing.ts';
import { haveCertificate, haveCertificateFor } from '../../tests/support/pictures/certificate-at-hand.ts';
import { type Call, callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { eligibleInput, openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

interface Answer {
  readonly eligible: boolean;
  readonly filingType?: string;
  readonly ticket?: string;
  readonly expiresAt?: string;
  readonly miniProgramCode?: { readonly url: string };
  readonly findings: readonly Finding[];
}

const { laptop } = await sharedLaptop();
/** A person for each certificate number, who has that certificate. */
const callers = new Map<string, Promise<Call>>();

const enterprise = eligibleInput('enterprise');
const individual = eligibleInput('individual');

function callerFor(input: EligibilityInput): Promise<Call> {
  const { certificateNumber } = input;
  const caller = callers.get(certificateNumber) ?? callerWith(input, `asking with ${certificateNumber}`);
  callers.set(certificateNumber, caller);
  return caller;
}

async function callerWith(input: EligibilityInput, name: string): Promise<Call> {
  const call = await callerAt(laptop, name);
  await haveCertificateFor(call, normalInput(input));
  return call;
}

async function check(
  changes: Partial<EligibilityInput>,
  eligibilityInput: EligibilityInput = enterprise,
): Promise<Answer> {
  const input = { ...eligibilityInput, ...changes };
  const call = await callerFor(input);
  const { body } = await call('POST', '/v1/eligibility-checks', input);
  return body as Answer;
}

const ticketsGiven = async () =>
  (await (await database()).sql.selectFrom('eligibility_check').select('filing_type').execute()).length;

const server = (resourceId: string, region = 'ap-guangzhou'): { cloudService: CloudService } => ({
  cloudService: { kind: 'resource', product: 'cvm', resourceId, region },
});

const rulesOf = ({ findings }: Answer) => findings.map(({ ruleId }) => ruleId);

describe('what may be filed here', () => {
  it.each([
    ['an enterprise', enterprise],
    ['a person', individual],
  ])('gets its type and a ticket for one filing: %s', async (_, input) => {
    const answer = await check({}, input);

    expect(answer).toMatchObject({ eligible: true, filingType: 'first', findings: [] });
    expect(answer.ticket).toMatch(/^[\w-]{22}$/);
    expect(Date.parse(answer.expiresAt ?? '') - Date.now()).toBeGreaterThan(23.9 * 60 * 60 * 1000);
    expect(JSON.stringify(answer)).not.toContain(input.certificateNumber);
  });

  it('comes with a mini-program code that contains the ticket', async () => {
    const { ticket = '', miniProgramCode } = await check({});

    const image = await fetch(miniProgramCode?.url ?? '');
    const bytes = Buffer.from(await image.arrayBuffer());
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(targetOf(bytes)).toEqual({ scene: ticket, page: 'pages/eligibility/index' });
  });

  it('comes without the code, but with a valid ticket, when WeChat is down', async () => {
    const call = await callerWith(enterprise, 'without-code');
    laptop.wechat.failNext(-1);

    const { body } = await call('POST', '/v1/eligibility-checks', enterprise);

    const answer = body as Answer;
    expect(answer).toMatchObject({ eligible: true, filingType: 'first' });
    expect(answer.miniProgramCode).toBeUndefined();
    const owner = await laptop.signedIn('without-code');
    expect(await owner.openFiling(answer.ticket ?? '', '2026-11')).toMatchObject({ state: 'draft' });
  });

  it('does not depend on the notation of the domain and the number', async () => {
    const answer = await check({
      domain: 'Yunfan-KEJI.cn.',
      certificateNumber: enterprise.certificateNumber.toLowerCase(),
    });

    expect(answer).toMatchObject({ eligible: true, findings: [] });
  });
});

describe('a domain that is registered elsewhere', () => {
  it.each(['yunfan-waibu.cn', 'yunfan-waibu.com'])(
    'may be filed when the public registry knows it: %s',
    async (domain) => {
      const answer = await check({ domain });

      expect(answer).toMatchObject({ eligible: true, findings: [] });
    },
  );

  it('is left to a person when its registrar is not on the list', async () => {
    const answer = await check({ domain: 'yunfan-haiwai.com' });

    expect(answer).toMatchObject({
      eligible: true,
      findings: [
        {
          ruleId: 'DM-05',
          severity: 'confirm',
          field: 'domain',
          params: { registrar: 'Sample Overseas Registrar, LLC' },
        },
      ],
    });
  });

  it('is refused when it has expired there', async () => {
    const answer = await check({ domain: 'yunfan-daoqi.com' });

    expect(answer.eligible).toBe(false);
    expect(rulesOf(answer)).toContain('DM-06');
  });
});

describe('a domain of somebody else', () => {
  const read = (text: string) => ({ text, confidence: 0.99 });
  const licence = (name: string) => ({
    creditCode: read(enterprise.certificateNumber),
    ...{ name: read(name), legalRepresentative: read('周建明') },
  });

  it.each([
    ['深圳市别家样例科技有限公司', false, ['DM-11']],
    ['深圳市云帆样例科技有限公司', true, []],
  ])('is told at the check, by the licence that was read: %s', async (name, eligible, rules) => {
    const call = await callerAt(laptop, `holds the licence of ${name}`);
    const { accountId } = (await call('GET', '/v1/authorization-codes')).body as { readonly accountId: string };
    await haveCertificate(accountId, normalInput(enterprise), licence(name));

    const answer = (await call('POST', '/v1/eligibility-checks', enterprise)).body as Answer;

    expect([answer.eligible, rulesOf(answer)]).toEqual([eligible, rules]);
  });
});

describe('somebody who has a filing already', () => {
  const filed = (certificateNumber: string, region: string, domain: string) => ({ certificateNumber, region, domain });

  it.each([
    ['here, and adds a website', filed('91440106MAYB2T412D', '440000', 'yuanshan-xinzhan.cn'), 'new-website'],
    ['elsewhere, and adds a website', filed('91350203MAYC5W637R', '350000', 'tingchao-xinzhan.cn'), 'new-website'],
    ['elsewhere, and moves it here', filed('91350203MAYC5W637R', '350000', 'tingchao-wenhua.cn'), 'new-access'],
  ])('gets the type that follows from the records: %s', async (_, changes, filingType) => {
    const answer = await check(changes);

    expect(answer).toMatchObject({ eligible: true, filingType, findings: [] });
  });

  it.each([
    ['under another account', filed('91120104MAYD7L8582', '120000', 'gushang-ruanjian.cn'), 'FT-12'],
    ['without a website that is left', filed('91350102MAYE9Q2718', '350000', 'minjiang-xinxi.cn'), 'FT-15'],
    ['with this very domain', filed('91440106MAYB2T412D', '440000', 'yuanshan-maoyi.cn'), 'FT-11'],
    ['and wants the domain of another', filed('91440106MAYB2T412D', '440000', 'tingchao-wenhua.cn'), 'FT-09'],
  ])('is refused: %s', async (_, changes, ruleId) => {
    const answer = await check(changes);

    expect(answer.eligible).toBe(false);
    expect(rulesOf(answer)).toContain(ruleId);
  });
});

describe('what may not be filed here', () => {
  it.each<[string, Partial<EligibilityInput>, string, string]>([
    ['in a province that is not open', { region: '110000' }, 'FT-01', 'region'],
    ['by an enterprise with an ID card', { certificateType: 'id-card' }, 'FT-03', 'certificateType'],
    ['under a mistyped credit code', { certificateNumber: '91440300MAYH3K7265' }, 'FD-02', 'certificateNumber'],
    ['at a domain that nobody registered', { domain: 'yunfan-meiyou.cn' }, 'DM-90', 'domain'],
    ['at a subdomain', { domain: 'shop.yunfan-keji.cn' }, 'DM-02', 'domain'],
    ['at an expired domain', { domain: 'yunfan-guoqi.cn' }, 'DM-06', 'domain'],
    ['at a domain without a real name', { domain: 'yunfan-weiren.cn' }, 'DM-08', 'domain'],
    ['at a domain whose real name is being checked', { domain: 'yunfan-shenhe.cn' }, 'DM-09', 'domain'],
    ['on a server overseas', server('ins-hongkong', 'ap-hongkong'), 'CS-01', 'cloudService'],
    ['on a postpaid server', server('ins-postpaid'), 'CS-02', 'cloudService'],
    ['on an expired server', server('ins-expired1'), 'CS-04', 'cloudService'],
    ['on a server without a public address', server('ins-nopublic'), 'CS-05', 'cloudService'],
    ["on somebody else's server", server('ins-nobody01'), 'CS-90', 'cloudService'],
  ])('is refused with the rule, the field and advice, without a ticket: %s', async (_, changes, ruleId, field) => {
    const before = await ticketsGiven();

    const answer = await check(changes);

    const finding = answer.findings.find(({ ruleId: id }) => id === ruleId);
    expect(answer.eligible).toBe(false);
    expect(answer.ticket).toBeUndefined();
    expect(finding).toMatchObject({ severity: 'block', field });
    expect(finding?.message).toMatch(/^[^{}]*[\u4e00-\u9fff]{4}[^{}]*。$/);
    expect(await ticketsGiven()).toBe(before);
  });

  it('is refused with every reason at once', async () => {
    const answer = await check({ region: '110000', domain: 'yunfan-guoqi.cn', ...server('ins-postpaid') });

    expect(rulesOf(answer)).toEqual(expect.arrayContaining(['FT-01', 'DM-06', 'CS-02']));
  });

  it('includes a domain that another organizer has filed, in any notation', async () => {
    await approvedFilingOf('yunfan-linqi.cn');

    const answer = await check({ domain: 'YUNFAN-LINQI.CN' });

    expect(answer.eligible).toBe(false);
    expect(rulesOf(answer)).toContain('FT-10');
  });

  it.each(['change', 'end-access', 'cancel-website', 'cancel-organizer'])(
    'is a %s, which starts from what is filed',
    async (wanted) => {
      const before = await ticketsGiven();

      const call = await callerFor(enterprise);
      const reply = await call('POST', '/v1/eligibility-checks', { ...enterprise, wanted });

      expect(refusalOf(reply)).toBe('422 filing-type.from-record');
      expect(reply.body).toMatchObject({
        error: { message: '这项业务要从已备案的信息发起，请到“我的备案”里选择要办理的主体或网站。' },
      });
      expect(await ticketsGiven()).toBe(before);
    },
  );

  it('includes a second filing of somebody who has an unfinished one', async () => {
    await openDraft(await laptop.signedIn('busy'), 'individual');
    const busy = await callerAt(laptop, 'busy');

    const { body } = await busy('POST', '/v1/eligibility-checks', individual);

    expect(body).toMatchObject({ eligible: false });
    expect(rulesOf(body as Answer)).toEqual(['FT-13']);
  });
});

describe('somebody without the certificate', () => {
  it('gets what the rules say of what they typed, and is led to upload it; no ticket is given', async () => {
    const call = await callerAt(laptop, 'without a certificate');
    const before = await ticketsGiven();

    const { status, body } = await call('POST', '/v1/eligibility-checks', enterprise);
    const refused = await call('POST', '/v1/eligibility-checks', { ...enterprise, ...server('ins-postpaid') });

    expect([status, body]).toEqual([200, { certificate: 'missing', findings: [] }]);
    expect(refused.body).toMatchObject({ certificate: 'missing', eligible: false, findings: [{ ruleId: 'CS-02' }] });
    expect(await ticketsGiven()).toBe(before);
  });

  it('gets no further with a certificate of somebody else', async () => {
    const call = await callerWith(individual, 'with another certificate');

    const { body } = await call('POST', '/v1/eligibility-checks', enterprise);

    expect(body).toEqual({ certificate: 'missing', findings: [] });
  });
});

describe('a number that was filled in from a certificate', () => {
  it('stays marked in the filing until the person has looked at it, and is not told the desk', async () => {
    const call = await callerWith(individual, 'unseen');
    const { body } = await call('POST', '/v1/eligibility-checks', { ...individual, numberTakenOver: true });

    const opened = await call('POST', '/v1/filings', {
      ticket: (body as Answer).ticket,
      consentTextVersion: '2026-11',
    });

    const { filingId } = opened.body as { filingId: string };
    const { contents } = await (await reviews()).findFiling(filingId);
    expect(contents.eligibility).toEqual({ ...individual, numberTakenOver: true });
  });
});

describe('a registry that does not answer', () => {
  it.each([
    ['DescribeDomainSimpleInfo', 'DM-91', 'domain'],
    ['DescribeInstances', 'CS-91', 'cloudService'],
  ])('is reported, never treated as a yes: %s', async (action, ruleId, field) => {
    await forgetFacts(laptop.addresses.database);
    laptop.cloudApi.failNext(action, { code: 'InternalError' });

    const answer = await check({});

    expect(answer.findings).toMatchObject([{ ruleId, severity: 'warn', field }]);
  });
});

/** Somebody else's approved filing of a domain. */
async function approvedFilingOf(domain: string): Promise<void> {
  const [filingId, websiteId] = [(await ids()).uuid(), (await ids()).uuid()];
  const { accountId } = await (await accounts()).signIn((await ids()).secret());
  const eligibility = { ...enterprise, certificateNumber: '91440106MAYB2T412D', domain };
  const websites = [{ id: websiteId, domain, cloudService: eligibility.cloudService }];
  await (await filings()).create({
    id: filingId,
    applicantId: accountId,
    filingType: 'first',
    contents: { eligibility, websites },
  });
  await approveFiling(await reviews(), { filingId, websiteId, organizer: '粤ICP备2026000001号' });
}
