import { type RawBuilder, type Selectable, sql } from 'kysely';
import { MOST_TIES, tieForm, tieKeys } from '../../../domain/staff/ties.ts';
import type { DeclaredTie, DeclaredTies } from '../../../ports/declared-ties.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { noteRow } from '../staff/noted-rows.ts';
import type { DeskTables } from '../tables.ts';

type Row = Selectable<DeskTables['desk.declared_tie']>;
type Parts = Pick<DeskParts, 'database' | 'seal' | 'clock' | 'ids' | 'hash'>;

const inForce = ({ database }: Pick<Parts, 'database'>, whose: '=' | '<>', staffId: string) =>
  database.sql
    .selectFrom('desk.declared_tie')
    .selectAll()
    .where('staff_id', whose, staffId)
    .where('ended_at', 'is', null)
    .orderBy('declared_at', 'desc')
    .orderBy('id')
    .execute();

/**
 * The hashes under which cases may have what the person has declared. They are made when they are looked for, so that they
 * also meet cases from before the key was replaced.
 */
export async function tiedHashes(staffId: string, parts: Pick<Parts, 'database' | 'seal'>): Promise<readonly Buffer[]> {
  const rows = await inForce(parts, '=', staffId);
  return rows.flatMap(({ id, kind, value_sealed: sealed }) => {
    const value = sealed && parts.seal.open(sealed, placeOf('desk.declared_tie', 'value_sealed', id));
    return value ? tieKeys(kind, value).flatMap((key) => [...parts.seal.blindIndexes(`desk-${kind}`, key)]) : [];
  });
}

/** Whether one of the cases has one of the values. @param cases a statement that selects their ids, or one id. */
async function isInOneOf(cases: RawBuilder<unknown>, hashes: readonly Buffer[], { database }: Pick<Parts, 'database'>) {
  if (hashes.length === 0) return false;
  const { rows } = await sql`
    select from desk.case_key where hash = any(${hashes}::bytea[]) and case_id in (${cases}) limit 1`.execute(
    database.sql,
  );
  return rows.length > 0;
}

const read = ({ id, staff_id, kind, relation, declared_at }: Row): DeclaredTie => ({
  tieId: id,
  staffId: staff_id,
  kind,
  relation,
  declaredAt: declared_at,
});

export const createDeclaredTies = (parts: Parts): DeclaredTies => ({
  declare: ({ staffId, kind, relation }, value) =>
    parts.database.inTransaction(async () => {
      const { database, seal, clock, ids } = parts;
      // Whoever declares twice at once is counted once more.
      await database.lock('desk.staff', { id: staffId }, ['id']);
      if ((await inForce(parts, '=', staffId)).length >= MOST_TIES) return undefined;
      const id = ids.uuid();
      const row = {
        id,
        staff_id: staffId,
        kind,
        relation,
        value_sealed: seal.close(tieForm(kind, value), placeOf('desk.declared_tie', 'value_sealed', id)),
        declared_at: clock.now(),
        ended_at: null,
        ended_by: null,
      };
      await database.add('desk.declared_tie', row);
      // What is kept for them they can't take any more, and nobody else may wait for that.
      await sql`
        update desk.review_case set reserved_for = null, reserved_until = null
        where reserved_for = ${staffId} and queue is not null and id in (
          select case_id from desk.case_key where hash = any(${await tiedHashes(staffId, parts)}::bytea[]))`.execute(
        database.sql,
      );
      await noteRow(parts, 'desk.declared_tie', row, { at: row.declared_at, actor: staffId, action: 'tie-declared' });
      return read(row);
    }),

  ofStaff: async (staffId) => (await inForce(parts, '=', staffId)).map(read),
  ofOthers: async (staffId) => (await inForce(parts, '<>', staffId)).map(read),

  async find(tieId) {
    const row = await parts.database.find('desk.declared_tie', { id: tieId });
    return row && row.ended_at === null ? read(row) : undefined;
  },

  end: (tieId, by) =>
    parts.database.inTransaction(async () => {
      const at = parts.clock.now();
      const row = await parts.database.sql
        .updateTable('desk.declared_tie')
        .set({ ended_at: at, ended_by: by, value_sealed: null })
        .where('id', '=', tieId)
        .where('ended_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (row) await noteRow(parts, 'desk.declared_tie', row, { at, actor: by, action: 'tie-ended' });
    }),

  async isTied(staffId, caseId) {
    return isInOneOf(sql`${caseId}`, await tiedHashes(staffId, parts), parts);
  },

  async isTiedTo(staffId, item) {
    const hashes = await tiedHashes(staffId, parts);
    if (hashes.length === 0) return false;
    const values = 'values' in item ? item.values : [];
    const listed = values.flatMap(({ kind, value }) => [...parts.seal.blindIndexes(`desk-${kind}`, value)]);
    const declared = new Set(hashes.map((hash) => hash.toString('hex')));
    if (listed.some((hash) => declared.has(hash.toString('hex')))) return true;
    const cases =
      'values' in item
        ? sql`select case_id from desk.case_key where hash = any(${listed}::bytea[])`
        : sql`select theirs.case_id from desk.review_case c
            join desk.case_key mine on mine.case_id = c.id and mine.kind = 'organizer'
            join desk.case_key theirs on theirs.kind = mine.kind and theirs.hash = mine.hash
            where c.filing_id = ${item.recordId}`;
    return isInOneOf(cases, hashes, parts);
  },
});
