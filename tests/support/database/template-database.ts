import type pg from 'pg';
import { migrate, type Product } from '../../../deploy/products.ts';
import { databaseRoles, deskRoles } from '../../../local/database-roles.ts';
import { createDatabase, onDatabase } from '../../../local/postgres.ts';

/** An arbitrary number that makes the workers of a run wait for the one that migrates. */
const LOCK = 20_261_201;

/**
 * Creates a migrated database on the run's server: a copy of one that the first caller has migrated. Copying takes a tenth
 * of the time.
 *
 * @param product `desk` for the schemas of both.
 * @returns its address as a superuser.
 */
export async function migratedDatabase(serverUrl: string, name: string, product: Product = 'filing'): Promise<string> {
  const template = `migrated_${product}`;
  return onDatabase(serverUrl, async (server) => {
    if (!(await exists(server, template))) await makeTemplate(server, serverUrl, template, product);
    await server.query(`create database ${name} template ${template} strategy file_copy`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    return url.href;
  });
}

const exists = async (server: pg.Client, name: string) =>
  (await server.query('select from pg_database where datname = $1', [name])).rowCount === 1;

async function makeTemplate(server: pg.Client, serverUrl: string, template: string, product: Product): Promise<void> {
  await server.query('select pg_advisory_lock($1)', [LOCK]);
  if (!(await exists(server, template))) {
    // Under another name until it is whole.
    const url = await createDatabase(serverUrl, `partial_${template}`);
    await migrate(await databaseRoles(url));
    if (product === 'desk') await migrate(await deskRoles(url));
    await server.query(`alter database partial_${template} rename to ${template}`);
  }
  await server.query('select pg_advisory_unlock($1)', [LOCK]);
}
