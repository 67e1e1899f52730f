import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reviews } from '../support/database/service-ports.ts';
import { filledDraft, readyDocument, readyFiling } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { anyFrame, similar, siteOwnerAt } from '../support/pictures/liveness-tries.ts';
import { type Call, callerAt, type ErrorReply, refusalOf } from '../support/routes/caller.ts';
import { collectLog } from '../support/scf.ts';
import { eligibleInput, type TestLaptop, testLaptop } from '../support/test-laptop.ts';

const REGISTER = 'VerifyBizLicenseEnterprise4';
/** Queries about domains and servers in the operator's cloud account. */
const QUERIES = ['DescribeDomainSimpleInfo', 'DescribeInstances'];

let laptop: TestLaptop;
const log = collectLog();

beforeAll(async () => {
  laptop = await testLaptop({
    review: 'manual',
    hostFunctions: (service) => {
      const host = inProcessHost(service);
      process.env.COMPANY_CHECK = 'on';
      process.env.PAID_CALLS_PER_ACCOUNT = 'ocr=60,faces=60,liveness=2,company-register=3,sms=100';
      return host;
    },
  });
});
afterAll(async () => {
  await laptop.stop();
  log.stop();
});

const asked = (names: readonly string[]) => names.reduce((sum, name) => sum + laptop.cloudApi.calls(name), 0);

/** The legal representative's ID card, without which the register is not asked about them. */
async function readCard(filingId: string): Promise<void> {
  const idNumber = { text: ENTERPRISE.principal.idNumber, confidence: 1 };
  await readyDocument(await (await reviews()).findFiling(filingId), 'id-front', 'principal', { idNumber });
}

/** A filing of an enterprise that alternates between a save and a preview, each time with another company. */
async function alternate(call: Call, filingId: string, times: number) {
  const statuses: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const organizer = { ...ENTERPRISE.organizer, name: `深圳市第${turn}样例科技有限公司` };
    const saved = await call('PUT', `/v1/filings/${filingId}/organizer`, organizer);
    const preview = await call('GET', `/v1/filings/${filingId}/preview`);
    statuses.push(saved.status, preview.status);
  }
  return statuses;
}

describe('[A4] a person who saves and previews in turns', () => {
  it('makes no paid check of the company before there is a picture of its licence, then one for each picture', async () => {
    const { filingId } = await filledDraft(await laptop.signedIn('alternating'));
    await readCard(filingId);
    const call = await callerAt(laptop, 'alternating');
    const before = asked([REGISTER]);
    const counts: number[] = [];

    await alternate(call, filingId, 5);
    counts.push(asked([REGISTER]) - before);
    for (let picture = 0; picture < 2; picture += 1) {
      await readyDocument(await (await reviews()).findFiling(filingId), 'business-licence', 'organizer');
      await alternate(call, filingId, 20);
      counts.push(asked([REGISTER]) - before);
    }

    expect(counts).toEqual([0, 1, 2]);
  });

  it('is refused when they do it without end', async () => {
    const { filingId } = await filledDraft(await laptop.signedIn('endless'));
    const call = await callerAt(laptop, 'endless');

    const statuses = await alternate(call, filingId, 125);

    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  }, 120_000);
});

describe('[A4] the company check of a submission', () => {
  it('is not made while something else stops the submission', async () => {
    const { filingId } = await filledDraft(await laptop.signedIn('incomplete'));
    const before = asked([REGISTER]);

    const reply = await (await callerAt(laptop, 'incomplete'))('POST', `/v1/submissions/${filingId}`, {
      termsAccepted: true,
    });

    expect([refusalOf(reply), asked([REGISTER]) - before]).toEqual(['422 filing.incomplete', 0]);
  });

  it('is made as often as the budget of the account allows; then reviewers check, and the submission goes on', async () => {
    const { filingId } = await readyFiling(await laptop.signedIn('submitting'));
    await readCard(filingId);
    const call = await callerAt(laptop, 'submitting');
    const before = asked([REGISTER]);

    const rounds: (readonly number[])[] = [];
    for (let round = 0; round < 5; round += 1) {
      const name = `周建${'甲乙丙丁戊'[round]}`;
      const principal = { ...ENTERPRISE.principal, name };
      const replies = [
        await call('PUT', `/v1/filings/${filingId}/organizer`, { ...ENTERPRISE.organizer, legalRepresentative: name }),
        await call('PUT', `/v1/filings/${filingId}/principal`, principal),
        await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true }),
        await call('DELETE', `/v1/submissions/${filingId}`),
      ];
      rounds.push(replies.map(({ status }) => status));
    }

    expect(rounds).toEqual(Array.from({ length: 5 }, () => [200, 200, 202, 200]));
    expect(asked([REGISTER]) - before).toBe(3);
  });
});

describe('[A4] facts about domains and servers', () => {
  it('are asked once, however often they are looked at within minutes', async () => {
    const filer = await laptop.signedIn('looking');
    const { filingId } = await filledDraft(filer);
    const call = await callerAt(laptop, 'looking');
    await call('GET', `/v1/filings/${filingId}/preview`);
    const before = asked(QUERIES);

    for (let turn = 0; turn < 10; turn += 1) {
      await call('GET', `/v1/filings/${filingId}/preview`);
      await call('GET', `/v1/materials/${filingId}`);
      await filer.checkEligibility(eligibleInput('enterprise')).catch(() => {});
    }

    expect([before > 0, asked(QUERIES) - before]).toEqual([true, 0]);
  });
});

describe('[A4] a person whose budget for liveness checks is used up', () => {
  it('reads that they can go on tomorrow; the vendor is not called, the try stays theirs, and one alarm is raised', async () => {
    const owner = await siteOwnerAt(laptop, 'filming');
    const frame = await anyFrame();
    const verified = async () => {
      const checkId = await owner.recorded();
      owner.faceIdSays(similar(50, frame));
      return { checkId, reply: await owner.verification(checkId) };
    };
    const first = [await verified(), await verified()];
    const before = owner.billed();
    log.clear();

    const { checkId, reply } = await verified();
    const again = await owner.verification(checkId);

    expect(first.map(({ reply: { status } }) => status)).toEqual([200, 200]);
    expect([reply, again].map(refusalOf)).toEqual(['429 budget.account', '429 budget.account']);
    const { message, facts } = (reply.body as ErrorReply).error;
    expect(message).toBe('你今天使用视频核身、验证码等服务的次数已用完，请明天再试。你已填写的内容不会丢失。');
    expect(facts.service).toBe('liveness');
    expect(facts.retryAfterSeconds).toBeGreaterThan(0);
    expect(owner.billed().compared).toBe(before.compared);
    expect(await owner.show(checkId)).toMatchObject({ state: 'open' });
    expect(log.lines().filter(({ level }) => level === 'alarm')).toMatchObject([
      { function: 'liveness', port: 'liveness', failure: 'used-up', vendorCode: 'budget-account' },
    ]);
  });
});
