import type { CloudApiSettings } from '../../platform/adapters/tencent/client.ts';
import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { createKeptFacts } from '../adapters/postgres/documents/kept-facts.ts';
import { createKeptServerList } from '../application/kept-facts.ts';
import { config } from '../config.ts';
import type { ServerLists } from '../ports/facts/server-lists.ts';
import { linkedCloudApi, OPERATOR } from './linked-account.ts';
import { sealedParts } from './sealed.ts';

/** The operator's own servers are listed only where they say so: these may be other customers'. */
export const serverLists = (): Promise<ServerLists> =>
  vendor(serverLists, 'cloud-services', async () => {
    const { createServerList } = await import('../adapters/tencent/cloud-services/server-list.ts');
    const [linkedTo, kept] = [await linkedCloudApi(), createKeptFacts(await sealedParts())];
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
