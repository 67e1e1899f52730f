import type { KeyedHash, NewEntry } from '../../../domain/oversight/audit-chain.ts';
import type { NotedRows } from '../../../ports/audit-log.ts';
import type { DeskDatabase, DeskParts } from '../desk-database.ts';
import { createAuditLog, lockSubject } from './audit-log.ts';

type Parts = Pick<DeskParts, 'database' | 'hash'>;
type Row = Readonly<Record<string, unknown>>;

const CHANGED = ['changed_by', 'changed_at'];
const SETTING = ['version', 'settings', ...CHANGED, 'confirmed_by'];

/**
 * Tables whose rows no case has, with the columns that count; sealed values are bound to their rows by themselves. Each change
 * of a row is an entry in the chain of its table, whose number is the place here.
 */
const NOTED = {
  'desk.reason': ['reason_id', 'version', 'kind', 'topic', 'fields', 'reason', 'suggestion', 'is_retired', ...CHANGED],
  'desk.setting': SETTING,
  'desk.authority_setting': SETTING,
  'desk.declared_tie': ['id', 'staff_id', 'kind', 'relation', 'declared_at', 'ended_at', 'ended_by'],
  'desk.staff': ['id', 'roles'],
  'desk.listed_entry': ['id', 'list', 'kind', 'result', 'handled_by', 'handled_at'],
};

export type NotedTable = keyof typeof NOTED;
const TABLES = Object.keys(NOTED) as NotedTable[];

const chainOf = (table: NotedTable): string => `00000000-0000-4000-8000-00000000d00${TABLES.indexOf(table)}`;
const keyOf = ({ id, reason_id, version }: Row): string =>
  String(id ?? (reason_id ? `${reason_id}/${version}` : version));
const contentOf = (table: NotedTable, row: Row, hash: KeyedHash): string =>
  hash(JSON.stringify([table, ...NOTED[table].map((column) => row[column])]));

/** Every row that is noted: of what is listed those that somebody has handled. */
async function rowsOf(table: NotedTable, database: DeskDatabase): Promise<readonly Row[]> {
  const rows: readonly Row[] = await database.list(table, {}, []);
  return table === 'desk.listed_entry' ? rows.filter(({ result }) => result !== null) : rows;
}

/** Notes what a row holds now. Call it in the transaction that has changed it. */
export async function noteRow(
  parts: Parts,
  table: NotedTable,
  row: Row,
  entry: Pick<NewEntry, 'at' | 'actor' | 'action'>,
): Promise<void> {
  await lockSubject(parts.database, chainOf(table));
  const facts = { row: keyOf(row), content: contentOf(table, row, parts.hash) };
  await createAuditLog(parts).append({ caseId: chainOf(table), ...entry, facts });
}

export const createNotedRows = (parts: Parts & Pick<DeskParts, 'clock'>): NotedRows => ({
  adopt: () =>
    parts.database.inTransaction(async () => {
      // Reasons are shipped: once they are noted, all else that was there before is noted too.
      const chain = chainOf('desk.reason');
      await lockSubject(parts.database, chain);
      if (await parts.database.find('desk.audit', { case_id: chain }, ['sequence'])) return 0;
      const entry = { at: parts.clock.now(), actor: 'desk', action: 'adopted' } as const;
      let adopted = 0;
      for (const table of TABLES)
        for (const row of await rowsOf(table, parts.database)) {
          await noteRow(parts, table, row, entry);
          adopted += 1;
        }
      return adopted;
    }),

  noted: () =>
    Promise.all(
      TABLES.map(async (table) => {
        const rows = await rowsOf(table, parts.database);
        const held = rows.map((row) => [keyOf(row), contentOf(table, row, parts.hash)] as const);
        return { table, chain: chainOf(table), rows: new Map(held) };
      }),
    ),
});
