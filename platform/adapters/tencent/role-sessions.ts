import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js';
import * as z from 'zod/mini';
import type { Clock } from '../../ports/clock.ts';
import { type CloudApiSettings, callCloudApi, clientConfig, type RoleCredentials } from './client.ts';

/** The default of AssumeRole. */
const LIFETIME_SECONDS = 7200;

/** A CAM policy that bounds one session, whatever its role allows. */
export interface SessionPolicy {
  readonly version: '2.0';
  readonly statement: readonly Readonly<Record<string, unknown>>[];
}

export interface RoleSessionsSettings extends CloudApiSettings {
  readonly clock: Clock;
  /** Name of the port in failures. */
  readonly port: string;
  readonly policy: SessionPolicy;
  /** Credentials that expire sooner than this are replaced, so that none expires in use. */
  readonly spareSeconds: number;
}

const assumed = z.object({
  Credentials: z.object({
    TmpSecretId: z.string().check(z.minLength(1)),
    TmpSecretKey: z.string().check(z.minLength(1)),
    Token: z.string().check(z.minLength(1)),
  }),
  ExpiredTime: z.number(),
});

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
 * Credentials of roles under one policy, from Tencent Cloud API sts 2018-08-13, AssumeRole. They are cached until
 * shortly before they expire; concurrent calls share one request, and a failure is not cached.
 *
 * The returned function throws VendorCode and Failed as `callCloudApi` does.
 */
export function createRoleSessions(settings: RoleSessionsSettings) {
  const { clock, port, policy, spareSeconds } = settings;
  const client = new Client(clientConfig(settings));
  const Policy = encodeURIComponent(JSON.stringify(policy));
  const nowMs = () => clock.now().getTime();
  const kept = new Map<string, Kept>();

  async function assume(roleArn: string, externalId: string | undefined): Promise<Assumed> {
    const request = {
      RoleArn: roleArn,
      RoleSessionName: 'icp-filing',
      DurationSeconds: LIFETIME_SECONDS,
      Policy,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    };
    const { Credentials, ExpiredTime } = await callCloudApi(port, assumed, () => client.AssumeRole(request));
    const { TmpSecretId: secretId, TmpSecretKey: secretKey, Token: token } = Credentials;
    return { credentials: { secretId, secretKey, token }, untilMs: (ExpiredTime - spareSeconds) * 1000 };
  }

  return async (roleArn: string, externalId?: string): Promise<RoleCredentials> => {
    const key = `${roleArn} ${externalId ?? ''}`;
    const before = kept.get(key);
    if (before && before.untilMs > nowMs()) return (await before.asking).credentials;
    const entry: Kept = { asking: assume(roleArn, externalId), untilMs: Number.POSITIVE_INFINITY };
    kept.set(key, entry);
    try {
      const { credentials, untilMs } = await entry.asking;
      entry.untilMs = untilMs;
      return credentials;
    } catch (error) {
      if (kept.get(key) === entry) kept.delete(key);
      throw error;
    }
  };
}
