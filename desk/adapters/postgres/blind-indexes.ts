import {
  createReindexing,
  type IndexedRow,
  type IndexSource,
  indexColumns,
} from '../../../platform/database/reindexing.ts';
import type { BlindIndexes } from '../../../platform/ports/blind-indexes.ts';
import type { ListedKind } from '../../domain/authority/authority-lists.ts';
import { factsOf, type PackageContents } from '../../domain/cases/case.ts';
import { openListed } from './authority/list-hits.ts';
import { type DeskParts, placeOf } from './desk-database.ts';

type Parts = Pick<DeskParts, 'database' | 'seal'>;

/**
 * The indexes of cases, of listed values and of staff. Those of declared numbers are made when they are looked for, and all others end by
 * themselves.
 */
export const createDeskBlindIndexes = (parts: Parts): BlindIndexes =>
  createReindexing([caseKeys(parts), listedEntries(parts), staff(parts)], parts);

/** What cases have in common and are found by, which is in their packages. */
function caseKeys({ database, seal }: Parts): IndexSource {
  const wanted = ({ id, sealed }: IndexedRow) => {
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
    table: 'desk.review_case',
    sealed: 'package_sealed',
    columns: [],
    async isOld(row) {
      const found = await database.list('desk.case_key', { case_id: row.id }, []);
      const names = new Set(found.map(nameOf));
      return wanted(row).some((key) => !names.has(nameOf(key)));
    },
    renew: (row) =>
      database.inTransaction(async () => {
        const still = await database.lock('desk.review_case', { id: row.id, package_sealed: row.sealed }, ['id']);
        if (!still) return false;
        await database.remove('desk.case_key', { case_id: row.id });
        const keys = wanted(row);
        if (keys.length > 0) await database.add('desk.case_key', keys);
        return true;
      }),
  };
}

/** By what a case is compared with the authority's lists. */
const listedEntries = ({ database, seal }: Parts): IndexSource =>
  indexColumns(
    { table: 'desk.listed_entry', sealed: 'value_sealed', columns: ['kind', 'hash'] },
    ({ id, sealed, ...row }) => {
      const kind = row.kind as ListedKind;
      return { hash: seal.blindIndex(`desk-${kind}`, openListed({ id, kind, value_sealed: sealed }, seal)) };
    },
    { database },
  );

/** By what a member of staff is recognized when they sign in. */
const staff = ({ database, seal }: Parts): IndexSource =>
  indexColumns(
    { table: 'desk.staff', sealed: 'identity_sealed', columns: ['identity_index'] },
    ({ id, sealed }) => ({
      identity_index: seal.blindIndex('staff', seal.open(sealed, placeOf('desk.staff', 'identity_sealed', id))),
    }),
    { database },
  );
