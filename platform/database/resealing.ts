import { type QueryExecutorProvider, sql } from 'kysely';
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

/** All sealed values of these columns. */
export function createResealing(columns: readonly SealedColumn[], { database, seal }: ResealingParts): SealedColumns {
  const header = seal.header();

  /** Rows that somebody else is writing are left out. @returns how many were resealed. */
  const resealed = ({ table, column, key, placeOf }: SealedColumn, limit: number): Promise<number> =>
    database.inTransaction(async () => {
      const at = sql.ref(column);
      // The rows are locked until the end of the transaction, so their `ctid` does not change.
      const { rows } = await sql<{ tuple: string; value: Buffer }>`
        select ctid::text as tuple, ${at} as value, ${sql.join(key.map((name) => sql.ref(name)))}
        from ${sql.table(table)} where substring(${at} from 1 for ${header.length}) <> ${header}
        limit ${limit} for update skip locked`.execute(database.sql);
      for (const { tuple, value, ...row } of rows) {
        const place = placeOf(row);
        const anew = seal.close(seal.open(value, place), place);
        await sql`update ${sql.table(table)} set ${at} = ${anew} where ctid = ${tuple}::tid`.execute(database.sql);
      }
      return rows.length;
    });

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

    async reseal(limit) {
      let done = 0;
      for (const column of columns) done += await resealed(column, limit);
      return done;
    },
  };
}
