import { Failed } from '../../platform/ports/failed.ts';
import type { DomainFacts } from '../domain/facts.ts';
import type { DomainRegistry } from '../ports/facts/domain-registry.ts';

/** The sources of facts about a domain. */
export interface DomainSources {
  /** The cloud account: the only source that knows whether the owner's real name was verified. */
  readonly account: DomainRegistry;
  /** For suffixes of CNNIC. */
  readonly cn: DomainRegistry;
  /** For all other suffixes. */
  readonly others: DomainRegistry;
}

/** .cn, .中国 and .中國. */
const CNNIC = /\.(cn|xn--fiqs8s|xn--fiqz9s)$/;

/** Not in the account, and the public registry does not answer. */
const OUT_OF_REACH: DomainFacts = { source: 'unreachable', realName: 'unknown', statuses: [] };

/**
 * Queries the account first and then the public registry of the suffix. When the account fails, nothing is known; when
 * only the public registry fails, it is still known that the domain isn't in the account.
 */
export const createDomainRegistry = ({ account, cn, others }: DomainSources): DomainRegistry => ({
  async facts(domain, accountId) {
    const own = await account.facts(domain, accountId);
    if (own) return own;
    try {
      return await (CNNIC.test(domain) ? cn : others).facts(domain);
    } catch (error) {
      if (error instanceof Failed) return OUT_OF_REACH;
      throw error;
    }
  },
});
