import { describe, expect, it } from 'vitest';
import type { DomainRegistry } from '../../ports/facts/domain-registry.ts';

/** A registry with one domain of each kind. */
export interface DomainRegistryUnderTest {
  readonly registry: DomainRegistry;
  readonly ofEnterprise: { readonly domain: string; readonly owner: string };
  readonly ofIndividual: { readonly domain: string; readonly owner: string };
  readonly expired: string;
  readonly onHold: string;
  readonly unverified: string;
  readonly beingVerified: string;
}

/** The contract of DomainRegistry. */
export function describeDomainRegistry(name: string, open: () => DomainRegistryUnderTest): void {
  const today = () => new Date(Date.now() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);

  describe(name, () => {
    it('returns owner, real name and expiry of an enterprise domain', async () => {
      const { registry, ofEnterprise } = open();

      const facts = await registry.facts(ofEnterprise.domain);

      expect(facts).toMatchObject({
        ownerName: ofEnterprise.owner,
        ownerKind: 'enterprise',
        realName: 'approved',
        statuses: [],
      });
      expect(facts?.expiresOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(facts?.expiresOn?.localeCompare(today())).toBe(1);
    });

    it('reports that a domain belongs to a person', async () => {
      const { registry, ofIndividual } = open();

      const facts = await registry.facts(ofIndividual.domain);

      expect(facts).toMatchObject({ ownerName: ofIndividual.owner, ownerKind: 'individual' });
    });

    it('returns the expiry of an expired domain', async () => {
      const { registry, expired } = open();

      const facts = await registry.facts(expired);

      expect(facts?.expiresOn?.localeCompare(today())).toBe(-1);
    });

    it('returns the status codes of a domain that was put on hold', async () => {
      const { registry, onHold } = open();

      const facts = await registry.facts(onHold);

      expect(facts?.statuses).toContain('clientHold');
    });

    it('distinguishes a domain without a real name from one whose real name is being checked', async () => {
      const { registry, unverified, beingVerified } = open();

      const states = [(await registry.facts(unverified))?.realName, (await registry.facts(beingVerified))?.realName];

      expect(states).toEqual(['none', 'pending']);
    });

    it('returns nothing for a domain that is not registered', async () => {
      const { registry } = open();

      const facts = await registry.facts('nobody-registered-this.cn');

      expect(facts).toBeUndefined();
    });

    it('returns nothing for an invalid name', async () => {
      const { registry } = open();

      const facts = await registry.facts('-not a domain-');

      expect(facts).toBeUndefined();
    });
  });
}
