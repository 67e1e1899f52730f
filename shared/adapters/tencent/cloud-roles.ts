import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js';
import * as z from 'zod/mini';
import {
  type CloudApiSettings,
  callCloudApi,
  clientConfig,
  type RoleCredentials,
  VendorCode,
} from '../../../platform/adapters/tencent/client.ts';
import { createRoleSessions, type SessionPolicy } from '../../../platform/adapters/tencent/role-sessions.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { CloudRoles } from '../../ports/accounts/cloud-accounts.ts';

const PORT = 'cloud-roles';
/** No call takes longer. */
const SPARE_SECONDS = 300;

/** The upper bound of our rights in a customer's account, whatever their role allows. */
const POLICY: SessionPolicy = {
  version: '2.0',
  statement: [
    {
      effect: 'allow',
      action: [
        'name/cvm:DescribeInstances',
        'name/lighthouse:DescribeInstances',
        'name/clb:DescribeLoadBalancers',
        'name/domain:DescribeDomainSimpleInfo',
      ],
      resource: '*',
    },
  ],
};

/** Error codes that mean that the role does not exist or does not admit us. */
const NOT_LET_IN = /^(UnauthorizedOperation|ResourceNotFound\.RoleNotFound|InvalidParameter)/;

const identity = z.object({ AccountId: z.string().check(z.minLength(1)) });

/** Roles and, for other adapters of this vendor, credentials to act in them. */
export interface AssumedRoles extends CloudRoles {
  /** @throws Failed('cloud-roles', …) */
  credentials(roleArn: string, externalId: string): Promise<RoleCredentials>;
}

/** Tencent Cloud API sts 2018-08-13: AssumeRole, GetCallerIdentity. Credentials are cached as role-sessions.ts does. */
export function createCloudRoles(settings: CloudApiSettings & { readonly clock: Clock }): AssumedRoles {
  const client = new Client(clientConfig(settings));
  const sessionOf = createRoleSessions({ ...settings, port: PORT, policy: POLICY, spareSeconds: SPARE_SECONDS });
  const credentials = (roleArn: string, externalId: string) => asked(() => sessionOf(roleArn, externalId));

  return {
    credentials,

    async canAssume(roleArn, externalId) {
      try {
        await credentials(roleArn, externalId);
        return true;
      } catch (error) {
        if (error instanceof Failed && NOT_LET_IN.test(error.vendorCode ?? '')) return false;
        throw error;
      }
    },

    async operatorUin() {
      const { AccountId } = await asked(() => callCloudApi(PORT, identity, () => client.GetCallerIdentity()));
      return AccountId;
    },
  };
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof VendorCode) throw new Failed(PORT, 'refused', error.code);
    throw error;
  }
}
