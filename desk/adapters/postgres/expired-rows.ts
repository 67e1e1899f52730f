import { sql } from 'kysely';
import type { DeskRetentionClass } from '../../domain/oversight/retention.ts';
import type { ExpiredRows } from '../../ports/expired-rows.ts';
import type { DeskParts } from './desk-database.ts';
import type { DeskTables } from './tables.ts';

/** The table of each class, and the column with the age of its rows. */
const EXPIRING: Readonly<Record<DeskRetentionClass, { readonly table: keyof DeskTables; readonly age: string }>> = {
  'clear-views': { table: 'desk.clear_view', age: 'shown_at' },
  judgements: { table: 'desk.judgement', age: 'judged_at' },
  notes: { table: 'desk.note', age: 'written_at' },
  calls: { table: 'desk.call', age: 'started_at' },
  samples: { table: 'desk.sample', age: 'drawn_at' },
  'ended-ties': { table: 'desk.declared_tie', age: 'ended_at' },
  'authority-notices': { table: 'desk.authority_notice', age: 'closed_at' },
  'authority-reports': { table: 'desk.authority_report', age: 'sent_at' },
  'authority-phrases': { table: 'desk.authority_phrase', age: 'learnt_at' },
  'listed-entries': { table: 'desk.listed_entry', age: 'confirmed_at' },
  proposals: { table: 'desk.proposal', age: 'settled_at' },
  'open-proposals': { table: 'desk.proposal', age: 'proposed_at' },
  'former-staff': { table: 'desk.staff', age: 'confirmed_at' },
  'staff-sessions': { table: 'desk.staff_session', age: 'ended_at' },
  'sign-in-tries': { table: 'desk.sign_in_try', age: 'began_at' },
  replies: { table: 'desk.reply', age: 'created_at' },
  'seen-messages': { table: 'desk.seen_message', age: 'expires_at' },
  'caller-limits': { table: 'desk.caller_limit', age: 'ends_at' },
};

/** What of a table belongs to a class, where not all of it does. */
function onlyThose(name: DeskRetentionClass) {
  // A key is forgotten only after its object is deleted.
  if (name === 'clear-views') return sql`and object_key is null`;
  if (name === 'authority-phrases') return sql`and promoted_at is null`;
  if (name === 'open-proposals') return sql`and state = 'open'`;
  if (name === 'calls') return sql`and ended_at is not null`;
  return name === 'former-staff'
    ? sql`and not exists (select from desk.staff_session s where s.staff_id = desk.staff.id)`
    : sql``;
}

export const createExpiredRows = ({ database }: Pick<DeskParts, 'database'>): ExpiredRows => ({
  delete: (name, before, limit) =>
    database.inTransaction(async () => {
      const { table, age } = EXPIRING[name];
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where ctid in (
          select ctid from ${sql.table(table)} where ${sql.ref(age)} < ${before} ${onlyThose(name)}
          limit ${limit}
        )`.execute(database.sql);
      // Their ties hold sealed numbers, and nobody can end them any more.
      if (name === 'former-staff' && numAffectedRows)
        await sql`
          delete from desk.declared_tie t
          where not exists (select from desk.staff p where p.id::text = t.staff_id)`.execute(database.sql);
      return Number(numAffectedRows ?? 0);
    }),
});
