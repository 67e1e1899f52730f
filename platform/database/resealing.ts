import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { Seal, SealedPlace } from '../ports/seal.ts';
import type { SealedColumns } from '../ports/sealed-columns.ts';

/** A column with sealed values. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key's columns, of which `placeOf` makes the place. */
  readonly key: readonly string[];
  readonly placeOf: (row: Readonly<Record<string, unknown>>) => SealedPlace;
}

/** What works on tables of any schema. */
export interface ResealingParts {
  readonly database: { readonly sql: QueryExecutorProvider; inTransaction<T>(work: () => Promise<T>): Promise<T> };
  readonly seal: Seal;
}

/** The first byte is the length of the key id, plus 128 when the value is bound to its place. */
const isUnbound = (column: string): RawBuilder<boolean> =>
  sql<boolean>`substring(${sql.ref(column)} from 1 for 1) < '\\x80'::bytea`;

/**
 * Rewrites the values of a column for which `where` holds, at most `limit` of them. Rows that somebody else is writing
 * are left out.
 *
 * @returns how many.
 */
export const rewriteColumn = (
  { table, column, key }: Pick<SealedColumn, 'table' | 'column' | 'key'>,
  where: RawBuilder<boolean>,
  limit: number,
  change: (value: unknown, row: Readonly<Record<string, unknown>>) => RawBuilder<unknown>,
  { database }: Pick<ResealingParts, 'database'>,
): Promise<number> =>
  database.inTransaction(async () => {
    // The rows are locked until the end of the transaction, so their `ctid` does not change.
    const { rows } = await sql<{ place: string; value: unknown }>`
      select ctid::text as place, ${sql.ref(column)} as value, ${sql.join(key.map((name) => sql.ref(name)))}
      from ${sql.table(table)} where ${where} limit ${limit} for update skip locked`.execute(database.sql);
    for (const { place, value, ...row } of rows)
      await sql`update ${sql.table(table)} set ${change(value, row)} where ctid = ${place}::tid`.execute(database.sql);
    return rows.length;
  });

/** Counts the rows of a table for which `where` holds. */
export async function countRows(
  table: string,
  where: RawBuilder<boolean>,
  { database }: Pick<ResealingParts, 'database'>,
): Promise<number> {
  const found = sql<{ count: string }>`select count(*) as count from ${sql.table(table)} where ${where}`;
  return Number((await found.execute(database.sql)).rows[0]?.count);
}

/** All sealed values of these columns. */
export function createResealing(columns: readonly SealedColumn[], parts: ResealingParts): SealedColumns {
  const { database, seal } = parts;
  const header = seal.header();

  const resealed = (one: SealedColumn, where: RawBuilder<boolean>, limit: number): Promise<number> =>
    rewriteColumn(
      one,
      where,
      limit,
      (value, row) => {
        const place = one.placeOf(row);
        return sql`${sql.ref(one.column)} = ${seal.close(seal.open(value as Buffer, place), place)}`;
      },
      parts,
    );

  return {
    async countsByKeyId() {
      const counts: Record<string, number> = {};
      for (const { table, column } of columns) {
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
      for (const { table, column } of columns) sum += await countRows(table, isUnbound(column), parts);
      return sum;
    },

    async reseal(limit) {
      let done = 0;
      for (const one of columns) {
        const isOther = sql<boolean>`substring(${sql.ref(one.column)} from 1 for ${header.length}) <> ${header}`;
        done += await resealed(one, isOther, limit);
      }
      return done;
    },

    async rebind(limit) {
      let done = 0;
      for (const one of columns) done += await resealed(one, isUnbound(one.column), limit);
      return done;
    },
  };
}
