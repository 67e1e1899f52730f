import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createOperator, type Operator, quoted } from './rehearse/operator.ts';
import { type Rehearsal, startRehearsal } from './rehearse/rehearsal.ts';
import { DESK_SECRET, rehearse, SECRET } from './rehearse/rehearse.ts';
import type { Check } from './rehearse/steps.ts';
import { runCommand } from './run-command.ts';
import { textTable } from './text-table.ts';

const options = {
  stay: { type: 'boolean', default: false },
  port: { type: 'string', default: '0' },
  'database-url': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const log = values.json ? console.error : console.log;
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-rehearsal-'));
  const rehearsal = await startRehearsal({
    port: Number(values.port),
    dir,
    databaseUrl: values['database-url'],
    reviewDelayMs: 100,
    log: () => {},
  });
  const stop = async () => {
    await rehearsal.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(process.exitCode ?? 1)));
  try {
    const operator = createOperator(dir, rehearsal.endpoints);
    const checks = await rehearse(rehearsal, operator, { remove: !values.stay, log });
    print(checks, values.json);
    if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
    if (values.stay) return printInstructions(rehearsal, operator);
    await stop();
  } catch (error) {
    await stop();
    throw error;
  }
}

function print(checks: readonly Check[], asJson: boolean): void {
  if (asJson) console.log(JSON.stringify(checks, null, 2));
  else console.log(`\n${textTable(checks.map(({ what, found, ok }) => [ok ? '通过' : '不符', what, found]))}`);
}

/** The servers keep the process running until Ctrl-C. */
function printInstructions({ endpoints, addresses }: Rehearsal, { envFile }: Operator): void {
  console.log(`\n${addresses.gateway} 是已部署的服务。在另一个终端粘贴以下各行：\n`);
  for (const [name, value] of Object.entries(endpoints)) console.log(`export ${name}=${quoted(value)}`);
  console.log(`set -a; . ${quoted(envFile)}; set +a`);
  console.log(
    `\n然后可用运维手册里的命令，例如 npm run secrets -- ${SECRET} -- npm run plan -- --now；` +
      `审核工作台的凭据是 ${DESK_SECRET}，命令后面加 -- --config desk/serverless.yml。按 Ctrl-C 结束。`,
  );
}

runCommand(main);
