import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../deploy/root.ts';
import type { Finding } from './doctor/check.ts';
import { checksOf, examine } from './doctor/examine.ts';
import type { State } from './doctor/outcome.ts';
import { runCommand } from './run-command.ts';

const options = {
  config: { type: 'string', default: 'serverless.yml' },
  stage: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const STATES: Readonly<Record<State, string>> = { ok: '通过', trouble: '有问题', later: '以后再查', unused: '不用' };

/** `npm run doctor`: checks an account step by step. Exit code 1 when something is in trouble. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const yml = join(ROOT, values.config);
  const ids = checksOf(yml).map(({ id }) => id);
  if (values.only !== undefined && !ids.includes(values.only))
    throw new Error(`没有检查 ${values.only}，可以是：${ids.join('、')}`);
  const env = values.stage === undefined ? process.env : { ...process.env, STAGE: values.stage };
  const findings = await examine(yml, env, {
    ...(values.only !== undefined && { only: [values.only] }),
    onFinding: (finding) => {
      if (!values.json) console.log(textOf(finding));
    },
  });
  if (values.json) console.log(JSON.stringify(findings, null, 2));
  else console.log(`\n${sumOf(findings)}`);
  if (findings.some(({ state }) => state === 'trouble')) process.exitCode = 1;
}

const textOf = ({ check, title, state, found, todo }: Finding): string =>
  [`${STATES[state]}：${title}（${check}）：${found}`, ...todo.map((text) => `    → ${text}`)].join('\n');

function sumOf(findings: readonly Finding[]): string {
  const counts = Object.entries(STATES).map(([state, name]) => {
    const number = findings.filter((finding) => finding.state === state).length;
    return `${name} ${number} 项`;
  });
  return `${counts.join('，')}。${findings.some(({ state }) => state === 'trouble') ? '按 → 改正后再运行一次。' : ''}`;
}

runCommand(main);
