import { runMigrations } from '../../../platform/database/run-migrations.ts';
import { grantWork } from './working-role.ts';

/** An arbitrary number: serializes concurrent migrations. */
const LOCK = 7_235_116;

/**
 * Runs the numbered files of `migrations/` that have not run yet, and grants what the functions do to the role that they
 * work as; see `runMigrations`.
 *
 * @param url of the role that owns the tables.
 * @returns names of the files that were run now.
 * @throws Error when a file has changed since it was run, or when the working role is missing or may do more.
 */
export const migrate = (url: string, workingRole: string): Promise<readonly string[]> =>
  runMigrations(url, {
    folder: new URL('./migrations/', import.meta.url),
    table: 'migration',
    lock: LOCK,
    grant: (client) => grantWork(client, workingRole),
  });
