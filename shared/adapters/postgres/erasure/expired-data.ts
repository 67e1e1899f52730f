import { type RawBuilder, sql } from 'kysely';
import { UNSETTLED_STATES } from '../../../domain/media/document.ts';
import { ENDED_STATES, FACE_FILES, FINISHED_MESSAGES } from '../../../domain/retention.ts';
import type { ExpiredData, ExpiringRows } from '../../../ports/erasure/expired-data.ts';
import type { DatabaseParts } from '../database.ts';

/** The table of each class, and the column with the age of its rows. */
export const EXPIRING = {
  'ended-records': { table: 'record', age: 'ended_at' },
  'face-fingerprints': { table: 'seen_media', age: 'seen_at' },
  'hand-overs': { table: 'hand_over', age: 'expires_at' },
  'eligibility-checks': { table: 'eligibility_check', age: 'expires_at' },
  'asked-numbers': { table: 'asked_number', age: 'asked_at' },
  'company-checks': { table: 'company_check', age: 'asked_at' },
  'paid-calls': { table: 'paid_call', age: 'last_call_at' },
  'paid-calls-of-people': { table: 'paid_call', age: 'last_call_at' },
  'kept-facts': { table: 'kept_fact', age: 'expires_at' },
  'running-calls': { table: 'running_call', age: 'ends_at' },
  'caller-limits': { table: 'caller_limit', age: 'ends_at' },
  views: { table: 'view_file', age: 'shown_at' },
  replies: { table: 'reply', age: 'created_at' },
  'scan-tickets': { table: 'scan_ticket', age: 'expires_at' },
  'one-time-codes': { table: 'one_time_code', age: 'expires_at' },
  'contact-links': { table: 'contact_link', age: 'expires_at' },
  sessions: { table: 'session', age: 'expires_at' },
  'seen-messages': { table: 'seen_message', age: 'expires_at' },
  'inbox-entries': { table: 'inbox', age: 'received_at' },
  messages: { table: 'outbox', age: 'created_at' },
} as const satisfies Record<Exclude<ExpiringRows, 'audit'>, { readonly table: string; readonly age: string }>;

/** What of a table belongs to a class, where not all of it does. */
const onlyThose = (rows: ExpiringRows) => {
  if (rows === 'paid-calls-of-people') return sql`and payer like 'person/%'`;
  if (rows === 'messages') return sql`and state in (${sql.join(FINISHED_MESSAGES)})`;
  return rows === 'hand-overs' ? sql`and token_index is not null and ${NO_CONSENT}` : sql``;
};

/** Not shown to a reviewer of a recovery that has not ended. */
const NO_REVIEW = sql<boolean>`not exists (select from record_transfer where ended_at is null and document.id = any (papers))`;
/** A consent that was given on the other phone is kept with the filing; there is none to keep without one. */
const NO_CONSENT = sql`(filing_id is null or consent_name_sealed is null)`;

/** The checks for transfers that hang on a filing and may still use their files. @param settled when the oldest of them was opened */
const runningFor = (filingId: RawBuilder<unknown>, settled: Date) => sql`
  select from liveness_check as running
  where running.filing_id = ${filingId} and running.transfer_id is not null and running.created_at > ${settled}`;

const kinds = sql.join(FACE_FILES.kinds);
const unsettled = sql.join(UNSETTLED_STATES);

/** The documents of faces of one filing whose files may still come: an event was lost, or intake is out of order. */
const comingTo = (filingId: RawBuilder<unknown>) => sql`
  select from document as coming
  where coming.filing_id = ${filingId} and coming.kind in (${kinds}) and coming.state in (${unsettled})`;

/**
 * The documents with files of faces of one filing, or of several, but those that intake works at, and those of a transfer's
 * check that may still run.
 */
const facesOf = (filingIds: RawBuilder<unknown>, settled: Date) => sql<{
  id: string;
  filing_id: string;
  clean_key: string;
}>`
  select id, filing_id, clean_key from document
  where filing_id = ${filingIds} and kind in (${kinds}) and file_gone_at is null and clean_key is not null
    and state not in (${unsettled}) and not exists (${runningFor(sql.ref('document.filing_id'), settled)}
      and document.id in (running.photo_document_id, running.video_document_id))`;

