import { openDatabase } from '../adapters/postgres/database.ts';
import { migrate as migrateDatabase } from '../adapters/postgres/migrate.ts';
import { createOutbox } from '../adapters/postgres/outbox.ts';
import { clock } from './system.ts';

// Database work of deployments and operators' commands, outside the functions.

/** Migrates a database to the newest schema. Part of a deployment, not of a function. */
export const migrate = (databaseUrl: string): Promise<readonly string[]> => migrateDatabase(databaseUrl);

/** The outbox of a database, for an operator's command. */
export async function openOutbox(databaseUrl: string) {
  const database = openDatabase(databaseUrl);
  return { outbox: createOutbox({ database, clock: await clock() }), close: () => database.close() };
}
