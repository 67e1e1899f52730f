import { spawnSync } from 'node:child_process';
import { readSecrets } from '../deploy/secrets.ts';
import { runCommand } from './run-command.ts';

const USAGE = `用法: npm run secrets -- 凭据名[@版本号] -- 命令…
从凭据管理系统 SSM 读取环境变量（内容为 {"变量名": "值"}），用它们运行命令；已设置的环境变量优先。例如
  npm run secrets -- icp-filing-production -- npm run deploy
  npm run secrets -- icp-filing-production@v2 -- npm run keys -- status
不写版本号时读取 v1。密钥 TENCENTCLOUD_SECRET_ID、TENCENTCLOUD_SECRET_KEY 属于操作人，地域为 COS_REGION。`;

/** `npm run secrets`: an operator's command in the environment of their functions, whose secrets are in no file. */
async function main([secret = '', separator, ...command]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [program, ...args] = command;
  if (secret === '' || separator !== '--' || program === undefined) {
    console.error(USAGE);
    return 1;
  }
  const [name = '', version = 'v1'] = secret.split('@');
  const settings = {
    credentials: () => ({
      secretId: env.TENCENTCLOUD_SECRET_ID ?? '',
      secretKey: env.TENCENTCLOUD_SECRET_KEY ?? '',
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
