import type { DomainFacts } from '../domain/facts.ts';

/** Facts about domain names. */
export interface DomainRegistry {
  /**
   * @param domain registrable name, lower case, punycode.
   * @returns undefined when no source knows the domain.
   * @throws Failed('domain-registry', …)
   */
  facts(domain: string): Promise<DomainFacts | undefined>;
}
