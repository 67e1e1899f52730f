import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type CloudActions, CloudApiError } from './cloud-action.ts';
import { type CloudCredentials, LAPTOP_ACCOUNT } from './credentials.ts';
import type { World } from './world.ts';

/** Temporary credentials and the account in which they act. */
export interface Issued {
  readonly credentials: CloudCredentials;
  readonly uin: string;
}

export interface Sts {
  readonly actions: CloudActions;
  /** The session of a SecretId; undefined when it is unknown or has expired. */
  issued(secretId: string): Issued | undefined;
}

const assumeRequest = z.object({
  RoleArn: z.string(),
  RoleSessionName: z.string().check(z.regex(/^[\w+=,.@-]{2,128}$/)),
  DurationSeconds: z._default(z.int().check(z.minimum(1), z.maximum(43_200)), 7200),
  Policy: z.optional(z.string()),
  ExternalId: z.optional(z.string().check(z.regex(/^[\w+=,.@:/-]{2,128}$/))),
});

/**
 * AssumeRole and GetCallerIdentity over the world's roles. Shapes and codes: Tencent Cloud API sts 2018-08-13.
 *
 * A role of the world trusts the operator's account with one ExternalId: the first one used, as if its owner had
 * written that into the role. Every other one is refused from then on.
 *
 * @param now only tests set it.
 */
export function createSts(world: World, now = () => new Date()): Sts {
  const externalIds = new Map<string, string>();
  const sessions = new Map<string, Issued & { readonly expiresAtMs: number }>();

  const checkExternalId = (roleArn: string, given: string | undefined): void => {
    const expected = externalIds.get(roleArn) ?? given;
    if (given === undefined || given !== expected)
      throw new CloudApiError('UnauthorizedOperation', 'The role does not trust this caller.');
    externalIds.set(roleArn, given);
  };

  return {
    issued(secretId) {
      const session = sessions.get(secretId);
      return session && session.expiresAtMs > now().getTime() ? session : undefined;
    },

    actions: {
      'sts/2018-08-13/AssumeRole': async (request) => {
        const parsed = assumeRequest.safeParse(request);
        if (!parsed.success) throw new CloudApiError('InvalidParameter.ParamError', 'A parameter is malformed.');
        const { RoleArn, ExternalId, DurationSeconds, Policy } = parsed.data;
        checkPolicy(Policy);
        const role = world.role(RoleArn);
        if (!role) throw new CloudApiError('ResourceNotFound.RoleNotFound', 'The role does not exist.');
        if (!role.open) checkExternalId(RoleArn, ExternalId);
        const credentials = {
          secretId: `AKID-temporary-${randomBytes(12).toString('hex')}`,
          secretKey: randomBytes(24).toString('hex'),
          token: randomBytes(48).toString('hex'),
        };
        const expiresAtMs = now().getTime() + DurationSeconds * 1000;
        sessions.set(credentials.secretId, { credentials, uin: role.uin, expiresAtMs });
        return {
          Credentials: {
            TmpSecretId: credentials.secretId,
            TmpSecretKey: credentials.secretKey,
            Token: credentials.token,
          },
          ExpiredTime: Math.floor(expiresAtMs / 1000),
          Expiration: new Date(expiresAtMs).toISOString(),
        };
      },

      'sts/2018-08-13/GetCallerIdentity': async (_, { uin = LAPTOP_ACCOUNT.uin }) => ({
        Arn: `qcs::sts:${uin}:assumed-role/laptop`,
        AccountId: uin,
        UserId: 'laptop:session',
        PrincipalId: uin,
        Type: 'CAMRole',
      }),
    },
  };
}

function checkPolicy(policy: string | undefined): void {
  if (policy === undefined) return;
  try {
    const { version, statement } = JSON.parse(decodeURIComponent(policy)) as { version: unknown; statement: unknown };
    if (version === '2.0' && Array.isArray(statement)) return;
  } catch {
    // Thrown below, as for a policy of another shape.
  }
  throw new CloudApiError('InvalidParameter.StrategyFormatError', 'The policy is malformed.');
}
