import { sql } from 'kysely';
import type { BlindIndexes, Reindexed } from '../../../platform/ports/blind-indexes.ts';
import { factsOf, type PackageContents } from '../../domain/case.ts';
import { type DeskParts, placeOf } from './desk-database.ts';
import { openListed } from './list-hits.ts';

type Parts = Pick<DeskParts, 'database' | 'seal'>;

/** A row whose indexes are looked at. */
interface Row {
  readonly id: string;
  readonly sealed: Buffer;
}

/** What a walk does: reads the rows by id, and makes the indexes of one row anew. */
interface Source {
  readonly rows: (after: string, batch: number) => Promise<readonly Row[]>;
  readonly isOld: (row: Row) => Promise<boolean>;
  /** @returns whether it was done; false when somebody else has changed the row meanwhile. */
  readonly renew: (row: Row) => Promise<boolean>;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * The indexes of cases, of listed values and of staff. Those of declared numbers are made when they are looked for, and all others end by
 * themselves.
 */
export function createDeskBlindIndexes(parts: Parts): BlindIndexes {
  const { database } = parts;
  const sources = [caseKeys(parts), listedEntries(parts), staff(parts)];

  async function* batches(batch: number): AsyncGenerator<readonly [Source, readonly Row[]]> {
    for (const source of sources)
      for (let rows = await source.rows(FIRST_ID, batch); rows.length > 0; ) {
        yield [source, rows];
        rows = await source.rows(rows.at(-1)?.id ?? '', batch);
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

    async countLasting() {
      const { count } = await database.sql
        .selectFrom('desk.staff')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('identity_sealed', 'is', null)
        .executeTakeFirstOrThrow();
      return { staff: Number(count) };
    },
  };
}

/** What cases have in common and are found by, which is in their packages. */
function caseKeys({ database, seal }: Parts): Source {
  const wanted = ({ id, sealed }: Row) => {
    const text = seal.open(sealed, placeOf('desk.review_case', 'package_sealed', id));
    return factsOf(JSON.parse(text) as PackageContents).keys.map(({ kind, value }) => ({
      case_id: id,
      kind,
      hash: seal.blindIndex(`desk-${kind}`, value),
    }));
  };
  const nameOf = ({ kind, hash }: { readonly kind: string; readonly hash: Buffer }) =>
    `${kind} ${hash.toString('hex')}`;
  return {
    rows: (after, batch) =>
      database.sql
        .selectFrom('desk.review_case')
        .select(['id', sql<Buffer>`package_sealed`.as('sealed')])
        .where('id', '>', after)
        .where('package_sealed', 'is not', null)
        .orderBy('id')
        .limit(batch)
        .execute(),
    async isOld(row) {
      const found = await database.sql.selectFrom('desk.case_key').selectAll().where('case_id', '=', row.id).execute();
      const names = new Set(found.map(nameOf));
      return wanted(row).some((one) => !names.has(nameOf(one)));
    },
    renew: (row) =>
      database.inTransaction(async () => {
        const still = await database.sql
          .selectFrom('desk.review_case')
          .select('id')
          .where('id', '=', row.id)
          .where('package_sealed', '=', row.sealed)
          .forUpdate()
          .executeTakeFirst();
        if (!still) return false;
        await database.sql.deleteFrom('desk.case_key').where('case_id', '=', row.id).execute();
        const keys = wanted(row);
        if (keys.length > 0) await database.sql.insertInto('desk.case_key').values(keys).execute();
        return true;
      }),
  };
}

/** By what a case is compared with the authority's lists. */
function listedEntries({ database, seal }: Parts): Source {
  const wanted = async ({ id, sealed }: Row) => {
    const row = await database.sql
      .selectFrom('desk.listed_entry')
      .select(['kind', 'hash'])
      .where('id', '=', id)
      .where('value_sealed', '=', sealed)
      .executeTakeFirst();
    return (
      row && {
        old: row.hash,
        hash: seal.blindIndex(`desk-${row.kind}`, openListed({ id, kind: row.kind, value_sealed: sealed }, seal)),
      }
    );
  };
  return {
    rows: (after, batch) =>
      database.sql
        .selectFrom('desk.listed_entry')
        .select(['id', 'value_sealed as sealed'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch)
        .execute(),
    async isOld(row) {
      const found = await wanted(row);
      return found !== undefined && !found.old.equals(found.hash);
    },
    async renew(row) {
      const found = await wanted(row);
      if (!found) return false;
      const { numUpdatedRows } = await database.sql
        .updateTable('desk.listed_entry')
        .set({ hash: found.hash })
        .where('id', '=', row.id)
        .where('value_sealed', '=', row.sealed)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

/** By what a member of staff is recognized when they sign in. */
function staff({ database, seal }: Parts): Source {
  const wanted = ({ id, sealed }: Row) =>
    seal.blindIndex('staff', seal.open(sealed, placeOf('desk.staff', 'identity_sealed', id)));
  return {
    rows: (after, batch) =>
      database.sql
        .selectFrom('desk.staff')
        .select(['id', sql<Buffer>`identity_sealed`.as('sealed')])
        .where('id', '>', after)
        .where('identity_sealed', 'is not', null)
        .orderBy('id')
        .limit(batch)
        .execute(),
    async isOld(row) {
      const found = await database.sql
        .selectFrom('desk.staff')
        .select('id')
        .where('id', '=', row.id)
        .where('identity_index', '<>', wanted(row))
        .executeTakeFirst();
      return found !== undefined;
    },
    async renew(row) {
      const { numUpdatedRows } = await database.sql
        .updateTable('desk.staff')
        .set({ identity_index: wanted(row) })
        .where('id', '=', row.id)
        .where('identity_sealed', '=', row.sealed)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
