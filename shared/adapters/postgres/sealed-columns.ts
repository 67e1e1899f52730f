import { sql } from 'kysely';
import { countRows, createResealing, rewriteColumn, type SealedColumn } from '../../../platform/database/resealing.ts';
import type { SealedColumns } from '../../../platform/ports/sealed-columns.ts';
import { STORED_TABLES } from '../../domain/data/personal-data.ts';
import { externalIdOf } from './cloud-accounts.ts';
import type { DatabaseParts } from './database.ts';
import { placeIn, ROW_KEYS, type SealedTable } from './sealed-place.ts';

const COLUMNS: readonly SealedColumn[] = (Object.keys(ROW_KEYS) as SealedTable[]).flatMap((table) =>
  Object.values(STORED_TABLES[table]?.columns ?? {})
    .flat()
    .filter((column) => column.endsWith('_sealed'))
    .map((column) => ({ table, column, key: ROW_KEYS[table], placeOf: (row) => placeIn(table, column, row) })),
);

/** Columns from before, whose values move into a sealed one. */
const IN_CLEAR = [{ table: 'webhook_endpoint', column: 'url', sealed: 'url_sealed' }] as const;

export function createSealedColumns(parts: DatabaseParts): SealedColumns {
  const { seal } = parts;
  const resealing = createResealing(COLUMNS, parts);

  const sealedAtLast = ({ table, column, sealed }: (typeof IN_CLEAR)[number], limit: number): Promise<number> =>
    rewriteColumn(
      { table, column, key: ROW_KEYS[table] },
      sql<boolean>`${sql.ref(column)} is not null`,
      limit,
      (value, row) => {
        const bytes = seal.close(value as string, placeIn(table, sealed, row));
        return sql`${sql.ref(sealed)} = ${bytes}, ${sql.ref(column)} = null`;
      },
      parts,
    );

  const externalIdKept = (limit: number): Promise<number> =>
    rewriteColumn(
      { table: 'cloud_account', column: 'external_id', key: ROW_KEYS.cloud_account },
      sql<boolean>`external_id is null`,
      limit,
      (_, row) => sql`external_id = ${externalIdOf(row.account_id as string, seal)}`,
      parts,
    );

  return {
    ...resealing,

    async countUnbound() {
      let sum = await resealing.countUnbound();
      for (const { table, column } of IN_CLEAR)
        sum += await countRows(table, sql`${sql.ref(column)} is not null`, parts);
      return sum + (await countRows('cloud_account', sql`external_id is null`, parts));
    },

    async rebind(limit) {
      let done = await resealing.rebind(limit);
      for (const one of IN_CLEAR) done += await sealedAtLast(one, limit);
      return done + (await externalIdKept(limit));
    },
  };
}
