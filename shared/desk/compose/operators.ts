import { openDatabase } from '../../adapters/postgres/database.ts';
import { withAuthorities } from '../../compose/database-address.ts';
import { createAuditReader } from '../adapters/postgres/audit-log.ts';
import type { DeskTables } from '../adapters/postgres/tables.ts';
import { auditHash } from './desk-database.ts';

/** What operators' commands look at in the desk's database. DESK_AUDIT_KEY must be set. */
export function openDeskForOperator(databaseUrl: string, authoritiesFile?: string) {
  const database = openDatabase<DeskTables>(withAuthorities(databaseUrl, authoritiesFile));
  return { auditReader: createAuditReader({ database }), hash: auditHash(), close: () => database.close() };
}
