import type { DomainFacts } from '../domain/facts.ts';

/** Facts about domain names. */
export interface DomainRegistry {
  /**
   * @param domain registrable name, lower case, punycode.
   * @param accountId whose account is asked first: his own cloud account if he has linked one, or else the operator's.
   * @returns undefined when no source knows the domain.
   * @throws Failed('domain-registry', …)
   */
  facts(domain: string, accountId?: string): Promise<DomainFacts | undefined>;
}
