import { withAuthorities } from '../../platform/compose/database-address.ts';
import { sealingOf } from '../../platform/compose/keys.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { createAuditTrail } from '../adapters/postgres/accounts/audit-trail.ts';
import { createConsents } from '../adapters/postgres/accounts/consents.ts';
import { openDatabase } from '../adapters/postgres/database.ts';
import { createErasure } from '../adapters/postgres/erasure/erasure.ts';
import { createParkedEvents } from '../adapters/postgres/filings/parked-events.ts';
import { createParkedVerdicts } from '../adapters/postgres/filings/parked-verdicts.ts';
import { createOutbox } from '../adapters/postgres/messages/outbox.ts';
import { migrate, WORK } from '../adapters/postgres/migrate.ts';
import { createSiteHosts } from '../adapters/postgres/records/site-hosts.ts';
import { NEWEST_MIGRATION } from '../adapters/postgres/schema-version.ts';
import { probeWrite } from '../adapters/postgres/write-probe.ts';
import { createAccountErasure } from '../application/account-erasure.ts';
import { readConfig } from '../config.ts';
import type { Courier } from '../ports/messages/outbox.ts';

// Database work of deployments and operators' commands, outside the functions.

/** What a command writes leaves with the next run of `delivery`. */
const NONE: Courier = { call: async () => {} };

/** The tables of the filing service, for whoever migrates or inspects its database. */
export const filingTables = {
  migrate,
  schema: { name: 'public' as const, newest: NEWEST_MIGRATION, work: WORK },
  /** Writes a row and takes it back. @throws Failed('database') */
  async probeWrite(workingUrl: string): Promise<void> {
    const database = openDatabase(workingUrl);
    await probeWrite(database.sql).finally(() => database.close());
  },
};

/** What operators' commands look at in a database: messages out, verdicts that are parked, and 建站主机. */
export async function openForOperator(databaseUrl: string, authoritiesFile?: string) {
  const database = openDatabase(withAuthorities(databaseUrl, authoritiesFile));
  const parts = { database, clock: await clock(), courier: NONE };
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
  const names = ['SEAL_KEYS', 'BLIND_INDEX_KEY', 'DATABASE_CA_FILE'];
  const { DATABASE_CA_FILE, ...keys } = readConfig(variables, names);
  const database = openDatabase(withAuthorities(databaseUrl, DATABASE_CA_FILE));
  const parts = { database, seal: sealingOf(keys).seal, clock: await clock(), ids: await ids(), courier: NONE };
  const accountErasure = createAccountErasure({
    auditTrail: createAuditTrail(parts),
    consents: createConsents(parts),
    erasure: createErasure(parts),
    transactions: database,
  });
  return { accountErasure, close: () => database.close() };
}
