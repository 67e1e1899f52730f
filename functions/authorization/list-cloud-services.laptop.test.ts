import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { ids } from '../../platform/compose/system.ts';
import { forgetFacts } from '../../tests/support/database/database.ts';
import { filings, reviews, siteHosts } from '../../tests/support/database/service-ports.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import { type Call, callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { eligibleInput, inProcessLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await inProcessLaptop();
const ROLE = { roleArn: 'qcs::cam::uin/100000000002:roleName/icp-filing' };

interface Service {
  readonly product: string;
  readonly resourceId: string;
  readonly name: string;
  readonly publicIps: readonly string[];
  readonly isUsable: boolean;
  readonly placesLeft: number;
  readonly findings: readonly { readonly ruleId: string }[];
}
interface List {
  readonly isListed: boolean;
  readonly isIncomplete: boolean;
  readonly services: readonly Service[];
}

const accountOf = async (call: Call) =>
  ((await call('GET', '/v1/authorization-codes')).body as { accountId: string }).accountId;
const listFor = async (call: Call) => (await call('GET', '/v1/cloud-services')).body as List;
const of = ({ services }: List, resourceId: string) => services.find((service) => service.resourceId === resourceId);

describe('the cloud services that a person can pick', () => {
  it('are the operator’s, where the operator shows them, each with every reason against it', async () => {
    const list = await listFor(await callerAt(laptop, 'anybody'));

    const reasons = (id: string) => of(list, id)?.findings.map(({ ruleId }) => ruleId);
    expect([list.isListed, list.isIncomplete]).toEqual([true, false]);
    expect(of(list, 'ins-gz000001')).toMatchObject({
      product: 'cvm',
      name: '官网',
      publicIps: ['203.0.113.11'],
      isUsable: true,
      placesLeft: 5,
      findings: [],
    });
    expect(of(list, 'lhins-gz000001')).toMatchObject({ product: 'lighthouse', isUsable: true });
    expect(of(list, 'lb-gz000001')).toMatchObject({ product: 'clb', isUsable: true });
    expect(['ins-hongkong', 'ins-postpaid', 'ins-nopublic', 'ins-twomonth', 'ins-ending01'].map(reasons)).toEqual([
      ['CS-01'],
      ['CS-02'],
      ['CS-05'],
      ['CS-03'],
      ['CS-04'],
    ]);
    expect(of(list, 'ins-stopped1')).toMatchObject({ isUsable: true, findings: [{ ruleId: 'CS-92' }] });
    expect(list.services.filter(({ resourceId }) => resourceId === 'ins-kehu0001')).toEqual([]);
  });

  it('[A2] are the person’s own from the linking of their cloud account, and nobody else’s', async () => {
    const [customer, other] = [await callerAt(laptop, 'a customer'), await callerAt(laptop, 'another')];
    await customer('PUT', '/v1/cloud-account', ROLE);

    const [own, others] = [await listFor(customer), await listFor(other)];

    expect(own.services.map(({ resourceId }) => resourceId)).toEqual(['ins-kehu0001']);
    expect(others.services.map(({ resourceId }) => resourceId)).not.toContain('ins-kehu0001');
  });

  it('say how many places are left, and that none is', async () => {
    const call = await callerAt(laptop, 'crowded');
    const server = { kind: 'resource', product: 'cvm', resourceId: 'ins-sh000001', region: 'ap-shanghai' } as const;
    const places = async () => {
      const { placesLeft, isUsable } = of(await listFor(call), 'ins-sh000001') ?? {};
      return [placesLeft, isUsable];
    };
    const seen = [await places()];
    for (const websites of [2, 3]) {
      await submittedOn(server, websites);
      seen.push(await places());
    }

    expect(seen).toEqual([
      [5, true],
      [3, true],
      [0, false],
    ]);
  });

  it('include the 建站主机 that the operator has entered for this account, which can be filed with; nobody else can', async () => {
    const [owner, other] = [await callerAt(laptop, 'with a host'), await callerAt(laptop, 'without')];
    const accountId = await accountOf(owner);
    const host = { id: 'host-12ab34cd', name: '企业官网', publicIp: '203.0.113.90', region: 'ap-guangzhou' };
    await (await siteHosts()).add({ ...host, accountId, expiresAt: new Date(Date.now() + 400 * 86_400_000) });
    const cloudService = { kind: 'resource', product: 'site-host', resourceId: host.id, region: host.region };
    const check = async (call: Call) => {
      const input = { ...eligibleInput('enterprise'), cloudService };
      const { findings } = (await call('POST', '/v1/eligibility-checks', input)).body as Service;
      return findings.map(({ ruleId }) => ruleId);
    };

    const [own, others] = [await listFor(owner), await listFor(other)];

    expect(of(own, host.id)).toMatchObject({ product: 'site-host', name: '企业官网', isUsable: true, placesLeft: 5 });
    expect(of(others, host.id)).toBeUndefined();
    expect([await check(owner), await check(other)]).toEqual([[], ['CS-90']]);
  });

  it('are what there is when a part of the cloud does not answer; a cloud that does not answer at all is tried again', async () => {
    const call = await callerAt(laptop, 'in a storm');
    await forgetFacts(laptop.addresses.database);
    laptop.cloudApi.failNext('DescribeLoadBalancers', { code: 'InternalError' });

    const { isIncomplete, services } = await listFor(call);

    expect([isIncomplete, services.length > 10]).toEqual([true, true]);
  });

  it('[A1] are nobody’s without a session', async () => {
    const response = await fetch(`${laptop.addresses.gateway}/v1/cloud-services`);

    expect(refusalOf({ status: response.status, body: await response.json() })).toBe('401 session.missing');
  });
});

/** Somebody's filing under review with this many websites on a server. */
async function submittedOn(
  cloudService: ReturnType<typeof eligibleInput>['cloudService'],
  count: number,
): Promise<void> {
  const id = (await ids()).uuid();
  const call = await callerAt(laptop, id);
  const contents = contentsOf(ENTERPRISE, (await ids()).uuid());
  const [site] = contents.websites;
  if (!site) throw new Error('the specimen has a website');
  const websites = await Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      ...site,
      id: (await ids()).uuid(),
      domain: `site-${index}-${id.slice(0, 8)}.cn`,
      cloudService,
    })),
  );
  const applicantId = await accountOf(call);
  await (await filings()).create({ id, applicantId, filingType: 'first', contents: { ...contents, websites } });
  await (await reviews()).changeFiling(id, () => ({ event: 'submit' }));
}
