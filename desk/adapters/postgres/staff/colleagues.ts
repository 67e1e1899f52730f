import { sql } from 'kysely';
import type { Colleague, Colleagues } from '../../../ports/colleagues.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';

export function createColleagues({
  database,
  seal,
  clock,
}: Pick<DeskParts, 'database' | 'seal' | 'clock'>): Colleagues {
  const everybody = () =>
    database.sql
      .selectFrom('desk.staff as p')
      .select(['p.id', 'p.name_sealed', 'p.roles'])
      .select(({ exists, selectFrom }) =>
        exists(
          selectFrom('desk.staff_session as s')
            .select('s.id')
            .whereRef('s.staff_id', '=', 'p.id')
            .where('s.ended_at', 'is', null),
        ).as('is_here'),
      )
      .select(
        sql<string>`(
          select count(*) from desk.review_case c
          where c.lease_holder = p.id::text and c.lease_until > ${clock.now()} and c.queue is not null)`.as('in_hand'),
      );
  type Row = Awaited<ReturnType<ReturnType<typeof everybody>['execute']>>[number];
  const read = ({ id, name_sealed, roles, is_here, in_hand }: Row): Colleague => ({
    staffId: id,
    displayName: seal.open(name_sealed, placeOf('desk.staff', 'name_sealed', id)),
    roles,
    isHere: Boolean(is_here),
    inHand: Number(in_hand),
  });

  return {
    async find(staffId) {
      const row = await everybody().where('p.id', '=', staffId).executeTakeFirst();
      return row && read(row);
    },
    async confirmedSince(since) {
      const rows = await everybody().where('p.confirmed_at', '>=', since).orderBy('p.id').execute();
      return rows.map(read);
    },
  };
}
