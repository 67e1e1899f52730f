import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { USAGES } from '../usages.mjs';
import { parseCase } from './case-file.ts';
import { checkCase, report } from './check-case.ts';
import { fuzz } from './fuzz.ts';

const USAGE = USAGES.rules;

const options = {
  case: { type: 'string' },
  fuzz: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** The output of a command, and its exit code. */
export interface Ended {
  readonly output: string;
  readonly code: 0 | 1;
}

/**
 * `npm run rules`.
 *
 * @param onProgress gets a line from time to time while random cases run.
 * @throws Error in Chinese when the arguments or the file are wrong.
 */
export function rulesCommand(args: readonly string[], onProgress: (line: string) => void): Ended {
  const { values } = parseArgs({ args: [...args], options });
  if (values.case !== undefined) return check(values.case, values.json);
  if (values.fuzz === undefined) throw new Error(USAGE);
  const seed = values.seed === undefined ? Date.now() % 1e9 : numberOf('--seed', values.seed);
  return runFuzz(numberOf('--fuzz', values.fuzz), seed, values.json, onProgress);
}

function check(file: string, json: boolean): Ended {
  const checked = checkCase(parseCase(readFileSync(file, 'utf8')));
  const output = json ? JSON.stringify({ case: file, ...checked }, null, 2) : report(checked);
  return { output, code: checked.stopped ? 1 : 0 };
}

function runFuzz(runs: number, seed: number, json: boolean, onProgress: (line: string) => void): Ended {
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  const violation = fuzz({ runs, seed }, (done) => onProgress(`${done} / ${runs} 个案例，${seconds()} 秒`));
  const result = { runs, seed, seconds: seconds(), ok: violation === undefined, violation };
  const summary =
    violation ?? `${runs} 个随机案例（种子 ${seed}）：没有抛错，结论确定，说明完整，可以办理的事项与预检一致。`;
  return { output: json ? JSON.stringify(result, null, 2) : summary, code: result.ok ? 0 : 1 };
}

function numberOf(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${option} 应为一个不超过九位的整数。\n${USAGE}`);
  return Number(text);
}
