import { withAuthorities } from '../platform/compose/database-address.ts';
import type { ReadConfig } from '../platform/config/configuration.ts';
import {
  inspectAsOwner,
  inspectAsWorker,
  type OwnerFacts,
  type WorkerFacts,
} from '../platform/database/inspect-database.ts';
import { Failed } from '../platform/ports/failed.ts';
import { readConfig as readFilingConfig } from '../shared/config.ts';
import { desk } from './desk.ts';

// What a deployment needs of the product that it deploys: its tables, and how its environment is read.

/** A product by its schema: the filing service, or the reviewers' desk. */
export type Product = 'filing' | 'desk';

/** The two roles' addresses of one database, and the file of authorities for both. */
export interface MigratedDatabase {
  /** `DATABASE_MIGRATION_URL`, for the role that owns the tables. */
  readonly migrationUrl: string;
  /** `DATABASE_URL`, for the role that the functions work as. */
  readonly workingUrl: string;
  readonly authoritiesFile?: string | undefined;
  /** Whose schema it is; left out, the filing service's. */
  readonly schema?: Product | undefined;
}

const tablesOf = async (product: Product = 'filing') =>
  product === 'desk' ? (await desk()).deskTables : (await import('../shared/compose/operators.ts')).filingTables;

/** Reads the environment of a product's functions. @throws ConfigurationError with all that is missing or wrong. */
export const configReaderOf = async (product: Product = 'filing'): Promise<ReadConfig<object>> =>
  product === 'desk' ? (await desk()).readDeskConfig : readFilingConfig;

/**
 * Migrates a database to the newest schema, and grants the working role what it does. Part of a deployment, not of a
 * function.
 */
export async function migrate({
  migrationUrl,
  workingUrl,
  authoritiesFile,
  schema,
}: MigratedDatabase): Promise<readonly string[]> {
  const tables = await tablesOf(schema);
  return tables.migrate(
    withAuthorities(migrationUrl, authoritiesFile),
    decodeURIComponent(new URL(workingUrl).username),
  );
}

/** What a database says of itself to the role that owns the tables. @throws the driver's or the network's own error. */
export const databaseFacts = async (
  { migrationUrl, authoritiesFile, schema }: Omit<MigratedDatabase, 'workingUrl'>,
  workingRole: string,
): Promise<OwnerFacts> =>
  inspectAsOwner(withAuthorities(migrationUrl, authoritiesFile), workingRole, (await tablesOf(schema)).schema);

/** What the role of the functions sees, and the code of what keeps it from writing; undefined when nothing does. */
type WorkingRoleFacts = WorkerFacts & { readonly refusedWrite: string | undefined };

/** The same to the role that the functions work as, which writes a row and takes it back. */
export async function workingRoleFacts({
  workingUrl,
  authoritiesFile,
  schema,
}: Omit<MigratedDatabase, 'migrationUrl'>): Promise<WorkingRoleFacts> {
  const url = withAuthorities(workingUrl, authoritiesFile);
  const tables = await tablesOf(schema);
  const facts = await inspectAsWorker(url, tables.schema);
  if (!facts.hasTables) return { ...facts, refusedWrite: undefined };
  const refusedWrite = await tables.probeWrite(url).then(
    () => undefined,
    // A right or a table that is missing is told by the list of rights.
    (error: unknown) => (error instanceof Failed ? error.vendorCode : undefined),
  );
  return { ...facts, refusedWrite };
}
