import { type RawBuilder, sql } from 'kysely';
import type { BlindIndexes, Reindexed } from '../ports/blind-indexes.ts';
import type { ResealingParts } from './resealing.ts';

type Index = Buffer | readonly Buffer[];

/** A row with a sealed value, and the columns that were asked for. */
export interface IndexedRow extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly sealed: Buffer;
}

/** A sealed value of a table with the primary key `id`, and the indexes that are computed from it. */
export interface IndexSource {
  readonly table: string;
  readonly sealed: string;
  /** Columns of the row that are looked at. */
  readonly columns: readonly string[];
  /** Rows whose indexes stand for nothing are left out: of what was erased. */
  readonly besides?: RawBuilder<boolean>;
  readonly isOld: (row: IndexedRow) => boolean | Promise<boolean>;
  /** @returns whether it was done; false when somebody else has changed the value meanwhile, and has indexed it. */
  readonly renew: (row: IndexedRow) => Promise<boolean>;
}

/** Indexes that stand in columns beside the value. @param indexesOf what belongs into them under the current key. */
export const indexColumns = (
  source: Pick<IndexSource, 'table' | 'sealed' | 'columns' | 'besides'>,
  indexesOf: (row: IndexedRow) => Readonly<Record<string, Index>>,
  { database }: Pick<ResealingParts, 'database'>,
): IndexSource => ({
  ...source,
  isOld: (row) => Object.entries(indexesOf(row)).some(([column, index]) => !isSame(index, row[column])),
  async renew(row) {
    const changes = Object.entries(indexesOf(row)).map(([column, index]) => sql`${sql.ref(column)} = ${index}`);
    const { numAffectedRows } = await sql`
      update ${sql.table(source.table)} set ${sql.join(changes)}
      where id = ${row.id} and ${sql.ref(source.sealed)} = ${row.sealed}`.execute(database.sql);
    return numAffectedRows === 1n;
  },
});

/** All indexes of these sources. */
export function createReindexing(
  sources: readonly IndexSource[],
  { database }: Pick<ResealingParts, 'database'>,
): BlindIndexes {
  /** The rows of each table by id, a batch at a time. */
  async function* batches(batch: number): AsyncGenerator<readonly [IndexSource, readonly IndexedRow[]]> {
    for (const source of sources)
      for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
        const { table, sealed, columns, besides } = source;
        const { rows } = await sql<IndexedRow>`
          select ${sql.join(['id', ...columns].map((column) => sql.ref(column)))}, ${sql.ref(sealed)} as sealed
          from ${sql.table(table)}
          where id > ${after}::uuid and ${sql.ref(sealed)} is not null and ${besides ?? sql`true`}
          order by id limit ${batch}`.execute(database.sql);
        const last = rows.at(-1);
        if (!last) break;
        yield [source, rows];
        after = last.id;
      }
  }

  return {
    async *reindex(batch): AsyncGenerator<Reindexed> {
      for await (const [source, rows] of batches(batch)) {
        let [changed, missed] = [0, 0];
        for (const row of rows) {
          if (!(await source.isOld(row))) continue;
          if (await source.renew(row)) changed += 1;
          else missed += 1;
        }
        yield { changed, missed };
      }
    },

    async countOld(batch) {
      let old = 0;
      for await (const [source, rows] of batches(batch)) for (const row of rows) if (await source.isOld(row)) old += 1;
      return old;
    },
  };
}

function isSame(wanted: Index, given: unknown): boolean {
  if (Buffer.isBuffer(wanted)) return Buffer.isBuffer(given) && wanted.equals(given);
  return (
    Array.isArray(given) &&
    wanted.length === given.length &&
    wanted.every((index, position) => index.equals(given[position]))
  );
}
