import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ids } from '../../platform/compose/system.ts';
import { resolvePorts } from '../../platform/edge/ports.ts';
import type { HttpReply } from '../../platform/edge/scf.ts';
import { database } from '../../shared/compose/database.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import { creditCodeProblem, organizationCodeIsSound } from '../../shared/domain/identity/credit-code.ts';
import { checkCharacter } from '../../shared/domain/identity/identity-number.ts';
import {
  accounts,
  askedNumbers,
  authorizationCodes,
  filings,
  reviews,
  sessions,
} from '../support/database/service-ports.ts';
import { approveFiling } from '../support/filings/approve-filing.ts';
import { haveCertificate } from '../support/pictures/certificate-at-hand.ts';
import { refusalOf } from '../support/routes/caller.ts';
import { httpEventOf } from '../support/scf.ts';
import { eligibleInput, sharedLaptop } from '../support/test-laptop.ts';
import { watchWork, workOf } from '../support/watched-work.ts';

const { laptop } = await sharedLaptop();

beforeAll(async () => {
  const unwatch = watchWork();
  await somebodyHasFiled();
  // The first call connects and loads what later ones keep.
  await check(individual);
  return unwatch;
});
beforeEach(clearCounts);

const individual = eligibleInput('individual');
const enterprise = eligibleInput('enterprise');

/** Numbers of the same region and birthday: the victim's, and others that their owners may have. */
const VICTIMS = INDIVIDUAL.principal.idNumber;
const others = Array.from({ length: 12 }, (_, index) => {
  const digits = `${VICTIMS.slice(0, 14)}${100 + index}`;
  return digits + checkCharacter(digits);
});

/** The victim's record here: their filing is approved. */
async function somebodyHasFiled() {
  const ports = await resolvePorts({ accounts, filings, ids, reviews });
  const { accountId: applicantId } = await ports.accounts.signIn('the victim');
  const [id, websiteId] = [ports.ids.uuid(), ports.ids.uuid()];
  const { domain, cloudService } = individual;
  await ports.filings.create({
    id,
    applicantId,
    filingType: 'first',
    contents: { eligibility: individual, websites: [{ id: websiteId, domain, cloudService }] },
  });
  await approveFiling(ports.reviews, { filingId: id, websiteId, organizer: '粤ICP备2026000007号' });
}

async function clearCounts() {
  const { sql } = await database();
  await sql.deleteFrom('caller_limit').execute();
  await sql.deleteFrom('asked_number').execute();
}

interface Caller {
  readonly address?: string;
  /** Left out: nobody is signed in. */
  readonly accountId?: string;
}

