import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js';
import * as z from 'zod/mini';
import type { Clock } from '../../ports/clock.ts';
import type { CloudRoles } from '../../ports/cloud-accounts.ts';
import { Failed } from '../../ports/failed.ts';
import { type CloudApiSettings, callCloudApi, clientConfig, type RoleCredentials, VendorCode } from './client.ts';

const PORT = 'cloud-roles';
const LIFETIME_SECONDS = 7200;
/** Credentials that expire sooner than this are replaced, so that none expires during a call. */
const SPARE_SECONDS = 300;

/** The upper bound of our rights in a customer's account, whatever their role allows. */
const POLICY = encodeURIComponent(
  JSON.stringify({
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
  }),
);

/** Error codes that mean that the role does not exist or does not admit us. */
const NOT_LET_IN = /^(UnauthorizedOperation|ResourceNotFound\.RoleNotFound|InvalidParameter)/;

const assumed = z.object({
  Credentials: z.object({
    TmpSecretId: z.string().check(z.minLength(1)),
    TmpSecretKey: z.string().check(z.minLength(1)),
    Token: z.string().check(z.minLength(1)),
  }),
  ExpiredTime: z.number(),
});
const identity = z.object({ AccountId: z.string().check(z.minLength(1)) });

/** Roles and, for other adapters of this vendor, credentials to act in them. */
export interface AssumedRoles extends CloudRoles {
  /** @throws Failed('cloud-roles', …) */
  credentials(roleArn: string, externalId: string): Promise<RoleCredentials>;
}

interface Assumed {
  readonly credentials: RoleCredentials;
  readonly untilMs: number;
}

interface Kept {
  readonly asking: Promise<Assumed>;
  /** Infinite until the vendor has answered. */
  untilMs: number;
}

/**
 * Tencent Cloud API sts 2018-08-13: AssumeRole, GetCallerIdentity. Credentials are cached until shortly before they
 * expire; concurrent calls share one request, and a failure is not cached.
 */
export function createCloudRoles(settings: CloudApiSettings & { readonly clock: Clock }): AssumedRoles {
  const client = new Client(clientConfig(settings));
  const nowMs = () => settings.clock.now().getTime();
  const kept = new Map<string, Kept>();

  async function assume(roleArn: string, externalId: string): Promise<Assumed> {
    const request = {
      RoleArn: roleArn,
      RoleSessionName: 'icp-filing',
      ExternalId: externalId,
      DurationSeconds: LIFETIME_SECONDS,
      Policy: POLICY,
    };
    const { Credentials, ExpiredTime } = await asked(() =>
      callCloudApi(PORT, assumed, () => client.AssumeRole(request)),
    );
    const { TmpSecretId: secretId, TmpSecretKey: secretKey, Token: token } = Credentials;
    return { credentials: { secretId, secretKey, token }, untilMs: (ExpiredTime - SPARE_SECONDS) * 1000 };
  }

  async function credentials(roleArn: string, externalId: string): Promise<RoleCredentials> {
    const key = `${roleArn} ${externalId}`;
    const before = kept.get(key);
    if (before && before.untilMs > nowMs()) return (await before.asking).credentials;
    const entry: Kept = { asking: assume(roleArn, externalId), untilMs: Infinity };
    kept.set(key, entry);
    try {
      const { credentials: fresh, untilMs } = await entry.asking;
      entry.untilMs = untilMs;
      return fresh;
    } catch (error) {
      if (kept.get(key) === entry) kept.delete(key);
      throw error;
    }
  }

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
