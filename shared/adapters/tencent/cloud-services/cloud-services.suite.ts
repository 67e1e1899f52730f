import { describe, expect, it } from 'vitest';
import type { CloudResource } from '../../../domain/filing/filing.ts';
import type { CloudServices } from '../../../ports/facts/cloud-services.ts';

/** An account with one resource of each kind. Each is running, prepaid, with one public address, unless named so. */
export interface CloudServicesUnderTest {
  readonly services: CloudServices;
  readonly good: readonly CloudResource[];
  readonly overseas: readonly CloudResource[];
  readonly payAsYouGo: readonly CloudResource[];
  readonly withoutPublicIp: readonly CloudResource[];
  /** Bought for 60 days, 10 days ago. */
  readonly twoMonths: CloudResource;
  /** Expired and isolated. */
  readonly expired: readonly CloudResource[];
  readonly stopped: CloudResource;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const named = (resources: readonly CloudResource[]) => resources.map(({ product }) => product).join(', ');

/** The contract of CloudServices. */
export function describeCloudServices(name: string, open: () => CloudServicesUnderTest): void {
  const factsOf = (resources: readonly CloudResource[]) =>
    Promise.all(resources.map((resource) => open().services.facts(resource)));

  describe(name, () => {
    it('returns facts for a resource of each product that may be filed with', async () => {
      const { good } = open();

      const facts = await factsOf(good);

      expect(named(good)).toBe('cvm, lighthouse, clb');
      for (const fact of facts) {
        expect(fact).toMatchObject({ inMainland: true, prepaid: true, running: true });
        expect(fact?.publicIps).toEqual([expect.stringMatching(/^203\.0\.113\.\d+$/)]);
        expect(fact?.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 90 * DAY_MS);
      }
    });

    it('reports that a resource is overseas', async () => {
      const facts = await factsOf(open().overseas);

      expect(facts.map((fact) => fact?.inMainland)).toEqual(facts.map(() => false));
    });

    it('reports that a resource is pay-as-you-go and has no end', async () => {
      const facts = await factsOf(open().payAsYouGo);

      for (const fact of facts) expect(fact).toMatchObject({ prepaid: false, expiresAt: undefined });
    });

    it('returns no public address where there is none', async () => {
      const facts = await factsOf(open().withoutPublicIp);

      expect(facts.map((fact) => fact?.publicIps)).toEqual(facts.map(() => []));
    });

    it('returns how long a resource was bought for', async () => {
      const { services, twoMonths } = open();

      const facts = await services.facts(twoMonths);

      expect(((facts?.expiresAt?.getTime() ?? 0) - (facts?.createdAt.getTime() ?? 0)) / DAY_MS).toBeCloseTo(60, 3);
    });

    it('reports that a resource has expired and is not running', async () => {
      const facts = await factsOf(open().expired);

      for (const fact of facts) {
        expect(fact?.running).toBe(false);
        expect(fact?.expiresAt?.getTime()).toBeLessThan(Date.now());
      }
    });

    it('reports that a server is stopped', async () => {
      const { services, stopped } = open();

      const facts = await services.facts(stopped);

      expect(facts?.running).toBe(false);
    });

    it('does not find a resource in another region than its own', async () => {
      const elsewhere = open().good.map((resource): CloudResource => ({ ...resource, region: 'ap-chengdu' }));

      const facts = await factsOf(elsewhere);

      expect(facts).toEqual([undefined, undefined, undefined]);
    });

    it('returns nothing for unknown or malformed ids, or for invented regions', async () => {
      const { good } = open();
      const strange = good.flatMap((resource): CloudResource[] => [
        { ...resource, resourceId: resource.resourceId.replace(/.{8}$/, '0nobody0') },
        { ...resource, resourceId: "' or 1=1" },
        { ...resource, region: 'moon-1' },
      ]);

      const facts = await factsOf(strange);

      expect(facts).toEqual(Array(9).fill(undefined));
    });
  });
}
