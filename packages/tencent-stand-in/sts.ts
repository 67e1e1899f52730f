import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';
import { type CloudCredentials, LAPTOP_ACCOUNT, type Sessions } from './credentials.ts';
import { type PolicyDocument, parsePolicy } from './policy.ts';
import type { World } from './world.ts';

/** A role of the operator's account, as it is now. */
export interface OwnRole {
  /** Who may assume it: the principals of its trust document, a service or `qcs::cam::uin/<uin>:root`. */
  readonly trusts: readonly string[];
  readonly policies: readonly PolicyDocument[];
}

/** The operator's role of a name; undefined when there is none. */
export type OwnRoles = (name: string) => OwnRole | undefined;

export interface Sts {
  readonly actions: CloudActions;
  readonly issued: Sessions;
  /**
   * Temporary credentials of a role, as a service gets them that the role trusts.
   *
   * @throws CloudApiError when there is no such role, or it doesn't trust the service.
   */
  roleCredentials(roleName: string, service: string): CloudCredentials;
}

const assumeRequest = z.object({
  RoleArn: z.string(),
  RoleSessionName: z.string().check(z.regex(/^[\w+=,.@-]{2,128}$/)),
  DurationSeconds: z._default(z.int().check(z.minimum(1), z.maximum(43_200)), 7200),
  Policy: z.optional(z.string()),
  ExternalId: z.optional(z.string().check(z.regex(/^[\w+=,.@:/-]{2,128}$/))),
});

interface Issued {
  readonly credentials: CloudCredentials;
  readonly uin: string;
  readonly expiresAtMs: number;
  /** Read at each use: a role's policies may change meanwhile. */
  readonly policies: () => readonly PolicyDocument[];
}

const OWN_ROLE = new RegExp(`^qcs::cam::uin/${LAPTOP_ACCOUNT.uin}:(?:role|roleName)/([\\w+=,.@-]+)$`);

/**
 * AssumeRole and GetCallerIdentity over the world's roles and the operator's own. Shapes and codes: Tencent Cloud API
 * sts 2018-08-13. Whether a caller may assume a role at all is the caller's policy, see api.ts.
 *
 * A role of the world trusts the operator's account with one ExternalId: the first one used, as if its owner had
 * written that into the role. Every other one is refused from then on.
 */
export function createSts(
  world: World,
  { roles = () => undefined, now = () => new Date() }: { readonly roles?: OwnRoles; readonly now?: () => Date } = {},
): Sts {
  const externalIds = new Map<string, string>();
  const sessions = new Map<string, Issued>();

  const checkExternalId = (roleArn: string, given: string | undefined): void => {
    const expected = externalIds.get(roleArn) ?? given;
    if (given === undefined || given !== expected)
      throw new CloudApiError('UnauthorizedOperation', 'The role does not trust this caller.');
    externalIds.set(roleArn, given);
  };

  const ownRole = (name: string, principal: string): OwnRole => {
    const role = roles(name);
    if (!role) throw new CloudApiError('ResourceNotFound.RoleNotFound', 'The role does not exist.');
    if (!role.trusts.includes(principal))
      throw new CloudApiError('UnauthorizedOperation', 'The role does not trust this caller.');
    return role;
  };

  const issue = (session: Omit<Issued, 'credentials'>): CloudCredentials => {
    const credentials = {
      secretId: `AKID-temporary-${randomBytes(12).toString('hex')}`,
      secretKey: randomBytes(24).toString('hex'),
      token: randomBytes(48).toString('hex'),
    };
    sessions.set(credentials.secretId, { ...session, credentials });
    return credentials;
  };

  /** The account and the policies of an assumed role. */
  const assumed = (roleArn: string, externalId: string | undefined, callerUin: string) => {
    const [, name] = OWN_ROLE.exec(roleArn) ?? [];
    if (name !== undefined) {
      ownRole(name, `qcs::cam::uin/${callerUin}:root`);
      return { uin: LAPTOP_ACCOUNT.uin, policies: () => roles(name)?.policies ?? [NOTHING] };
    }
    const role = world.role(roleArn);
    if (!role) throw new CloudApiError('ResourceNotFound.RoleNotFound', 'The role does not exist.');
    if (!role.open) checkExternalId(roleArn, externalId);
    return { uin: role.uin, policies: () => [] };
  };

  return {
    issued(secretId) {
      const session = sessions.get(secretId);
      if (!session || session.expiresAtMs <= now().getTime()) return undefined;
      return { credentials: session.credentials, uin: session.uin, policies: session.policies() };
    },

    roleCredentials(roleName, service) {
      ownRole(roleName, service);
      // The platform replaces an instance's credentials before they expire.
      const expiresAtMs = Number.POSITIVE_INFINITY;
      const policies = () => roles(roleName)?.policies ?? [NOTHING];
      return issue({ uin: LAPTOP_ACCOUNT.uin, expiresAtMs, policies });
    },

    actions: {
      'sts/2018-08-13/AssumeRole': async (request, { uin: callerUin = LAPTOP_ACCOUNT.uin }) => {
        const code = 'InvalidParameter.ParamError';
        const { RoleArn, ExternalId, DurationSeconds, Policy } = parametersOf(assumeRequest, request, code);
        const inline = Policy === undefined ? [] : [policyIn(Policy)];
        const { uin, policies } = assumed(RoleArn, ExternalId, callerUin);
        const expiresAtMs = now().getTime() + DurationSeconds * 1000;
        const credentials = issue({ uin, expiresAtMs, policies: () => [...policies(), ...inline] });
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

/** What is left of a role without policies, or that was deleted: it allows nothing. */
const NOTHING: PolicyDocument = { version: '2.0', statement: [{ effect: 'deny', action: '*', resource: '*' }] };

/** A session's own policy. @throws CloudApiError when it is malformed. */
function policyIn(text: string): PolicyDocument {
  try {
    const policy = parsePolicy(JSON.parse(decodeURIComponent(text)));
    if (policy) return policy;
  } catch {
    // Thrown below, as for a policy of another shape.
  }
  throw new CloudApiError('InvalidParameter.StrategyFormatError', 'The policy is malformed.');
}
