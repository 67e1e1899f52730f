import type { Selectable } from 'kysely';
import { MOST_TIES, tieForm, tieKeys } from '../../../domain/ties.ts';
import type { DeclaredTie, DeclaredTies } from '../../../ports/declared-ties.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import type { DeskTables } from '../tables.ts';

type Row = Selectable<DeskTables['desk.declared_tie']>;
type Parts = Pick<DeskParts, 'database' | 'seal' | 'clock' | 'ids'>;

const inForce = ({ database }: Pick<Parts, 'database'>, staffId: string) =>
  database.sql
    .selectFrom('desk.declared_tie')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .orderBy('declared_at', 'desc')
    .orderBy('id');

/**
 * The hashes under which cases may have what the person has declared. They are made when they are looked for, so that they
 * also meet cases from before the key was replaced.
 */
export async function tiedHashes(staffId: string, parts: Pick<Parts, 'database' | 'seal'>): Promise<readonly Buffer[]> {
  const rows = await inForce(parts, staffId).execute();
  return rows.flatMap(({ id, kind, value_sealed: sealed }) => {
    const value = sealed && parts.seal.open(sealed, placeOf('desk.declared_tie', 'value_sealed', id));
    return value ? tieKeys(kind, value).flatMap((key) => [...parts.seal.blindIndexes(`desk-${kind}`, key)]) : [];
  });
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
      await database.sql.selectFrom('desk.staff').select('id').where('id', '=', staffId).forUpdate().execute();
      if ((await inForce(parts, staffId).execute()).length >= MOST_TIES) return undefined;
      const id = ids.uuid();
      const row = await database.sql
        .insertInto('desk.declared_tie')
        .values({
          id,
          staff_id: staffId,
          kind,
          relation,
          value_sealed: seal.close(tieForm(kind, value), placeOf('desk.declared_tie', 'value_sealed', id)),
          declared_at: clock.now(),
          ended_at: null,
          ended_by: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return read(row);
    }),

  ofStaff: async (staffId) => (await inForce(parts, staffId).execute()).map(read),

  async ofOthers(staffId) {
    const rows = await parts.database.sql
      .selectFrom('desk.declared_tie')
      .selectAll()
      .where('staff_id', '<>', staffId)
      .where('ended_at', 'is', null)
      .orderBy('declared_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(read);
  },

  async find(tieId) {
    const row = await parts.database.sql
      .selectFrom('desk.declared_tie')
      .selectAll()
      .where('id', '=', tieId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return row && read(row);
  },

  async end(tieId, by) {
    await parts.database.sql
      .updateTable('desk.declared_tie')
      .set({ ended_at: parts.clock.now(), ended_by: by, value_sealed: null })
      .where('id', '=', tieId)
      .where('ended_at', 'is', null)
      .execute();
  },

  async isTied(staffId, caseId) {
    const hashes = await tiedHashes(staffId, parts);
    if (hashes.length === 0) return false;
    const found = await parts.database.sql
      .selectFrom('desk.case_key')
      .select('case_id')
      .where('case_id', '=', caseId)
      .where('hash', 'in', [...hashes])
      .executeTakeFirst();
    return found !== undefined;
  },
});
