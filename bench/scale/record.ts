import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../deploy/root.ts';
import { type Statement, statementsIn } from './statements.ts';

/**
 * Runs the suites of the adapters and of the rooms that use them, and returns what they sent to the driver.
 *
 * @param log a file that `tests/support/statement-log.ts` writes.
 */
export async function recordStatements(log: string, suites: readonly string[]): Promise<readonly Statement[]> {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  await promisify(execFile)(process.execPath, [vitest, 'run', '--bail=0', ...suites], {
    cwd: ROOT,
    env: { ...process.env, STATEMENT_LOG: log },
    maxBuffer: 2 ** 28,
  });
  return statementsIn(readFileSync(log, 'utf8'));
}
