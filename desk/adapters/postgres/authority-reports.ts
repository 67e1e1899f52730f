import { type Selectable, sql } from 'kysely';
import type { AuthorityReport } from '../../ports/authority.ts';
import type { AuthorityReports, KeptReport } from '../../ports/authority-reports.ts';
import { createAuditLog, lockSubject } from './audit-log.ts';
import { type DeskParts, placeOf } from './desk-database.ts';
import type { DeskTables } from './tables.ts';

type Row = Selectable<DeskTables['desk.authority_report']>;
type Content = Pick<AuthorityReport, 'of' | 'result' | 'words'> & { readonly at: string };

export function createAuthorityReports(parts: DeskParts): AuthorityReports {
  const { database, seal, clock, ids } = parts;
  const audit = createAuditLog(parts);
  const place = (id: string) => placeOf('desk.authority_report', 'content_sealed', id);
  const opened = ({ id, content_sealed }: Row): Content | undefined =>
    content_sealed ? JSON.parse(seal.open(content_sealed, place(id))) : undefined;
  const change = async (id: string, values: Partial<Pick<Row, 'state' | 'due_at' | 'failure'>>) => {
    await database.sql.updateTable('desk.authority_report').set(values).where('id', '=', id).execute();
  };
  /** What leaves by itself and was not erased. */
  const leaving = () =>
    database.sql
      .selectFrom('desk.authority_report')
      .selectAll()
      .where('state', 'in', ['waiting', 'parked'])
      .where('is_by_hand', '=', false)
      .where('content_sealed', 'is not', null);

  function reportOf(row: Row, number: number): AuthorityReport {
    const content = opened(row);
    if (!content) throw new Error('a report has lost its content');
    return { ...content, number, at: new Date(content.at) };
  }

  /** What staff do with a report stands in a chain of its own. */
  const settle = (
    id: string,
    from: Pick<Row, 'state' | 'is_by_hand'>,
    values: Partial<Row>,
    { by, action }: { readonly by: string; readonly action: string },
  ): Promise<boolean> =>
    database.inTransaction(async () => {
      await lockSubject(database, id);
      const { numUpdatedRows } = await database.sql
        .updateTable('desk.authority_report')
        .set(values)
        .where('id', '=', id)
        .where(({ and }) => and(from))
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return false;
      await audit.append({ caseId: id, at: clock.now(), actor: by, action, facts: {} });
      return true;
    });

  return {
    async queue({ notice, of, result, words, at, isByHand, by }) {
      const [id, now] = [ids.uuid(), clock.now()];
      const content: Content = { of, result, words, at: at.toISOString() };
      await database.sql
        .insertInto('desk.authority_report')
        .values({
          id,
          notice: notice ?? null,
          number: null,
          is_by_hand: isByHand,
          content_sealed: seal.close(JSON.stringify(content), place(id)),
          reported_by: by,
          queued_at: now,
          due_at: now,
          sent_at: null,
          failure: null,
        })
        .execute();
    },

    claimNext: (leaseSeconds) =>
      database.inTransaction(async () => {
        // Whoever gives a number waits for the one before.
        const { last } = await database.sql
          .selectFrom('desk.report_counter')
          .select('last')
          .forUpdate()
          .executeTakeFirstOrThrow();
        const now = clock.now();
        const due_at = new Date(now.getTime() + leaseSeconds * 1000);
        const before = await leaving().where('number', 'is not', null).orderBy('number').limit(1).executeTakeFirst();
        if (before) {
          if (before.state === 'parked' || before.due_at > now || before.number === null) return undefined;
          await change(before.id, { due_at });
          return { reportId: before.id, report: reportOf(before, before.number), attempts: before.attempts };
        }
        const next = await leaving().orderBy('queued_at').orderBy('id').limit(1).executeTakeFirst();
        if (!next) return undefined;
        const number = last + 1;
        await database.sql.updateTable('desk.report_counter').set({ last: number }).execute();
        await database.sql
          .updateTable('desk.authority_report')
          .set({ number, due_at })
          .where('id', '=', next.id)
          .execute();
        return { reportId: next.id, report: reportOf(next, number), attempts: next.attempts };
      }),

    async markSent(id) {
      await database.sql
        .updateTable('desk.authority_report')
        .set({ state: 'sent', failure: null, sent_at: clock.now() })
        .where('id', '=', id)
        .execute();
    },
    async postpone(id, at, failure) {
      await database.sql
        .updateTable('desk.authority_report')
        .set({ due_at: at, failure, attempts: sql`attempts + 1` })
        .where('id', '=', id)
        .execute();
    },
    park: (id, failure) => change(id, { state: 'parked', failure }),
    release: (id, by) =>
      settle(
        id,
        { state: 'parked', is_by_hand: false },
        { state: 'waiting', due_at: clock.now() },
        { by, action: 'report-sent-again' },
      ),
    noteByHand: (id, by) =>
      settle(
        id,
        { state: 'waiting', is_by_hand: true },
        { state: 'sent', sent_at: clock.now() },
        { by, action: 'report-noted' },
      ),

    async list(limit) {
      const rows = await database.sql
        .selectFrom('desk.authority_report')
        .selectAll()
        .where('content_sealed', 'is not', null)
        .orderBy(sql`state in ('waiting', 'parked')`, 'desc')
        .orderBy(sql`coalesce(sent_at, queued_at)`, 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.flatMap((row) => keptOf(row, opened(row)) ?? []);
    },
  };
}

const keptOf = (row: Row, content: Content | undefined): KeptReport | undefined =>
  content && {
    reportId: row.id,
    notice: row.notice ?? undefined,
    of: content.of,
    result: content.result,
    words: content.words,
    number: row.number ?? undefined,
    isByHand: row.is_by_hand,
    state: row.state,
    queuedAt: row.queued_at,
    sentAt: row.sent_at ?? undefined,
    failure: row.failure ?? undefined,
  };
