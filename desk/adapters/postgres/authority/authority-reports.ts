import { sql } from 'kysely';
import type { AuthorityReports, NewReport } from '../../../ports/authority-reports.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { createAuditLog, lockSubject } from '../staff/audit-log.ts';

type Content = Pick<NewReport, 'result' | 'words'> & { readonly of: Pick<NewReport, 'filingNumber'> };

export function createAuthorityReports(parts: DeskParts): AuthorityReports {
  const { database, seal, clock, ids } = parts;
  const audit = createAuditLog(parts);
  const place = (id: string) => placeOf('desk.authority_report', 'content_sealed', id);

  return {
    async queue({ notice, filingNumber, result, words, by }) {
      const id = ids.uuid();
      const content: Content = { of: { filingNumber }, result, words };
      await database.add('desk.authority_report', {
        id,
        notice,
        content_sealed: seal.close(JSON.stringify(content), place(id)),
        reported_by: by,
        queued_at: clock.now(),
        sent_at: null,
      });
    },

    async recordOf(id) {
      const report = await database.find('desk.authority_report', { id }, ['notice']);
      return report?.notice
        ? (await database.find('desk.authority_notice', { id: report.notice }))?.record_id
        : undefined;
    },

    note: (id, by) =>
      database.inTransaction(async () => {
        await lockSubject(database, id);
        const isFirst = await database.change('desk.authority_report', { id, sent_at: null }, { sent_at: clock.now() });
        if (!isFirst) return false;
        await audit.append({ caseId: id, at: clock.now(), actor: by, action: 'report-noted', facts: {} });
        return true;
      }),

    async list(limit) {
      const rows = await database.sql
        .selectFrom('desk.authority_report')
        .selectAll()
        .where('content_sealed', 'is not', null)
        .orderBy(sql`sent_at is null`, 'desc')
        .orderBy(sql`coalesce(sent_at, queued_at)`, 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.flatMap(({ id, content_sealed, queued_at: queuedAt, sent_at }) => {
        if (!content_sealed) return [];
        const { of, result, words }: Content = JSON.parse(seal.open(content_sealed, place(id)));
        return [{ reportId: id, ...of, result, words, queuedAt, sentAt: sent_at ?? undefined }];
      });
    },
  };
}
