import { desk } from '../deploy/desk.ts';
import { checkProvider } from './desk/check-provider.ts';
import { runCommand } from './run-command.ts';

/** `npm run desk -- verify | provider`: an operator's look at the desk's audit chains, or at the identity provider. */
async function main([command]: readonly string[]): Promise<void> {
  if (command === 'provider') return provider();
  if (command !== 'verify') throw new Error('用法：npm run desk -- verify 或 npm run desk -- provider');
  const { DESK_DATABASE_URL: url } = process.env;
  if (!url) throw new Error('请设置 DESK_DATABASE_URL 和 DESK_AUDIT_KEY，与部署审核工作台时相同。');
  const { openDeskForOperator } = await desk();
  const { verify, close } = openDeskForOperator(url, process.env);
  try {
    const { output, code } = await verify();
    console.log(output);
    process.exitCode = code;
  } finally {
    await close();
  }
}

async function provider(): Promise<void> {
  const { output, code } = await checkProvider(process.env);
  console.log(output);
  process.exitCode = code;
}

runCommand(() => main(process.argv.slice(2)));
