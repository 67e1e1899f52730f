import type { CloudApiSettings } from '../../platform/adapters/tencent/client.ts';
import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { createKeptFacts } from '../adapters/postgres/documents/kept-facts.ts';
import { createSiteHosts } from '../adapters/postgres/records/site-hosts.ts';
import { createKeptCloudServices } from '../application/kept-facts.ts';
import { createLinkedCloudServices } from '../application/linked-account.ts';
import { withSiteHosts } from '../application/site-hosts.ts';
import type { CloudServices } from '../ports/facts/cloud-services.ts';
import { storedParts } from './database.ts';
import { linkedCloudApi, OPERATOR } from './linked-account.ts';
import { sealedParts } from './sealed.ts';

/** Servers of the cloud and 建站主机. */
export const cloudServices = async (): Promise<CloudServices> =>
  withSiteHosts(await servers(), createSiteHosts(await storedParts()));

const servers = (): Promise<CloudServices> =>
  vendor(servers, 'cloud-services', async () => {
    const { createCloudServices } = await import('../adapters/tencent/cloud-services/cloud-services.ts');
    const [linkedTo, kept] = [await linkedCloudApi(), createKeptFacts(await sealedParts())];
    const servicesOf = (api: CloudApiSettings, account: string) =>
      createKeptCloudServices(createCloudServices(api), kept, account);
    return createLinkedCloudServices(servicesOf(cloudApi(), OPERATOR), async (accountId) => {
      const linked = await linkedTo(accountId);
      return linked && servicesOf(linked.api, linked.roleArn);
    });
  });
