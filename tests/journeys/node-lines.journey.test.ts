import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';

/** The program of a line. `npm run test:journeys` installs them, for Linux. */
function nodeOf(line: number): string {
  const program = join(ROOT, `tests/node-lines/node_modules/node-${line}-${process.arch}/bin/node`);
  if (!existsSync(program)) throw new Error(`no Node.js ${line}: npm ci --prefix tests/node-lines`);
  return program;
}

// The other tests run under the line of the machine.
describe('npm run walk', () => {
  it.each([22, 24])(
    'takes a filing to its number under Node.js %i',
    async (line) => {
      const run = promisify(execFile);
      const { stdout: version } = await run(nodeOf(line), ['--version']);
      const { stdout } = await run(nodeOf(line), ['tools/bootstrap.mjs', 'walk', '--json'], { cwd: ROOT });

      expect(version).toMatch(new RegExp(`^v${line}\\.`));
      // The authority numbers in each year from 1.
      expect(JSON.parse(stdout).numbers.organizer).toMatch(/^粤ICP备\d{4}000001号$/);
    },
    600_000,
  );
});
