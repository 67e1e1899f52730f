import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The URL of the server that a running laptop has started with its data in `dir`; undefined when none runs. Where
 * things are: `postgresHome` for the directory, PostgreSQL's own lock file for the port (its fourth line).
 */
export function runningPostgres(dir: string): string | undefined {
  const note = join(resolve(dir), 'moved-to');
  const home = existsSync(note) ? readFileSync(note, 'utf8') : resolve(dir);
  const lockFile = join(home, 'data', 'postmaster.pid');
  if (!existsSync(lockFile)) return undefined;
  const port = readFileSync(lockFile, 'utf8').split('\n')[3]?.trim();
  const password = readFileSync(join(home, 'password'), 'utf8');
  return port ? `postgres://postgres:${password}@127.0.0.1:${port}/postgres` : undefined;
}