/** A check without kept facts: its exact reply without the id of the request, and the work behind it. */
async function check(input: EligibilityInput, { address = '203.0.113.50', accountId }: Caller = {}) {
  await (await database()).sql.deleteFrom('kept_fact').execute();
  const session = accountId && (await (await sessions()).open(accountId, {}));
  const token = session && (await (await sessionTokens()).issue(session)).token;
  const headers = { 'x-scf-remote-addr': address, ...(token && { authorization: `Bearer ${token}` }) };
  const event = httpEventOf('POST /v1/eligibility-checks', { headers, body: input });
  const { result, work } = await workOf(() => laptop.host.invoke('eligibility', event));
  if (!result.ok) throw new Error(result.message);
  const { statusCode: status, body, headers: all } = result.value as HttpReply;
  const { 'x-request-id': _, ...rest } = all;
  const reply = JSON.stringify({ rest, body }).replace(/"requestId\\":\\"[\w-]+/, '');
  return { status, reply, body: JSON.parse(body) as unknown, work };
}

/** The type, the rules that speak against it, or the refusal. */
async function outcome(input: EligibilityInput, accountId: string): Promise<string> {
  const { status, body } = await check(input, { accountId });
  if (status !== 200) return refusalOf({ status, body });
  const { filingType, findings } = body as { filingType?: string; findings: readonly { readonly ruleId: string }[] };
  return filingType ?? findings.map(({ ruleId }) => ruleId).join(' ');
}

const newAccount = async () => (await (await accounts()).signIn((await ids()).secret())).accountId;
const inOrder = async (inputs: readonly EligibilityInput[], accountId: string) => {
  const outcomes: string[] = [];
  for (const input of inputs) outcomes.push(await outcome(input, accountId));
  return outcomes;
};

describe('[A6] somebody who has not signed in', () => {
  it('gets the same bytes by the same work for the number of a person who has filed here and for any other', async () => {
    const victims = await check({ ...individual, certificateNumber: VICTIMS });

    const rest = [];
    for (const certificateNumber of others) rest.push(await check({ ...individual, certificateNumber }));

    expect(victims.body).toEqual({ signIn: true, findings: [] });
    expect(victims.work.map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual([
      'POST cvm.tencentcloudapi.com/',
      'POST domain.tencentcloudapi.com/',
      'insert into "caller_limit"',
      'insert into "caller_limit"',
      'insert into "caller_limit"',
      'insert into "kept_fact"',
      'insert into "kept_fact"',
      'select "answer_sealed" from',
      'select "answer_sealed" from',
    ]);
    for (const { reply, work } of rest) {
      expect(reply).toBe(victims.reply);
      expect(work).toEqual(victims.work);
    }
  });

  it('gets the same for a company that is filed elsewhere, here under another account, an empty shell, or nowhere', async () => {
    const filedElsewhere = ['91350203MAYC5W637R', '91350102MAYE9Q2718'];
    const region = '350000';
    const unfiled = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => `91350203MAYC5W64${last}`);
    const soundNumber = unfiled.flatMap((start) => [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => start + last));
    const certificateNumber = soundNumber.find(
      (text) => creditCodeProblem(text) === undefined && organizationCodeIsSound(text),
    );
    const nowhere = await check({ ...enterprise, region, certificateNumber: certificateNumber ?? '' });

    for (const certificateNumber of filedElsewhere) {
      const { reply, work } = await check({ ...enterprise, region, certificateNumber });
      expect(reply).toBe(nowhere.reply);
      expect(work).toEqual(nowhere.work);
    }
    expect(nowhere.body).toEqual({ signIn: true, findings: [] });
  });

  it('gets the same for a domain before and after it was filed, here or elsewhere', async () => {
    const domain = 'yuanshan-maoyi.cn';
    const certificateNumber = '91440106MAYB2T412D';
    const own = await check({ ...enterprise, domain, certificateNumber });
    const foreign = await check({ ...enterprise, domain });
    await (await database()).sql
      .updateTable('filing')
      .set({ domains: [domain] })
      .execute();
    const filed = await check({ ...enterprise, domain });
    await (await database()).sql
      .updateTable('filing')
      .set({ domains: [individual.domain] })
      .execute();

    expect([foreign.reply, filed.reply]).toEqual([own.reply, own.reply]);
    expect([foreign.work, filed.work]).toEqual([own.work, own.work]);
  });

  it('gets the same for an authorization code that a filing holds, one that is free, and one that nobody made', async () => {
    const ports = await resolvePorts({ accounts, authorizationCodes, ids });
    const { accountId: ownerId } = await ports.accounts.signIn('a server owner');
    const server = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' } as const;
    const code = 'ABCD-2345-EFGH-6789';
    await ports.authorizationCodes.create({ id: ports.ids.uuid(), code, ownerId, server }, 5);
    const withCode = (text: string) =>
      check({ ...enterprise, cloudService: { kind: 'authorization-code', code: text } });

    const [made, unknown] = [await withCode(code), await withCode('WXYZ-2345-WXYZ-6789')];

    expect(made.body).toEqual({ signIn: true, findings: [] });
    expect([made.reply, made.work]).toEqual([unknown.reply, unknown.work]);
  });

  it('gets what the rules say of the input, the domain’s registration and the server', async () => {
    const refused = await check({
      ...enterprise,
      region: '110000',
      domain: 'yunfan-guoqi.cn',
      cloudService: { kind: 'resource', product: 'cvm', resourceId: 'ins-postpaid', region: 'ap-guangzhou' },
    });

    const { signIn, eligible, findings } = refused.body as {
      signIn: boolean;
      eligible: boolean;
      findings: readonly { readonly ruleId: string }[];
    };
    expect([signIn, eligible]).toEqual([true, false]);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['FT-01', 'DM-06', 'CS-02']));
  });

  it('gets neither type nor ticket, and leaves no check behind', async () => {
    const { sql } = await database();
    const before = await sql.selectFrom('eligibility_check').select('filing_type').execute();

    const { body } = await check(enterprise);

    expect(Object.keys(body as object)).toEqual(['signIn', 'findings']);
    expect(await sql.selectFrom('eligibility_check').select('filing_type').execute()).toEqual(before);
  });

  it.each([
    ['a domain', (index: number) => ({ ...enterprise, certificateNumber: `9144030${100 + index}MAYH3K726` })],
    [
      'the first digits of a number',
      (index: number) => ({
        ...enterprise,
        certificateNumber: `91440300MAYH3K${1000 + index}`,
        domain: `nobody-${index}.cn`,
      }),
    ],
  ])(
    '[A4] is asked to sign in, without any further work, after 60 checks an hour with %s, whatever the address',
    async (_, input) => {
      const first = await check(input(0), { address: '203.0.113.1' });
      for (let index = 1; index < 60; index += 1) await check(input(index), { address: `203.0.113.${index + 1}` });

      const { body, work } = await check(input(60), { address: '198.51.100.1' });

      expect(first.body).toMatchObject({ signIn: true, eligible: false });
      expect(body).toEqual({ signIn: true, findings: [] });
      expect(work.filter((text) => !text.includes('caller_limit'))).toEqual([]);
    },
  );
});

