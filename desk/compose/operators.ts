import type { BucketCredentials } from '../../platform/adapters/buckets/bucket-calls.ts';
import { systemClock } from '../../platform/adapters/system/clock.ts';
import { withAuthorities } from '../../platform/compose/database-address.ts';
import { sealingOf } from '../../platform/compose/keys.ts';
import { openStore } from '../../platform/compose/object-store.ts';
import { openDatabase } from '../../platform/database/database.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Seal } from '../../platform/ports/seal.ts';
import { createAuthorityLists } from '../adapters/postgres/authority/authority-lists.ts';
import { createDeskBlindIndexes } from '../adapters/postgres/blind-indexes.ts';
import { createOpenCases } from '../adapters/postgres/cases/open-cases.ts';
import { createWorkList } from '../adapters/postgres/cases/work-list.ts';
import { NEWEST_DESK_MIGRATION } from '../adapters/postgres/desk-standings.ts';
import { DESK_WORK, migrateDesk } from '../adapters/postgres/migrate-desk.ts';
import { createDeskSealedColumns, deskPlace } from '../adapters/postgres/sealed-columns.ts';
import { createAuditEvidence } from '../adapters/postgres/staff/audit-evidence.ts';
import type { DeskTables } from '../adapters/postgres/tables.ts';
import { probeDeskWrite } from '../adapters/postgres/write-probe.ts';
import { keptSeals, seenSeal } from '../application/kept-seals.ts';
import { verifyChains } from '../application/verify-chains.ts';
import { readConfig } from '../config.ts';
import { DESK_RETENTION } from '../domain/oversight/retention.ts';
import { DESK_STORED } from '../domain/oversight/stored-data.ts';
import { auditHash } from './desk-database.ts';

// Whoever is outside of the desk's folder comes in here alone: deploy/desk.ts.

export const readDeskConfig = readConfig;

/** What the desk's tables hold, and how long. */
export const deskData = { stored: DESK_STORED, retention: DESK_RETENTION };

/** The tables of the desk, for whoever migrates or inspects its database. */
export const deskTables = {
  migrate: migrateDesk,
  schema: { name: 'desk' as const, newest: NEWEST_DESK_MIGRATION, work: DESK_WORK },
  /** Writes a row and takes it back. @throws Failed('database') */
  async probeWrite(workingUrl: string): Promise<void> {
    const database = openDatabase<DeskTables>(workingUrl);
    await probeDeskWrite(database.sql).finally(() => database.close());
  },
};

/** Where the desk's timer brings its seals. */
const STORE = [
  ...(['COS_BUCKET', 'COS_REGION', 'OBJECT_PREFIX', 'OBJECT_STORE', 'S3_ENDPOINT', 'COS_ENDPOINT'] as const),
  'DESK_SEAL_BUCKET',
] as const;

/**
 * What operators' commands look at in the desk's database and bucket.
 *
 * @param variables of the desk's functions, under the functions' names.
 * @param credentials of whoever looks; without them the bucket is left alone.
 * @throws ConfigurationError when one is missing or malformed.
 */
export function openDeskForOperator(
  databaseUrl: string,
  variables: Readonly<Record<string, string>>,
  credentials?: BucketCredentials,
) {
  const config = readConfig(variables, ['DESK_AUDIT_KEY', 'SEAL_KEYS', 'BLIND_INDEX_KEY', 'DATABASE_CA_FILE']);
  const database = openDatabase<DeskTables>(withAuthorities(databaseUrl, config.DATABASE_CA_FILE));
  const hash = auditHash(config.DESK_AUDIT_KEY);
  const ports = {
    evidence: createAuditEvidence({ database, seal: sealingOf(config).seal, clock: systemClock, hash }),
    hash,
    clock: systemClock,
  };
  return {
    /** Checks the audit chains against the seals in the bucket, or against one. @param since the text of a seal. */
    async verify(since?: string) {
      if (since !== undefined) return verifyChains(ports, [seenSeal(since)], false);
      if (!credentials) return verifyChains(ports, [], false);
      const place = readConfig(variables, STORE);
      const bucket = place.DESK_SEAL_BUCKET ?? place.COS_BUCKET;
      const store = await openStore(place, bucket, () => credentials);
      return verifyChains(ports, await keptSeals(store, systemClock.now()), true);
    },
    close: () => database.close(),
  };
}

/**
 * All sealed values of the desk's database and what finds them, for an operator who replaces the desk's keys. Connects as
 * the role that migrates.
 *
 * @param variables of the desk's functions, under the functions' names.
 * @throws ConfigurationError when a key is missing or malformed.
 */
export function openDeskKeys(migrationUrl: string, variables: Readonly<Record<string, string>>) {
  const config = readConfig(variables, ['SEAL_KEYS', 'BLIND_INDEX_KEY', 'DATABASE_CA_FILE']);
  const database = openDatabase<DeskTables>(withAuthorities(migrationUrl, config.DATABASE_CA_FILE));
  const { seal, ...settings } = sealingOf(config);
  const parts = { database, seal };
  return {
    columns: createDeskSealedColumns(parts),
    indexes: createDeskBlindIndexes(parts),
    ...settings,
    close: () => database.close(),
  };
}

/** Opens sealed values of rows that were read with their primary keys. @param variables as of `openDeskKeys`. */
export function openDeskValue(variables: Readonly<Record<string, string>>) {
  const { seal } = sealingOf(readConfig(variables, ['SEAL_KEYS', 'BLIND_INDEX_KEY']));
  return (table: string, column: string, row: Readonly<Record<string, unknown>>): string =>
    seal.open(row[column] as Buffer, deskPlace(table, column as `${string}_sealed`, row));
}

/** The lists of cases and of the authority over a database, for whoever measures what they cost. */
export function openDeskLists(workingUrl: string, { seal, clock, ids }: { seal: Seal; clock: Clock; ids: Ids }) {
  const database = openDatabase<DeskTables>(workingUrl);
  const parts = { database, seal, clock, ids, hash: (text: string) => text };
  return {
    cases: createOpenCases(parts),
    work: createWorkList(parts),
    authorityLists: createAuthorityLists(parts),
    close: () => database.close(),
  };
}
