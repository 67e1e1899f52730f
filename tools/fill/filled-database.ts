import { migrate } from '../../deploy/products.ts';
import { databaseRoles, deskRoles } from '../../local/database-roles.ts';
import { createDatabase } from '../../local/postgres.ts';
import { fillDatabase, fillDesk } from './fill-database.ts';

/**
 * Settings of a server that holds it: a gigabyte in memory, as a small one of the cloud has, few checkpoints, and no
 * write-ahead log for new indexes, as there is no replica.
 */
export const LARGE_SERVER = { shared_buffers: '1GB', max_wal_size: '8GB', wal_level: 'minimal', max_wal_senders: '0' };

const NAME = 'filled';

/** A database that holds what a service does after that many filings. */
export interface FilledDatabase {
  /** Its address for a superuser. */
  readonly adminUrl: string;
  /** Its address for the role that the functions work as. */
  readonly workingUrl: string;
}

/** Makes a database on a server of this machine, migrates and fills it. @param serverUrl of a superuser */
export async function filledDatabase(
  serverUrl: string,
  filings: number,
  now: Date,
  log?: (line: string) => void,
): Promise<FilledDatabase> {
  const adminUrl = await createDatabase(serverUrl, NAME);
  const roles = await databaseRoles(adminUrl);
  await migrate(roles);
  await fillDatabase(adminUrl, filings, now, log);
  return { adminUrl, workingUrl: roles.workingUrl };
}

/** Makes the desk's schema beside it, with what the desk holds after that many filings. @param adminUrl of a superuser */
export async function filledDesk(
  adminUrl: string,
  filings: number,
  now: Date,
  log?: (line: string) => void,
): Promise<void> {
  await migrate(await deskRoles(adminUrl));
  await fillDesk(adminUrl, filings, now, log);
}

/** The database that these two have made on this server, with the migrations that came since. */
export async function filledBefore(serverUrl: string): Promise<FilledDatabase> {
  const url = new URL(serverUrl);
  url.pathname = `/${NAME}`;
  const roles = await databaseRoles(url.href);
  await migrate(roles);
  await migrate(await deskRoles(url.href));
  return { adminUrl: url.href, workingUrl: roles.workingUrl };
}