/** The victim's inputs with another number, and a domain that nobody has filed. */
const guess = (certificateNumber: string): EligibilityInput => ({
  ...individual,
  certificateNumber,
  domain: enterprise.domain,
});

describe('[A7] an account', () => {
  it('learns nothing about a number of which it has no certificate, by the same bytes and the same work', async () => {
    const accountId = await newAccount();
    const victims = await check(guess(VICTIMS), { accountId });

    const rest = [];
    for (const number of others.slice(0, 4)) rest.push(await check(guess(number), { accountId }));

    expect(victims.body).toEqual({ certificate: 'missing', findings: [] });
    expect(victims.work.filter((text) => /certificate_index|asked_number|filing_by/.test(text))).toEqual([]);
    for (const { reply, work } of rest) expect([reply, work]).toEqual([victims.reply, victims.work]);
  });

  it('learns the outcome for a number that a certificate read in it bears; its own number is always free', async () => {
    const accountId = await newAccount();
    const mistyped = `${VICTIMS.slice(0, 17)}7`;
    const before = await outcome(guess(others[0] ?? ''), accountId);
    for (const number of [VICTIMS, others[0] ?? ''])
      await haveCertificate(accountId, { ...individual, certificateNumber: number });

    const outcomes = await inOrder([mistyped, VICTIMS, others[0] ?? '', others[1] ?? ''].map(guess), accountId);

    expect(before).toBe('');
    expect(outcomes).toEqual(['FD-08', 'FT-12', 'first', '']);
    const { accountId: victim } = await (await accounts()).signIn('the victim');
    expect(await inOrder([individual, guess(VICTIMS)], victim)).toEqual(['FT-11', 'new-website']);
  });

  it('may ask about ten numbers a day, however many pictures of certificates it draws, as often as it likes', async () => {
    const accountId = await newAccount();
    for (const certificateNumber of others.slice(0, 11))
      await haveCertificate(accountId, { ...individual, certificateNumber });

    const outcomes = await inOrder([...others.slice(0, 11), ...others.slice(0, 2)].map(guess), accountId);

    const ten = Array.from({ length: 10 }, () => 'first');
    expect(outcomes).toEqual([...ten, '429 eligibility.too-many-numbers', 'first', 'first']);
  });

  it('may type what could not be read from its certificate, or what was misread: three numbers a day', async () => {
    const [unread, misread] = [await newAccount(), await newAccount()];
    await haveCertificate(unread, individual, {});
    const doubtful = { text: `${VICTIMS.slice(0, 16)}00`, confidence: 0.6 };
    await haveCertificate(misread, individual, { idNumber: doubtful });

    const outcomes = await inOrder(others.slice(0, 4).map(guess), unread);
    const [near, far] = await inOrder([guess(VICTIMS), guess(ENTERPRISE.idCard.idNumber)], misread);

    expect(outcomes).toEqual(['first', 'first', 'first', '429 eligibility.too-many-numbers']);
    expect([near, far]).toEqual(['FT-12', '']);
  });

  it('has nothing looked up for a number beyond them, so that the time says nothing either', async () => {
    const accountId = await newAccount();
    await haveCertificate(accountId, individual, {});
    await inOrder(others.slice(0, 3).map(guess), accountId);

    const [victims, anothers] = [
      await check(guess(VICTIMS), { accountId }),
      await check(guess(others[5] ?? ''), { accountId }),
    ];

    expect(victims.status).toBe(429);
    expect([victims.reply, victims.work]).toEqual([anothers.reply, anothers.work]);
    expect(victims.work.filter((text) => text.startsWith('POST') || text.includes('certificate_index'))).toEqual([]);
  });

  it('learns of the record of another account only that there is one, not which domains belong to it', async () => {
    const accountId = await newAccount();
    await haveCertificate(accountId, individual);
    const [right, wrong] = await inOrder([individual, { ...individual, domain: enterprise.domain }], accountId);

    expect([right, wrong]).toEqual(['FT-12', 'FT-12']);
  });

  it('is stopped when many accounts have asked about one domain or one prefix, unless it has filed with it', async () => {
    const { domain } = individual;
    const prefix = VICTIMS.slice(0, 14);
    const asked = await askedNumbers();
    for (let account = 0; account < 10; account += 1) {
      const accountId = await newAccount();
      for (const n of [1, 2, 3]) {
        const limits = { numbersOfAccount: 3, numbersWithDomain: 30, numbersWithPrefix: 30 };
        await asked.countCertificate({ accountId, certificateNumber: `${account} ${n}`, domain, prefix }, limits);
      }
    }
    const company = { ...enterprise, domain };
    const { accountId: victim } = await (await accounts()).signIn('the victim');
    const stranger = await newAccount();
    for (const accountId of [stranger, victim])
      for (const input of [guess(VICTIMS), company, guess(others[0] ?? '')]) await haveCertificate(accountId, input);

    expect(await inOrder([guess(VICTIMS), company, enterprise], stranger)).toEqual([
      '429 request.too-many',
      '429 request.too-many',
      'first',
    ]);
    expect(await inOrder([individual, company, guess(others[0] ?? '')], victim)).toEqual(['FT-11', 'FT-10', 'first']);
  });

  it('is not stopped by checks without sign-in that have used up a domain', async () => {
    for (let index = 0; index <= 60; index += 1) await check(enterprise, { address: `203.0.113.${index}` });
    const { body } = await check(enterprise);

    expect(body).toEqual({ signIn: true, findings: [] });
    const accountId = await newAccount();
    await haveCertificate(accountId, enterprise);
    expect(await outcome(enterprise, accountId)).toBe('first');
  });
});
