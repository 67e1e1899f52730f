import { DESK_WORK, migrateDesk, newestDeskMigration } from '../../desk/adapters/postgres/migrate-desk.ts';
import { probeDeskWrite } from '../../desk/adapters/postgres/write-probe.ts';
import { withAuthorities } from '../../platform/compose/database-address.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { createAuditTrail } from '../adapters/postgres/audit-trail.ts';
import { createConsents } from '../adapters/postgres/consents.ts';
import { openDatabase } from '../adapters/postgres/database.ts';
import { createErasure } from '../adapters/postgres/erasure.ts';
import {
  type InspectedSchema,
  inspectAsOwner,
  inspectAsWorker,
  type OwnerFacts,
  type WorkerFacts,
} from '../adapters/postgres/inspect-database.ts';
import { migrate as migrateDatabase } from '../adapters/postgres/migrate.ts';
import { createOutbox } from '../adapters/postgres/outbox.ts';
import { createParkedEvents } from '../adapters/postgres/parked-events.ts';
import { createParkedVerdicts } from '../adapters/postgres/parked-verdicts.ts';
import { NEWEST_MIGRATION } from '../adapters/postgres/schema-version.ts';
import { createSiteHosts } from '../adapters/postgres/site-hosts.ts';
import { WORK } from '../adapters/postgres/working-role.ts';
import { probeWrite } from '../adapters/postgres/write-probe.ts';
import { createAccountErasure } from '../application/account-erasure.ts';
import { readConfig } from '../config.ts';
import { sealingOf } from './keys.ts';

// Database work of deployments and operators' commands, outside the functions.

/** The two roles' addresses of one database, and the file of authorities for both. */
export interface MigratedDatabase {
  /** Of the role that owns the tables: `DATABASE_MIGRATION_URL`. */
  readonly migrationUrl: string;
  /** Of the role that the functions work as: `DATABASE_URL`. */
  readonly workingUrl: string;
  readonly authoritiesFile?: string | undefined;
  /** Whose schema it is; left out, the filing service's. */
  readonly schema?: 'filing' | 'desk' | undefined;
}

/**
 * Migrates a database to the newest schema, and grants the working role what it does. Part of a deployment, not of a
 * function.
 */
export const migrate = ({
  migrationUrl,
  workingUrl,
  authoritiesFile,
  schema = 'filing',
}: MigratedDatabase): Promise<readonly string[]> =>
  (schema === 'desk' ? migrateDesk : migrateDatabase)(
    withAuthorities(migrationUrl, authoritiesFile),
    decodeURIComponent(new URL(workingUrl).username),
  );

/** What a database says of itself to the role that owns the tables. @throws the driver's or the network's own error. */
export const databaseFacts = async (
  { migrationUrl, authoritiesFile, schema }: Omit<MigratedDatabase, 'workingUrl'>,
  workingRole: string,
): Promise<OwnerFacts> =>
  inspectAsOwner(withAuthorities(migrationUrl, authoritiesFile), workingRole, await inspected(schema));

/** What the role of the functions sees, and the code of what keeps it from writing; undefined when nothing does. */
type WorkingRoleFacts = WorkerFacts & { readonly refusedWrite: string | undefined };

/** The same to the role that the functions work as, which writes a row and takes it back. */
export async function workingRoleFacts({
  workingUrl,
  authoritiesFile,
  schema,
}: Omit<MigratedDatabase, 'migrationUrl'>): Promise<WorkingRoleFacts> {
  const url = withAuthorities(workingUrl, authoritiesFile);
  const facts = await inspectAsWorker(url, await inspected(schema));
  if (!facts.hasTables) return { ...facts, refusedWrite: undefined };
  const database = openDatabase(url);
  const refusedWrite = await (schema === 'desk' ? probeDeskWrite : probeWrite)(database.sql).then(
    () => undefined,
    // A right or a table that is missing is told by the list of rights.
    (error: unknown) => (error instanceof Failed ? error.vendorCode : undefined),
  );
  await database.close();
  return { ...facts, refusedWrite };
}

const inspected = async (schema: MigratedDatabase['schema']): Promise<InspectedSchema> =>
  schema === 'desk'
    ? { name: 'desk', newest: await newestDeskMigration(), work: DESK_WORK }
    : { name: 'public', newest: NEWEST_MIGRATION, work: WORK };

/** What operators' commands look at in a database: messages out, verdicts that are parked, and 建站主机. */
export async function openForOperator(databaseUrl: string, authoritiesFile?: string) {
  const database = openDatabase(withAuthorities(databaseUrl, authoritiesFile));
  const parts = { database, clock: await clock() };
  return {
    outbox: createOutbox(parts),
    siteHosts: createSiteHosts(parts),
    parkedEvents: createParkedEvents(parts),
    parkedVerdicts: createParkedVerdicts(parts),
    close: () => database.close(),
  };
}

/**
 * What erases accounts once more in a database that was restored.
 *
 * @param variables of an operator; of them all only the keys and DATABASE_CA_FILE are read.
 * @throws ConfigurationError when a key is missing or malformed.
 */
export async function openForErasure(databaseUrl: string, variables: Readonly<Record<string, string | undefined>>) {
  const names = ['SEAL_KEYS', 'BLIND_INDEX_KEY', 'SEAL_BINDING', 'DATABASE_CA_FILE'];
  const { DATABASE_CA_FILE, ...keys } = readConfig(variables, names);
  const database = openDatabase(withAuthorities(databaseUrl, DATABASE_CA_FILE));
  const parts = { database, seal: sealingOf(keys).seal, clock: await clock(), ids: await ids() };
  const accountErasure = createAccountErasure({
    auditTrail: createAuditTrail(parts),
    consents: createConsents(parts),
    erasure: createErasure(parts),
    transactions: database,
  });
  return { accountErasure, close: () => database.close() };
}
