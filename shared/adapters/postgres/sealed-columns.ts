import { sql } from 'kysely';
import { STORED_TABLES } from '../../domain/data/personal-data.ts';
import type { SealedColumns } from '../../ports/sealed-columns.ts';
import type { DatabaseParts } from './database.ts';

const COLUMNS = Object.entries(STORED_TABLES).flatMap(([table, { columns }]) =>
  Object.values(columns)
    .flat()
    .filter((column) => column.endsWith('_sealed'))
    .map((column) => ({ table, column })),
);

export function createSealedColumns({ database, seal }: DatabaseParts): SealedColumns {
  const header = seal.header();

  const resealColumn = (table: string, column: string, limit: number): Promise<number> =>
    database.inTransaction(async () => {
      const [from, at] = [sql.table(table), sql.ref(column)];
      // The rows are locked until the end of the transaction, so their `ctid` does not change.
      const { rows } = await sql<{ place: string; sealed: Buffer }>`
        select ctid::text as place, ${at} as sealed from ${from}
        where substring(${at} from 1 for ${header.length}) <> ${header}
        limit ${limit} for update skip locked`.execute(database.sql);
      for (const { place, sealed } of rows) {
        const again = seal.close(seal.open(sealed));
        await sql`update ${from} set ${at} = ${again} where ctid = ${place}::tid`.execute(database.sql);
      }
      return rows.length;
    });

  return {
    async countsByKeyId() {
      const counts: Record<string, number> = {};
      for (const { table, column } of COLUMNS) {
        const at = sql.ref(column);
        const { rows } = await sql<{ id: string; count: string }>`
          select convert_from(substring(${at} from 2 for get_byte(${at}, 0)), 'LATIN1') as id, count(*) as count
          from ${sql.table(table)} where ${at} is not null group by 1`.execute(database.sql);
        for (const { id, count } of rows) counts[id] = (counts[id] ?? 0) + Number(count);
      }
      return counts;
    },

    async reseal(limit) {
      let done = 0;
      for (const { table, column } of COLUMNS) done += await resealColumn(table, column, limit);
      return done;
    },
  };
}
