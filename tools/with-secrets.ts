import { spawnSync } from 'node:child_process';
import { readSecrets } from '../deploy/secrets.ts';
import { runCommand } from './run-command.ts';
import { USAGES } from './usages.mjs';

const USAGE = USAGES.secrets;

/** `npm run secrets`: an operator's command in the environment of their functions, whose secrets are in no file. */
async function main([secret = '', separator, ...command]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [program, ...args] = command;
  if (secret === '' || separator !== '--' || program === undefined) {
    console.error(USAGE);
    return 2;
  }
  const [name = '', version = 'v1'] = secret.split('@');
  const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey } = env;
  if (!secretId || !secretKey)
    throw new Error(
      '请先设置环境变量 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY（操作人的密钥），用来读取凭据。',
    );
  const settings = {
    credentials: () => ({
      secretId,
      secretKey,
      token: env.TENCENTCLOUD_SESSION_TOKEN ?? '',
    }),
    region: env.COS_REGION ?? 'ap-guangzhou',
    endpoint: env.DEPLOY_CLOUD_API_ENDPOINT,
    timeoutSeconds: 10,
  };
  const secrets = await readSecrets(settings, { name, version });
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...secrets, ...env } });
  return status ?? 1;
}

runCommand(async () => {
  process.exitCode = await main(process.argv.slice(2), process.env);
});
