import { spawnSync } from 'node:child_process';
import { createSecret, newDeskKeys, newKeys, readSecrets } from '../deploy/secrets.ts';
import { troubleOf } from './doctor/trouble-of.ts';
import { runCommand } from './run-command.ts';
import { USAGES } from './usages.mjs';

const USAGE = USAGES.secrets;

type Variables = Readonly<Record<string, string | undefined>>;

/** What a new secret holds of one service. */
interface Service {
  /** Secrets that an operator has from elsewhere. The first two are needed by every deployment. */
  readonly given: readonly string[];
  /** Keys that are made, or agreed with the other side. */
  readonly keys: (env: Variables, keyId: string) => Readonly<Record<string, string>>;
  /** What is lost with which key. */
  readonly warning: string;
}

const FILING: Service = {
  given: ['DATABASE_URL', 'DATABASE_MIGRATION_URL', 'WECHAT_APP_SECRET', 'SMTP_PASSWORD'],
  // A review desk may have given its two already.
  keys: (env, keyId) => ({ ...newKeys(keyId), ...picked(env, ['REVIEW_DESK_SECRET', 'REVIEW_WEBHOOK_SECRETS']) }),
  warning: 'SEAL_KEYS 丢失，加密的数据就无法恢复：请在 SSM 控制台查看，另存一份，与数据库备份分开保管。',
};

const DESK: Service = {
  given: ['DESK_DATABASE_URL', 'DESK_MIGRATION_URL', 'DESK_OIDC_CLIENT_SECRET'],
  keys: (env, keyId) => ({ ...newDeskKeys(keyId), ...signingKeysOf(env) }),
  warning:
    'DESK_SEAL_KEYS 丢失，加密的数据就无法恢复；DESK_AUDIT_KEY 丢失，操作记录就无法核对：请在 SSM 控制台查看，另存一份，与数据库备份分开保管。',
};

/** The keys that the desk shares with the filing service, by the desk's names. @throws Error in Chinese without them. */
function signingKeysOf({ REVIEW_DESK_SECRET, REVIEW_WEBHOOK_SECRETS }: Variables): Readonly<Record<string, string>> {
  const [verdictSecret] = (REVIEW_WEBHOOK_SECRETS ?? '').split(',');
  if (!REVIEW_DESK_SECRET || !verdictSecret)
    throw new Error(
      '没有备案服务的签名密钥 REVIEW_DESK_SECRET 和 REVIEW_WEBHOOK_SECRETS。请在它的凭据下运行：\n' +
        '  npm run secrets -- 备案服务的凭据名 -- npm run secrets -- --create 凭据名 --desk',
    );
  return { DESK_REQUEST_SECRETS: REVIEW_DESK_SECRET, DESK_VERDICT_SECRET: verdictSecret };
}

const picked = (env: Variables, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));

/** The account of the operator. @throws Error in Chinese without their keys. */
function accountOf(env: NodeJS.ProcessEnv) {
  const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey } = env;
  if (!secretId || !secretKey)
    throw new Error(
      '请先设置环境变量 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY（操作人的密钥），用来读写凭据。',
    );
  return {
    credentials: () => ({ secretId, secretKey, token: env.TENCENTCLOUD_SESSION_TOKEN ?? '' }),
    region: env.COS_REGION ?? 'ap-guangzhou',
    endpoint: env.DEPLOY_CLOUD_API_ENDPOINT,
    timeoutSeconds: 10,
  };
}

/** Rethrows an error of the secret manager in an operator's words, with its code. */
const toldOf =
  (name: string, version: string) =>
  (error: { readonly code?: string; readonly vendorCode?: string; readonly kind?: string }): never => {
    const code = error.vendorCode ?? error.code ?? '';
    if (/SecretExists/.test(code))
      throw new Error(`已有凭据 ${name}，没有改动它（${code}）。要改它的内容，在 SSM 控制台给它新增一个版本。`);
    if (/^ResourceNotFound/.test(code))
      throw new Error(
        `没有凭据 ${name} 的版本 ${version}（${code}）。请核对名称、版本和地域 COS_REGION；` +
          `还没有创建的，运行 npm run secrets -- --create ${name}（运维手册第 4 步）。`,
      );
    if (code === '' && error.kind === undefined) throw error;
    const { found, todo } = troubleOf(code === '' ? { message: 'network timeout' } : { code });
    throw new Error(`读写凭据 ${name}：${found}。${todo.join('')}`);
  };

/** Makes a secret with new keys and the secrets of the environment. Prints names only. */
async function create(name: string, { given, keys, warning }: Service, env: NodeJS.ProcessEnv): Promise<void> {
  const own = picked(env, given);
  const values = { ...keys(env, new Date().toISOString().slice(0, 7)), ...own };
  await createSecret(accountOf(env), name, values).catch(toldOf(name, 'v1'));
  const missing = given.filter((text) => !(text in own));
  console.log(`已创建凭据 ${name}，版本 v1，内容：${Object.keys(values).join('、')}。`);
  if (missing.length > 0) console.log(`没有设置、所以不在其中：${missing.join('、')}。需要的请在 SSM 控制台里加上。`);
  console.log(warning);
}

/** `npm run secrets`: an operator's command in the environment of their functions, whose secrets are in no file. */
async function main(given: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [secret = '', separator, ...command] = given;
  if (secret === '--create' && separator && !separator.startsWith('-')) {
    await create(separator, command.includes('--desk') ? DESK : FILING, env);
    return 0;
  }
  const [program, ...args] = command;
  if (secret === '' || separator !== '--' || program === undefined) {
    console.error(USAGE);
    return 2;
  }
  const [name = '', version = 'v1'] = secret.split('@');
  const secrets = await readSecrets(accountOf(env), { name, version }).catch(toldOf(name, version));
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...secrets, ...env } });
  return status ?? 1;
}

runCommand(async () => {
  process.exitCode = await main(process.argv.slice(2), process.env);
});
