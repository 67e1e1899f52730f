import { type RawBuilder, sql } from 'kysely';
import { STORED_TABLES } from '../../domain/data/personal-data.ts';
import type { SealedColumns } from '../../ports/sealed-columns.ts';
import { externalIdOf } from './cloud-accounts.ts';
import type { DatabaseParts } from './database.ts';
import { placeIn, ROW_KEYS, type SealedTable } from './sealed-place.ts';

interface Column {
  readonly table: SealedTable;
  readonly column: string;
}

const COLUMNS: readonly Column[] = (Object.keys(ROW_KEYS) as SealedTable[]).flatMap((table) =>
  Object.values(STORED_TABLES[table]?.columns ?? {})
    .flat()
    .filter((column) => column.endsWith('_sealed'))
    .map((column) => ({ table, column })),
);

/** Columns from before, whose values move into a sealed one. */
const IN_CLEAR = [{ table: 'webhook_endpoint', column: 'url', sealed: 'url_sealed' }] as const;

/** The first byte is the length of the key id, plus 128 when the value is bound to its place. */
const isUnbound = (column: string): RawBuilder<boolean> =>
  sql<boolean>`substring(${sql.ref(column)} from 1 for 1) < '\\x80'::bytea`;

export function createSealedColumns({ database, seal }: DatabaseParts): SealedColumns {
  const header = seal.header();

  /** Rewrites the values of a column for which `where` holds. */
  const rewrite = (
    { table, column }: Column,
    where: RawBuilder<boolean>,
    limit: number,
    change: (value: unknown, row: Readonly<Record<string, unknown>>) => RawBuilder<unknown>,
  ): Promise<number> =>
    database.inTransaction(async () => {
      const key = sql.join(ROW_KEYS[table].map((name) => sql.ref(name)));
      // The rows are locked until the end of the transaction, so their `ctid` does not change.
      const { rows } = await sql<{ place: string; value: unknown }>`
        select ctid::text as place, ${sql.ref(column)} as value, ${key} from ${sql.table(table)}
        where ${where} limit ${limit} for update skip locked`.execute(database.sql);
      for (const { place, value, ...row } of rows)
        await sql`update ${sql.table(table)} set ${change(value, row)} where ctid = ${place}::tid`.execute(
          database.sql,
        );
      return rows.length;
    });

  const resealed = ({ table, column }: Column, where: RawBuilder<boolean>, limit: number): Promise<number> =>
    rewrite({ table, column }, where, limit, (value, row) => {
      const place = placeIn(table, column, row);
      return sql`${sql.ref(column)} = ${seal.close(seal.open(value as Buffer, place), place)}`;
    });

  const sealedAtLast = ({ table, column, sealed }: (typeof IN_CLEAR)[number], limit: number): Promise<number> =>
    rewrite({ table, column }, sql<boolean>`${sql.ref(column)} is not null`, limit, (value, row) => {
      const bytes = seal.close(value as string, placeIn(table, sealed, row));
      return sql`${sql.ref(sealed)} = ${bytes}, ${sql.ref(column)} = null`;
    });

  const externalIdKept = (limit: number): Promise<number> =>
    rewrite({ table: 'cloud_account', column: 'external_id' }, sql<boolean>`external_id is null`, limit, (_, row) => {
      return sql`external_id = ${externalIdOf(row.account_id as string, seal)}`;
    });

  const count = async (table: string, where: RawBuilder<boolean>): Promise<number> => {
    const found = sql<{ count: string }>`select count(*) as count from ${sql.table(table)} where ${where}`;
    return Number((await found.execute(database.sql)).rows[0]?.count);
  };

  return {
    async countsByKeyId() {
      const counts: Record<string, number> = {};
      for (const { table, column } of COLUMNS) {
        const at = sql.ref(column);
        const { rows } = await sql<{ id: string; count: string }>`
          select convert_from(substring(${at} from 2 for get_byte(${at}, 0) & 127), 'LATIN1') as id, count(*) as count
          from ${sql.table(table)} where ${at} is not null group by 1`.execute(database.sql);
        for (const { id, count } of rows) counts[id] = (counts[id] ?? 0) + Number(count);
      }
      return counts;
    },

    async countUnbound() {
      let sum = 0;
      for (const { table, column } of COLUMNS) sum += await count(table, isUnbound(column));
      for (const { table, column } of IN_CLEAR) sum += await count(table, sql`${sql.ref(column)} is not null`);
      return sum + (await count('cloud_account', sql`external_id is null`));
    },

    async reseal(limit) {
      let done = 0;
      for (const { table, column } of COLUMNS) {
        const isOther = sql<boolean>`substring(${sql.ref(column)} from 1 for ${header.length}) <> ${header}`;
        done += await resealed({ table, column }, isOther, limit);
      }
      return done;
    },

    async rebind(limit) {
      let done = 0;
      for (const one of COLUMNS) done += await resealed(one, isUnbound(one.column), limit);
      for (const one of IN_CLEAR) done += await sealedAtLast(one, limit);
      return done + (await externalIdKept(limit));
    },
  };
}
