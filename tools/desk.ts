import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { desk } from '../deploy/desk.ts';
import { readServerlessYml } from '../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../deploy/root.ts';
import { checkProvider } from './desk/check-provider.ts';
import { runCommand } from './run-command.ts';

/** `npm run desk -- verify | provider`: an operator's look at the desk's audit chains, or at the identity provider. */
async function main(): Promise<void> {
  const options = { since: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command] = positionals;
  if (command !== 'verify' && command !== 'provider')
    throw new Error('用法：npm run desk -- verify 或 npm run desk -- provider');
  const { output, code } = command === 'provider' ? await checkProvider(process.env) : await verify(values.since);
  console.log(output);
  process.exitCode = code;
}

/** @param since a file with a seal, or its text. */
async function verify(since: string | undefined) {
  const { openDeskForOperator } = await desk();
  const { variables } = readServerlessYml(join(ROOT, 'desk/serverless.yml'), process.env);
  const { DATABASE_URL: url, SEAL_KEYS, BLIND_INDEX_KEY, DESK_AUDIT_KEY } = variables;
  if (!url || !SEAL_KEYS || !BLIND_INDEX_KEY || !DESK_AUDIT_KEY)
    throw new Error(
      '请设置 DESK_DATABASE_URL、DESK_AUDIT_KEY、DESK_SEAL_KEYS 和 DESK_BLIND_INDEX_KEY，与部署审核工作台时相同。',
    );
  const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey } = process.env;
  const { TENCENTCLOUD_SESSION_TOKEN: token = '', DEPLOY_COS_ENDPOINT } = process.env;
  const credentials = secretId && secretKey ? { secretId, secretKey, token } : undefined;
  const endpoint = DEPLOY_COS_ENDPOINT ? { COS_ENDPOINT: DEPLOY_COS_ENDPOINT } : {};
  const opened = openDeskForOperator(url, { ...variables, ...endpoint }, credentials);
  try {
    return await opened.verify(since !== undefined && existsSync(since) ? readFileSync(since, 'utf8') : since);
  } finally {
    await opened.close();
  }
}

runCommand(main);
