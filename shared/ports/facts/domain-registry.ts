import type { DomainFacts } from '../../domain/facts.ts';

/** Facts about domain names. */
export interface DomainRegistry {
  /**
   * @param domain registrable name, lower case, punycode.
   * @param accountId whose account is queried first: their own cloud account when they have linked one, otherwise the
   * operator's.
   * @returns undefined when no source knows the domain.
   * @throws Failed('domain-registry', …)
   */
  facts(domain: string, accountId?: string): Promise<DomainFacts | undefined>;
}
