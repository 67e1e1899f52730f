import { clock } from './system.ts';

// What a deployment and operators' commands do with a database, beside the functions.

/** Brings a database up to date; part of a deployment, not of a function. */
export const migrate = async (databaseUrl: string): Promise<readonly string[]> =>
  (await import('../adapters/postgres/migrate.ts')).migrate(databaseUrl);

/** The outbox of a database, for an operator's command. */
export async function openOutbox(databaseUrl: string) {
  const { openDatabase } = await import('../adapters/postgres/database.ts');
  const { createOutbox } = await import('../adapters/postgres/outbox.ts');
  const database = openDatabase(databaseUrl);
  return { outbox: createOutbox({ database, clock: await clock() }), close: () => database.close() };
}
