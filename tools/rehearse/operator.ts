import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';
import type { CliRun } from '../../deploy/serverless-cli.ts';

type Variables = Readonly<Record<string, string>>;

/** An operator at a terminal, who has the project and the operators' manual. */
export interface Operator {
  /** Where their `.env` is: not in the project, whose own one may be in use. */
  readonly envFile: string;
  /** Copies `.env.example` and fills lines in. @returns required lines that nobody filled in. */
  writeEnv(values: Variables): readonly string[];
  /** Runs a line as the manual has it. @param exported variables that were exported before, beside `.env`. */
  run(line: string, exported?: Variables): Promise<CliRun>;
}

/** @param dir of the operator's files. endpoints: variables that point commands at a rehearsal's account. */
export function createOperator(dir: string, endpoints: Variables): Operator {
  const envFile = join(dir, '.env');
  let hasEnv = false;
  return {
    envFile,
    writeEnv: (values) => {
      const lines = readFileSync(join(ROOT, '.env.example'), 'utf8').split('\n');
      const filled = lines.map((line) => {
        const [, name = ''] = /^(?:# )?([A-Z][A-Z0-9_]*)=/.exec(line) ?? [];
        return values[name] === undefined ? line : `${name}=${quoted(values[name])}`;
      });
      writeFileSync(envFile, filled.join('\n'), { mode: 0o600 });
      hasEnv = true;
      return filled.flatMap((line) => /^([A-Z][A-Z0-9_]*)=$/.exec(line)?.[1] ?? []);
    },
    run: (line, exported = {}) =>
      inShell(hasEnv ? `set -a; . ${quoted(envFile)}; set +a; ${line}` : line, { ...endpoints, ...exported }),
  };
}

export const quoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

/** With nothing of this process's environment but what programs need to run. */
async function inShell(line: string, environment: Variables): Promise<CliRun> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, npm_config_update_notifier: 'false', ...environment };
  const child = spawn('sh', ['-c', line], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, text };
}
