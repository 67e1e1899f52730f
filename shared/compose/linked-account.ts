import type { CloudApiSettings } from '../../platform/adapters/tencent/client.ts';
import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { memo, vendor } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import { createCloudAccounts } from '../adapters/postgres/accounts/cloud-accounts.ts';
import type { AssumedRoles } from '../adapters/tencent/cloud-roles.ts';
import { type Linked, sideBySide } from '../application/linked-account.ts';
import type { CloudRoles } from '../ports/accounts/cloud-accounts.ts';
import { sealedParts } from './sealed.ts';

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
export const OPERATOR = 'operator';

/** Undefined when the person has linked none. */
export const linkedCloudApi = (): Promise<Linked<LinkedCloudApi>> =>
  memo(linkedCloudApi, async () => {
    const accounts = createCloudAccounts(await sealedParts());
    const roles = await assumedRoles();
    // A filing case queries servers and domains concurrently.
    return sideBySide(async (accountId) => {
      const { roleArn, externalId } = await accounts.cloudAccountOf(accountId);
      if (roleArn === undefined) return undefined;
      const credentials = await roles.credentials(roleArn, externalId);
      return { api: { ...cloudApi(), credentials: () => credentials }, roleArn };
    });
  });
