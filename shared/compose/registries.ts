import type { CloudApiSettings } from '../../platform/adapters/tencent/client.ts';
import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { once, vendor } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import type { AssumedRoles } from '../adapters/tencent/cloud-roles.ts';
import { createDomainRegistry as createWhoisDomainRegistry } from '../adapters/whois/domain-registry.ts';
import { createDomainRegistry as createCompositeDomainRegistry } from '../application/domain-registry.ts';
import {
  createKeptCloudServices,
  createKeptDomainRegistry,
  createKeptServerList,
  createKeptWebsiteProbe,
} from '../application/kept-facts.ts';
import type { Linked } from '../application/linked-account.ts';
import { createLinkedCloudServices, createLinkedDomainRegistry, sideBySide } from '../application/linked-account.ts';
import { withSiteHosts } from '../application/site-hosts.ts';
import { config } from '../config.ts';
import type { CloudRoles } from '../ports/cloud-accounts.ts';
import type { CloudServices } from '../ports/cloud-services.ts';
import type { DomainRegistry } from '../ports/domain-registry.ts';
import type { FiledWebsites } from '../ports/filed-websites.ts';
import type { ServerLists } from '../ports/server-lists.ts';
import type { WebsiteProbe } from '../ports/website-probe.ts';
import { cloudAccounts, keptFacts, siteHosts } from './database.ts';

// The sources of facts about a filing: domains, servers, and what is filed elsewhere.

/** Timeout in seconds. The account, then RDAP with two requests, must fit into the function's 20 seconds. */
const REGISTRY_TIMEOUT_SECONDS = 4;

const assumedRoles = (): Promise<AssumedRoles> =>
  vendor(assumedRoles, 'cloud-roles', async () => {
    const { createCloudRoles } = await import('../adapters/tencent/cloud-roles.ts');
    return createCloudRoles({ ...cloudApi(), clock: await clock() });
  });

export const cloudRoles = (): Promise<CloudRoles> => assumedRoles();

/** The cloud account that a person has linked. Its role names it. */
interface LinkedCloudApi {
  readonly api: CloudApiSettings;
  readonly roleArn: string;
}

/** Names the operator's account among those whose answers are kept. */
const OPERATOR = 'operator';

/** Undefined when the person has linked none. */
const linkedCloudApi = (): Promise<Linked<LinkedCloudApi>> =>
  once(linkedCloudApi, async () => {
    const [accounts, roles] = await Promise.all([cloudAccounts(), assumedRoles()]);
    // A filing case queries servers and domains concurrently.
    return sideBySide(async (accountId) => {
      const { roleArn, externalId } = await accounts.cloudAccountOf(accountId);
      if (roleArn === undefined) return undefined;
      const credentials = await roles.credentials(roleArn, externalId);
      return { api: { ...cloudApi(), credentials: () => credentials }, roleArn };
    });
  });

/** Servers of the cloud and 建站主机. */
export const cloudServices = async (): Promise<CloudServices> => withSiteHosts(await servers(), await siteHosts());

const servers = (): Promise<CloudServices> =>
  vendor(servers, 'cloud-services', async () => {
    const { createCloudServices } = await import('../adapters/tencent/cloud-services/cloud-services.ts');
    const [linkedTo, kept] = [await linkedCloudApi(), await keptFacts()];
    const servicesOf = (api: CloudApiSettings, account: string) =>
      createKeptCloudServices(createCloudServices(api), kept, account);
    return createLinkedCloudServices(servicesOf(cloudApi(), OPERATOR), async (accountId) => {
      const linked = await linkedTo(accountId);
      return linked && servicesOf(linked.api, linked.roleArn);
    });
  });

/** The operator's own servers are listed only where they say so: these may be other customers'. */
export const serverLists = (): Promise<ServerLists> =>
  vendor(serverLists, 'cloud-services', async () => {
    const { createServerList } = await import('../adapters/tencent/cloud-services/server-list.ts');
    const [linkedTo, kept] = [await linkedCloudApi(), await keptFacts()];
    const listOf = (api: CloudApiSettings, account: string) =>
      createKeptServerList(createServerList(api), kept, account)();
    return {
      async ofAccount(accountId) {
        const linked = await linkedTo(accountId);
        if (linked) return listOf(linked.api, linked.roleArn);
        return config().OPERATOR_SERVERS === 'on' ? listOf(cloudApi(), OPERATOR) : undefined;
      },
    };
  });

export const domainRegistry = (): Promise<DomainRegistry> =>
  vendor(domainRegistry, 'domain-registry', async () =>
    createCompositeDomainRegistry({
      account: await accountsDomains(),
      cn: createKeptDomainRegistry(
        { facts: async (domain) => (await cnnic()).facts(domain) },
        await keptFacts(),
        'registry',
      ),
      others: createKeptDomainRegistry(
        { facts: async (domain) => (await otherRegistries()).facts(domain) },
        await keptFacts(),
        'registry',
      ),
    }),
  );

async function accountsDomains(): Promise<DomainRegistry> {
  const { createDomainRegistry } = await import('../adapters/tencent/domain-registry.ts');
  const [linkedTo, kept] = [await linkedCloudApi(), await keptFacts()];
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
  once(otherRegistries, async () => {
    const { createDomainRegistry } = await import('../adapters/rdap/domain-registry.ts');
    const { RDAP_BOOTSTRAP_URL: url } = config();
    return createDomainRegistry({ url, timeoutSeconds: REGISTRY_TIMEOUT_SECONDS, clock: await clock() });
  });

const websites = (): Promise<WebsiteProbe> =>
  vendor(websites, 'website-probe', async () => {
    const { createWebsiteProbe } = await import('../adapters/web/website-probe.ts');
    return createKeptWebsiteProbe(createWebsiteProbe({ timeoutSeconds: REGISTRY_TIMEOUT_SECONDS }), await keptFacts());
  });

const filedWebsites = (): Promise<FiledWebsites> =>
  vendor(filedWebsites, 'filed-websites', async () => {
    const { createFiledWebsites } = await import('../adapters/web/filed-websites.ts');
    return createFiledWebsites({ timeoutSeconds: REGISTRY_TIMEOUT_SECONDS });
  });

/** Looks at filed websites; undefined where the operator has not turned it on. */
export const websiteLooks = async () => (config().FILED_WEBSITE_CHECK === 'on' ? filedWebsites() : undefined);

/** Undefined where the operator has turned the check off. */
export const websiteProbe = async () => (config().WEBSITE_PROBE === 'on' ? websites() : undefined);
