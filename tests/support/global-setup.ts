import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../local/postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A real PostgreSQL server for the tests of a project; each file creates its own database on it. */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(dataFolder(), 'icp-filing-tests-'));
  const postgres = await startPostgres({ dir, log: () => {}, settings: { max_wal_size: '128MB' } });
  project.provide('postgresUrl', postgres.url);
  const remove = () => rmSync(dir, { recursive: true, force: true });
  // A run that is broken off ends without what follows.
  process.once('exit', remove);
  return async () => {
    await postgres.stop();
    remove();
  };
}

/** In memory, where a machine has a folder there with enough room: hundreds of databases come and go in a run. */
function dataFolder(): string {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > ENOUGH_BYTES ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

const ENOUGH_BYTES = 4 * 1024 ** 3;
