import type { CloudApiSettings } from '../../platform/adapters/tencent/client.ts';
import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { memo, vendor } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import { createKeptFacts } from '../adapters/postgres/documents/kept-facts.ts';
import { createDomainRegistry as createWhoisDomainRegistry } from '../adapters/whois/domain-registry.ts';
import { createDomainRegistry as createCompositeDomainRegistry } from '../application/domain-registry.ts';
import { createKeptDomainRegistry } from '../application/kept-facts.ts';
import { createLinkedDomainRegistry } from '../application/linked-account.ts';
import { config } from '../config.ts';
import type { DomainRegistry } from '../ports/facts/domain-registry.ts';
import { linkedCloudApi, OPERATOR } from './linked-account.ts';
import { sealedParts } from './sealed.ts';

/** Timeout in seconds. The account, then RDAP with two requests, must fit into the function's 20 seconds. */
const REGISTRY_TIMEOUT_SECONDS = 4;

export const domainRegistry = (): Promise<DomainRegistry> =>
  vendor(domainRegistry, 'domain-registry', async () => {
    const kept = createKeptFacts(await sealedParts());
    const keptFrom = (registry: () => Promise<DomainRegistry>) =>
      createKeptDomainRegistry({ facts: async (domain) => (await registry()).facts(domain) }, kept, 'registry');
    return createCompositeDomainRegistry({
      account: await accountsDomains(),
      cn: keptFrom(cnnic),
      others: keptFrom(otherRegistries),
    });
  });

async function accountsDomains(): Promise<DomainRegistry> {
  const { createDomainRegistry } = await import('../adapters/tencent/domain-registry.ts');
  const [linkedTo, kept] = [await linkedCloudApi(), createKeptFacts(await sealedParts())];
  const domainsOf = (api: CloudApiSettings, account: string) =>
    createKeptDomainRegistry(createDomainRegistry(api), kept, account);
  return createLinkedDomainRegistry(domainsOf(cloudApi(), OPERATOR), async (accountId) => {
    const linked = await linkedTo(accountId);
    return linked && domainsOf(linked.api, linked.roleArn);
  });
}

async function cnnic(): Promise<DomainRegistry> {
  const [host = '', port] = config().WHOIS_HOST.split(':');
  return createWhoisDomainRegistry({ host, port: Number(port), timeoutSeconds: REGISTRY_TIMEOUT_SECONDS });
}

/** Kept between events, because it caches the file of RDAP servers. */
const otherRegistries = (): Promise<DomainRegistry> =>
  memo(otherRegistries, async () => {
    const { createDomainRegistry } = await import('../adapters/rdap/domain-registry.ts');
    const { RDAP_BOOTSTRAP_URL: url } = config();
    return createDomainRegistry({ url, timeoutSeconds: REGISTRY_TIMEOUT_SECONDS, clock: await clock() });
  });
