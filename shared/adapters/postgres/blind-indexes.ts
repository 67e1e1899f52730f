import { type RawBuilder, sql } from 'kysely';
import type { BlindIndexes, Reindexed } from '../../../platform/ports/blind-indexes.ts';
import type { Seal } from '../../../platform/ports/seal.ts';
import type { FilingContents } from '../../domain/filing/filing.ts';
import type { CheckedPerson } from '../../domain/liveness/liveness.ts';
import type { RecordContents } from '../../domain/record/record.ts';
import { openidIndex } from './accounts.ts';
import { addressIndex } from './address-index.ts';
import { authorizationCodeIndex } from './authorization-codes.ts';
import type { DatabaseParts } from './database.ts';
import { contentIndexes } from './filing-row.ts';
import { triesIndex } from './liveness-checks.ts';
import { recordIndexes } from './record-row.ts';
import { placeIn, type SealedTable } from './sealed-place.ts';
import { digestIndex, pairIndexes } from './seen-media.ts';

type Index = Buffer | readonly Buffer[];

/** Indexes of a table with the primary key `id`, and the sealed value that they are computed from. */
interface Source {
  readonly table: SealedTable;
  readonly sealed: string;
  readonly columns: readonly string[];
  /** Rows whose indexes stand for nothing: of what was erased. */
  readonly besides?: RawBuilder<boolean>;
  readonly indexesOf: (value: string, seal: Seal) => Readonly<Record<string, Index>>;
}

/** The other indexes end by themselves: within a day, or with a question that is asked again. */
const SOURCES: readonly Source[] = [
  {
    table: 'account',
    sealed: 'openid_sealed',
    columns: ['openid_index'],
    besides: sql`erased_at is null`,
    // Empty for an account without WeChat, whose index stands for nothing.
    indexesOf: (openid, seal) => (openid === '' ? {} : { openid_index: openidIndex(openid, seal) }),
  },
  {
    table: 'account',
    sealed: 'phone_sealed',
    columns: ['phone_index'],
    indexesOf: (mobile, seal) => ({ phone_index: addressIndex(mobile, seal) }),
  },
  {
    table: 'filing',
    sealed: 'contents_sealed',
    columns: ['certificate_index', 'person_numbers'],
    besides: sql`erased_at is null`,
    indexesOf: (contents, seal) => contentIndexes(JSON.parse(contents) as FilingContents, seal),
  },
  {
    table: 'record',
    sealed: 'contents_sealed',
    columns: ['certificate_index', 'person_numbers'],
    indexesOf: (contents, seal) => recordIndexes(JSON.parse(contents) as RecordContents, seal),
  },
  {
    table: 'liveness_check',
    sealed: 'person_sealed',
    columns: ['person_index'],
    indexesOf: (person, seal) => ({ person_index: triesIndex(JSON.parse(person) as CheckedPerson, seal) }),
  },
  {
    table: 'seen_media',
    sealed: 'look_sealed',
    columns: ['band_indexes', 'pair_indexes'],
    // Looks from before pairs were stored have bands.
    indexesOf: (look, seal) => ({ band_indexes: [], pair_indexes: pairIndexes(look, seal) }),
  },
  {
    table: 'seen_media',
    sealed: 'digest_sealed',
    columns: ['digest_index'],
    indexesOf: (digest, seal) => ({ digest_index: digestIndex(digest, seal) }),
  },
  {
    table: 'authorization_code',
    sealed: 'code_sealed',
    columns: ['code_index'],
    indexesOf: (code, seal) => ({ code_index: authorizationCodeIndex(code, seal) }),
  },
];

type Row = Readonly<Record<string, Index>> & { readonly id: string; readonly sealed: Buffer };

export function createBlindIndexes({ database, seal }: DatabaseParts): BlindIndexes {
  /** The rows of a table by id, a batch at a time. */
  async function* batchesOf({ table, sealed, columns, besides }: Source, batch: number): AsyncGenerator<Row[]> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const { rows } = await sql<Row>`
        select id, ${sql.ref(sealed)} as sealed, ${sql.join(columns.map((column) => sql.ref(column)))}
        from ${sql.table(table)}
        where id > ${after}::uuid and ${sql.ref(sealed)} is not null and ${besides ?? sql`true`}
        order by id limit ${batch}`.execute(database.sql);
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      after = last.id;
    }
  }

  /** The indexes of a row under the current key; undefined when they are there already. */
  function wantedOf({ table, sealed, indexesOf }: Source, row: Row): Readonly<Record<string, Index>> | undefined {
    const wanted = indexesOf(seal.open(row.sealed, placeIn(table, sealed, row)), seal);
    return Object.entries(wanted).every(([column, index]) => isSame(index, row[column])) ? undefined : wanted;
  }

  /** Changes a row unless its value is another one by now, which whoever wrote it has indexed. */
  async function update(
    { table, sealed }: Source,
    row: Row,
    wanted: Readonly<Record<string, Index>>,
  ): Promise<boolean> {
    const changes = Object.entries(wanted).map(([column, index]) => sql`${sql.ref(column)} = ${index}`);
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} set ${sql.join(changes)}
      where id = ${row.id} and ${sql.ref(sealed)} = ${row.sealed}`.execute(database.sql);
    return numAffectedRows === 1n;
  }

  const count = async (table: string, where: RawBuilder<boolean>): Promise<number> => {
    const found = sql<{ count: string }>`select count(*) as count from ${sql.table(table)} where ${where}`;
    return Number((await found.execute(database.sql)).rows[0]?.count);
  };

  return {
    async *reindex(batch): AsyncGenerator<Reindexed> {
      for (const source of SOURCES)
        for await (const rows of batchesOf(source, batch)) {
          let [changed, missed] = [0, 0];
          for (const row of rows) {
            const wanted = wantedOf(source, row);
            if (!wanted) continue;
            if (await update(source, row, wanted)) changed += 1;
            else missed += 1;
          }
          yield { changed, missed };
        }
    },

    async countOld(batch) {
      let old = 0;
      for (const source of SOURCES)
        for await (const rows of batchesOf(source, batch)) old += rows.filter((row) => wantedOf(source, row)).length;
      return old;
    },

    countLasting: async () => ({
      authorizationCodes: await count('authorization_code', sql`code_sealed is null`),
      videos: await count('seen_media', sql`digest_sealed is null and digest_index is not null`),
    }),
  };
}

function isSame(wanted: Index, given: Index | undefined): boolean {
  if (Buffer.isBuffer(wanted)) return Buffer.isBuffer(given) && wanted.equals(given);
  return Array.isArray(given) && wanted.length === given.length && wanted.every((index, at) => index.equals(given[at]));
}