export const createExpiredData = ({ database, clock }: Omit<DatabaseParts, 'seal'>): ExpiredData => {
  /** The functions' role may not delete from this table: migration 0022. */
  const deleteOldAudit = async (before: Date, limit: number): Promise<number> => {
    const { rows } = await sql<{ deleted: number }>`select delete_old_audit(${before}, ${limit}) as deleted`.execute(
      database.sql,
    );
    return rows[0]?.deleted ?? 0;
  };

  /** What is left of a link beside a consent: nobody can open it, nor tell the phone. */
  const forgetLinks = async (before: Date, limit: number): Promise<number> => {
    const { numAffectedRows } = await sql`
      update hand_over set token_index = null, device_index = null where ctid in (
        select ctid from hand_over where expires_at < ${before} and token_index is not null and not ${NO_CONSENT}
        limit ${limit} for update skip locked)`.execute(database.sql);
    return Number(numAffectedRows ?? 0);
  };

  /** Nothing comes to these filings any more, unless a check for a transfer was begun since they were found. */
  const forgetSettled = (filingIds: readonly string[]): Promise<void> =>
    database.inTransaction(async () => {
      // Whoever begins a check holds its filing: what they have committed is seen by the next statement.
      await database.sql
        .selectFrom('filing')
        .select('id')
        .where('id', 'in', filingIds)
        .orderBy('id')
        .forUpdate()
        .execute();
      await sql`
        update filing set has_face_files = false where id = any(${filingIds}::uuid[])
          and not exists (select from document where filing_id = filing.id and kind in (${kinds})
            and (state in (${unsettled}) or clean_key is not null and file_gone_at is null))`.execute(database.sql);
    });

  return {
    async findFaceFiles(before, settled, limit) {
      const hasSettled = sql`(state_since <= ${settled} and not exists (${runningFor(sql.ref('filing.id'), settled)})
        and not exists (${comingTo(sql.ref('filing.id'))}))`;
      const filings = await database.sql
        .selectFrom('filing')
        .select('id')
        .select(sql<boolean>`${hasSettled}`.as('has_settled'))
        .where('has_face_files', '=', sql<boolean>`true`)
        .where('state_since', '<=', before)
        .where(sql<boolean>`(${hasSettled} or exists (${facesOf(sql.ref('filing.id'), settled)}))`)
        .orderBy('state_since')
        .limit(limit)
        .execute();
      if (filings.length === 0) return [];
      const { rows } = await facesOf(sql`any(${filings.map(({ id }) => id)}::uuid[])`, settled).execute(database.sql);
      return filings.map(({ id, has_settled }) => ({
        filingId: id,
        hasSettled: has_settled,
        files: rows.flatMap((row) => (row.filing_id === id ? [{ documentId: row.id, key: row.clean_key }] : [])),
      }));
    },

    async forgetFaceFiles(filings) {
      const documentIds = filings.flatMap(({ files }) => files.map(({ documentId }) => documentId));
      const settled = filings.flatMap(({ filingId, hasSettled }) => (hasSettled ? [filingId] : []));
      if (documentIds.length > 0)
        await database.sql
          .updateTable('document')
          .set({ clean_key: null, file_gone_at: clock.now() })
          .where('id', 'in', documentIds)
          .execute();
      if (settled.length > 0) await forgetSettled(settled);
    },

    async findEndedFilings(before, limit) {
      const kept = database.sql.selectFrom('filing').select('id').where('erased_at', 'is', null).limit(limit);
      const ended = kept.where('state', 'in', ENDED_STATES).where('state_since', '<=', before).orderBy('state_since');
      // Those that are in a record end with it.
      const released = kept.where('record_ended_at', '<=', before).orderBy('record_ended_at');
      const rows = await database.sql
        .selectFrom(ended.as('ended'))
        .select('id')
        .union(database.sql.selectFrom(released.as('released')).select('id'))
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    async findUnusedCertificates(before, limit) {
      const rows = await database.sql
        .selectFrom('document')
        .select('id')
        .where('filing_id', 'is', null)
        .where('created_at', '<=', before)
        .where(NO_REVIEW)
        .orderBy('created_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    async deleteRows(rows, before, limit) {
      if (rows === 'audit') return deleteOldAudit(before, limit);
      const emptied = rows === 'hand-overs' ? await forgetLinks(before, limit) : 0;
      const { table, age } = EXPIRING[rows];
      const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where ctid in (
        select ctid from ${sql.table(table)} where ${sql.ref(age)} < ${before} ${onlyThose(rows)} limit ${limit} for update skip locked
      )`.execute(database.sql);
      return emptied + Number(numAffectedRows ?? 0);
    },
  };
};
