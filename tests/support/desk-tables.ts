import { createHmac } from 'node:crypto';
import { cryptoIds } from '../../shared/adapters/node-crypto/ids.ts';
import { createSeal } from '../../shared/adapters/node-crypto/seal.ts';
import { openDatabase } from '../../shared/adapters/postgres/database.ts';
import { createAuditLog, createAuditReader } from '../../shared/desk/adapters/postgres/audit-log.ts';
import { createDecisions } from '../../shared/desk/adapters/postgres/decisions.ts';
import { createIncomingCases } from '../../shared/desk/adapters/postgres/incoming-cases.ts';
import type { DeskTables } from '../../shared/desk/adapters/postgres/tables.ts';
import { createVerdicts } from '../../shared/desk/adapters/postgres/verdicts.ts';
import { createWorkList } from '../../shared/desk/adapters/postgres/work-list.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { testDatabase } from './database.ts';

/** The key of the audit chain in tests. */
export const auditHash = (text: string): string =>
  createHmac('sha256', 'audit key of the tests').update(text).digest('hex');

/** What the desk stores, on its own real PostgreSQL database, as its own role. */
export async function deskTables(clock: Clock) {
  const test = await testDatabase();
  const database = openDatabase<DeskTables>(await test.withDesk());
  const seal = createSeal({ keys: { desk: Buffer.alloc(32, 3) }, currentKeyId: 'desk', indexKey: Buffer.alloc(32, 4) });
  const parts = { database, seal, clock, ids: cryptoIds, hash: auditHash };
  return {
    test,
    database,
    auditLog: createAuditLog(parts),
    auditReader: createAuditReader(parts),
    decisions: createDecisions(parts),
    incomingCases: createIncomingCases(parts),
    verdicts: createVerdicts(parts),
    workList: createWorkList(parts),
    close: async () => {
      await database.close();
      await test.close();
    },
  };
}

export type DeskTablesUnderTest = Awaited<ReturnType<typeof deskTables>>;
