import { spawnSync } from 'node:child_process';
import { createSecret, newKeys, readSecrets } from '../deploy/secrets.ts';
import { runCommand } from './run-command.ts';
import { USAGES } from './usages.mjs';

const USAGE = USAGES.secrets;

/** Secrets that an operator has from elsewhere. The first two are needed by every deployment. */
const GIVEN = ['DATABASE_URL', 'DATABASE_MIGRATION_URL', 'WECHAT_APP_SECRET', 'SMTP_PASSWORD'];
/** Keys that a review desk may have given already; new ones are made otherwise. */
const AGREED = ['REVIEW_DESK_SECRET', 'REVIEW_WEBHOOK_SECRETS'];

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

/** Makes a secret with new keys and the secrets of the environment. Prints names only. */
async function create(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const given = Object.fromEntries([...GIVEN, ...AGREED].flatMap((one) => (env[one] ? [[one, env[one]]] : [])));
  const values = { ...newKeys(new Date().toISOString().slice(0, 7)), ...given };
  await createSecret(accountOf(env), name, values);
  const missing = GIVEN.filter((one) => !(one in given));
  console.log(`已创建凭据 ${name}，版本 v1，内容：${Object.keys(values).join('、')}。`);
  if (missing.length > 0) console.log(`没有设置、所以不在其中：${missing.join('、')}。需要的请在 SSM 控制台里加上。`);
  console.log('SEAL_KEYS 丢失，加密的数据就无法恢复：请在 SSM 控制台查看，另存一份，与数据库备份分开保管。');
}

/** `npm run secrets`: an operator's command in the environment of their functions, whose secrets are in no file. */
async function main(given: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [secret = '', separator, ...command] = given;
  if (secret === '--create' && separator) {
    await create(separator, env);
    return 0;
  }
  const [program, ...args] = command;
  if (secret === '' || separator !== '--' || program === undefined) {
    console.error(USAGE);
    return 2;
  }
  const [name = '', version = 'v1'] = secret.split('@');
  const secrets = await readSecrets(accountOf(env), { name, version });
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...secrets, ...env } });
  return status ?? 1;
}

runCommand(async () => {
  process.exitCode = await main(process.argv.slice(2), process.env);
});
