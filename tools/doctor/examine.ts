import { openCloud } from '../../deploy/cloud.ts';
import { at, prefixOf } from '../../deploy/desired-state.ts';
import { keys, rights, runtime, services } from './account.ts';
import { bucket } from './bucket.ts';
import { caps } from './caps.ts';
import { type Account, type Check, type DeployedFunction, type Finding, type Grounds, runChecks } from './check.ts';
import { database, workingRole } from './database.ts';
import { filingService, identityProvider } from './desk.ts';
import { liveness } from './liveness.ts';
import { logs } from './logs.ts';
import { NAMES } from './names.ts';
import { certificate, deskDns, dns, egress } from './network.ts';
import { readLeniently } from './read-leniently.ts';
import { settings } from './settings.ts';
import { textMessages } from './text-messages.ts';
import { CannotCheck, Waits } from './trouble-of.ts';
import { weChatFromFunctions, weChatToken } from './wechat.ts';

/** In the order in which an operator mends them. */
const FIRST = [
  settings,
  keys,
  services,
  runtime,
  rights,
  bucket,
  logs,
  egress,
  database,
  workingRole,
  caps,
  certificate,
];
export const CHECKS: readonly Check[] = [...FIRST, dns, weChatToken, weChatFromFunctions, textMessages, liveness];
/** The same of the desk (desk/serverless.yml). */
export const DESK_CHECKS: readonly Check[] = [...FIRST, deskDns, identityProvider, filingService];

/** The checks of the service that a file describes. */
export const checksOf = (yml: string): readonly Check[] => (isDesk(yml) ? DESK_CHECKS : CHECKS);

const isDesk = (yml: string): boolean => readLeniently(yml, {}).service.release.migrations?.schema === 'desk';

/** First pause when a product says that there are too many requests. */
const FIRST_PAUSE_MS = 500;
const CALL_TIMEOUT_SECONDS = 15;

/** Makes the checks of the account that an environment describes, in their order. Changes nothing. */
export const examine = (
  yml: string,
  env: Grounds['env'],
  { only, onFinding = () => {}, now = () => new Date(), timeoutSeconds = CALL_TIMEOUT_SECONDS }: ExamineOptions = {},
): Promise<readonly Finding[]> => {
  const checks = checksOf(yml).filter(({ id }) => only?.includes(id) ?? true);
  return runChecks(checks, groundsOf(yml, env, now, timeoutSeconds), onFinding);
};

export interface ExamineOptions {
  /** Ids of the checks to make; all by default. */
  readonly only?: readonly string[];
  /** Gets each finding as soon as it is made. */
  readonly onFinding?: (finding: Finding) => void;
  readonly now?: () => Date;
  /** Longest time of one call of the Cloud API. */
  readonly timeoutSeconds?: number;
}

function groundsOf(yml: string, env: Grounds['env'], now: () => Date, timeoutSeconds: number): Grounds {
  const { service, misread } = readLeniently(yml, env);
  const names = NAMES[isDesk(yml) ? 'desk' : 'filing'];
  const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey } = env;
  const cloud = openCloud({
    credentials: () => ({
      secretId: secretId ?? '',
      secretKey: secretKey ?? '',
      token: env.TENCENTCLOUD_SESSION_TOKEN ?? '',
    }),
    region: service.region,
    cloudApiEndpoint: env.DEPLOY_CLOUD_API_ENDPOINT || undefined,
    cosEndpoint: env.DEPLOY_COS_ENDPOINT || undefined,
    timeoutSeconds,
    firstPauseMs: Number(env.DEPLOY_PAUSE_MS || FIRST_PAUSE_MS),
  });
  const ownAccount = asked(async (): Promise<Account> => {
    if (!secretId || !secretKey)
      throw new CannotCheck(
        '没有部署人的密钥',
        '在 .env 里设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，然后 set -a; . ./.env; set +a。',
      );
    type Answer = { readonly Uin?: string; readonly OwnerUin?: string; readonly AppId?: number };
    const { Uin = '', OwnerUin = '', AppId = '' } = await cloud.read<Answer>('cam', 'GetUserAppId', {});
    return { uin: String(Uin), ownerUin: String(OwnerUin), appId: String(AppId) };
  });
  const account = () =>
    ownAccount().catch(() => {
      throw new Waits('先改正“密钥”');
    });
  const deployed = asked(async (): Promise<DeployedFunction | undefined> => {
    type Answer = {
      readonly PublicNetConfig?: {
        readonly PublicNetStatus?: string;
        readonly EipConfig?: { readonly EipAddress?: readonly string[] | null } | null;
      } | null;
      readonly ClsTopicId?: string;
    };
    const caller = await cloud.readIfThere<Answer>('scf', 'GetFunction', at(`${prefixOf(service)}${names.caller}`));
    if (!caller) return undefined;
    const { PublicNetStatus, EipConfig } = caller.PublicNetConfig ?? {};
    const addresses = EipConfig?.EipAddress ?? [];
    return { publicNet: PublicNetStatus, addresses, logTopic: caller.ClsTopicId };
  });
  return { env, names, service, misread, cloud, account, ownAccount, deployed, now };
}

/** Asks once, and gives everybody the same reply or error. */
function asked<T>(ask: () => Promise<T>): () => Promise<T> {
  let reply: Promise<T> | undefined;
  return () => {
    reply ??= ask();
    return reply;
  };
}
