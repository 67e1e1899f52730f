import { randomBytes } from 'node:crypto';
import { type CloudAction, type CloudActions, CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import { type CloudCredentials, LAPTOP_ACCOUNT, type Sessions } from 'tencent-stand-in/credentials.ts';
import type { PolicyDocument } from 'tencent-stand-in/policy.ts';
import * as z from 'zod/mini';
import { refusingWith } from './recorded-actions.ts';

interface User {
  readonly uin: string;
  /** Keys that last: without a token. */
  readonly credentials: CloudCredentials;
  /** Names of policies. */
  readonly attached: Set<string>;
}

/** The account's own policies. Both throw CloudApiError when there is none. */
export interface Policies {
  /** The name of a policy by its id. */
  named(id: number): string;
  documentOf(name: string): string;
  idOf(name: string): number;
  /** What several documents allow together. */
  together(documents: readonly string[]): readonly PolicyDocument[];
}

const MAIN_UIN = Number(LAPTOP_ACCOUNT.uin);
const uin = z.int().check(z.positive());

/** Users of an account, each with one key and policies of the account. Shapes and codes: Tencent Cloud API cam 2019-01-16. */
export function createCamUsers({ named, documentOf, idOf, together }: Policies): {
  readonly actions: CloudActions;
  readonly sessions: Sessions;
} {
  const users = new Map<string, User>();
  const on = refusingWith('InvalidParameter.ParamError');
  const userOf = (wanted: number): User => {
    const found = [...users.values()].find((user) => user.uin === String(wanted));
    if (!found) throw new CloudApiError('ResourceNotFound.UserNotExist', 'no such user');
    return found;
  };
  const getUserAppId: CloudAction = async (body, { secretId }) => {
    if (Object.keys(body).length > 0) throw new CloudApiError('InvalidParameter.ParamError', 'it has no parameters');
    const own = [...users.values()].find(({ credentials }) => credentials.secretId === secretId);
    return { Uin: own?.uin ?? LAPTOP_ACCOUNT.uin, OwnerUin: LAPTOP_ACCOUNT.uin, AppId: Number(LAPTOP_ACCOUNT.appId) };
  };
  return {
    actions: {
      GetUserAppId: getUserAppId,
      AddUser: on(
        z.strictObject({
          Name: z.string().check(z.regex(/^[\w-]{1,64}$/)),
          ConsoleLogin: z.literal(0),
          UseApi: z.literal(1),
        }),
        ({ Name }) => {
          if (users.has(Name)) throw new CloudApiError('InvalidParameter.SubUserNameInUse', 'in use');
          const secretId = `AKID${randomBytes(16).toString('hex')}`;
          const credentials = { secretId, secretKey: randomBytes(16).toString('hex'), token: '' };
          const user = { uin: String(MAIN_UIN + users.size + 1), credentials, attached: new Set<string>() };
          users.set(Name, user);
          return { Uin: Number(user.uin), Name, SecretId: secretId, SecretKey: credentials.secretKey };
        },
      ),
      AttachUserPolicy: on(z.strictObject({ PolicyId: z.int(), AttachUin: uin }), ({ PolicyId, AttachUin }) => {
        userOf(AttachUin).attached.add(named(PolicyId));
      }),
      ListAttachedUserAllPolicies: on(
        z.strictObject({
          TargetUin: uin,
          Page: z.int().check(z.minimum(1), z.maximum(200)),
          Rp: z.int().check(z.minimum(1), z.maximum(200)),
          AttachType: z.literal(0),
        }),
        ({ TargetUin, Page, Rp }) => {
          const all = [...userOf(TargetUin).attached].map((PolicyName) => ({
            PolicyId: String(idOf(PolicyName)),
            PolicyName,
            StrategyType: '1',
          }));
          return { PolicyList: all.slice((Page - 1) * Rp, Page * Rp), TotalNum: all.length };
        },
      ),
    },
    sessions: (secretId) => {
      const user = [...users.values()].find(({ credentials }) => credentials.secretId === secretId);
      if (!user) return undefined;
      const policies = together([...user.attached].map(documentOf));
      return { credentials: user.credentials, uin: LAPTOP_ACCOUNT.uin, policies };
    },
  };
}
