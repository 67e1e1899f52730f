import { sql } from 'kysely';
import type { FilingId, RecordId } from '../../../../contracts/kit/record-id.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import type { Filing } from '../../../domain/filing/filing.ts';
import {
  approvedFiling,
  numberTaken,
  type RecordCause,
  type RecordStep,
  stepOfRevocation,
  stepsOfApproval,
} from '../../../domain/record/fold.ts';
import type { ApprovedFiling, FiledRecord } from '../../../domain/record/record.ts';
import type { Database, DatabaseParts, MessageParts } from '../database.ts';
import { stopFilings } from '../filings/stop-filings.ts';
import { refusedBy } from '../refused-by.ts';
import { certificateIndex, certificateIndexes } from '../sealing/certificate-index.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';
import { recordColumns, recordOf, websiteRows } from './record-row.ts';
import { tellOfRecords } from './tell-of-records.ts';

/**
 * What an approval or a revocation of a filing does to its record, in the transaction of that change.
 *
 * @throws NumberTaken; Refused('filing.changed-meanwhile') when another change of the record was committed first.
 */
export async function writeRecord(
  filing: Filing,
  event: 'approve' | 'revoke',
  at: Date,
  parts: MessageParts,
): Promise<void> {
  if (event === 'revoke') return writeRevocation(filing.id, at, parts);
  const approved = approvedFiling(filing);
  if (!approved) return;
  const steps = stepsOfApproval(await recordsTouched(approved, parts), approved, at.toISOString());
  await saveSteps(steps, parts);
  await tellOfRecords(steps, parts);
  await stopFilings(steps, parts);
}

async function writeRevocation(filingId: FilingId, at: Date, parts: MessageParts): Promise<void> {
  const row = await parts.database.sql
    .selectFrom('record')
    .selectAll('record')
    .where('id', '=', (query) => query.selectFrom('filing').select('record_id').where('filing.id', '=', filingId))
    .forUpdate()
    .executeTakeFirst();
  const step = row && stepOfRevocation(recordOf(row, parts.seal), filingId, at.toISOString());
  if (!step) return;
  await saveSteps([step], parts);
  await tellOfRecords([step], parts);
  await stopFilings([step], parts);
}

/**
 * The records that an approval may change or whose numbers it may not have, locked in one order. Nobody else takes the
 * certificate number that it takes until the transaction has ended.
 */
async function recordsTouched(filing: ApprovedFiling, { database, seal }: DatabaseParts): Promise<FiledRecord[]> {
  const certificate = numberTaken(filing);
  if (certificate !== undefined) {
    const key = `certificate ${certificateIndex(certificate, seal).toString('hex')}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(database.sql);
  }
  const numbers = Object.values(filing.numbers.websites);
  const domains = filing.websites.map(({ domain }) => domain);
  const indexes = certificateIndexes(filing.subject.certificateNumber, seal);
  const rows = await database.sql
    .selectFrom('record')
    .select(['id', 'account_id', 'number', 'version', 'contents_sealed'])
    .where(
      sql<boolean>`id in (
        select id from record where number = ${filing.numbers.organizer}
          or ended_at is null and certificate_index = any(${indexes}::bytea[])
        union select record_id from record_website where number = any(${numbers})
        union select record_id from record_website where id in (
          select website_id from record_domain where domain = any(${domains}) and ended_at is null))`,
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => recordOf(row, seal));
}

/** Writes versions of records that the running transaction has locked, and how the newest one of each record is found. */
export async function saveSteps(steps: readonly RecordStep[], { database, seal, clock }: DatabaseParts): Promise<void> {
  if (steps.length === 0) return;
  const newest = [...new Map(steps.map((step) => [step.record.id, step])).values()];
  const begun = new Set(steps.filter(({ record }) => record.version === 1).map(({ record }) => record.id));
  const added = newest.filter(({ record }) => begun.has(record.id));
  if (added.length > 0)
    await database
      .add(
        'record',
        added.map((step) => ({ ...newRow(step, seal), look_due_at: clock.now() })),
      )
      .catch(refusedBy('record_number_key', 'filing.changed-meanwhile'));
  for (const { record, cause } of newest.filter(({ record }) => !begun.has(record.id)))
    await database.change(
      'record',
      { id: record.id },
      { ...recordColumns(record, new Date(cause.at), seal), look_due_at: clock.now() },
    );
  const versions = steps.map((step) => versionRow(step, seal));
  await database.add('record_version', versions);
  await indexWebsites(
    newest.map(({ record }) => record),
    database,
  );
  await markFilings(steps, database);
  await endFilings(
    newest.map(({ record }) => record.id),
    database,
  );
}

function newRow({ record, cause }: RecordStep, seal: Seal) {
  const { id, accountId: account_id, number } = record;
  const at = new Date(cause.at);
  return { id, account_id, number, created_at: at, ...recordColumns(record, at, seal) };
}

const filingOf = (cause: RecordCause): string | null => {
  if (cause.kind === 'approval') return cause.filing.id;
  return 'filingId' in cause ? cause.filingId : null;
};

function versionRow({ record, cause }: RecordStep, seal: Seal) {
  const key = { record_id: record.id, version: record.version };
  return {
    ...key,
    cause: cause.kind,
    filing_id: filingOf(cause),
    event: 'sequence' in cause ? cause.sequence : null,
    contents_sealed: seal.close(JSON.stringify(record.contents), sealedPlace('record_version', 'contents_sealed', key)),
    at: new Date(cause.at),
  };
}

/** Writes the rows by which websites of these records are found anew. */
async function indexWebsites(records: readonly FiledRecord[], database: Database): Promise<void> {
  const ids = records.map(({ id }) => id);
  await database.sql.deleteFrom('record_website').where('record_id', 'in', ids).execute();
  const rows = records.map(websiteRows);
  const websites = rows.flatMap((row) => row.websites);
  const domains = rows.flatMap((row) => row.domains);
  const accesses = rows.flatMap((row) => row.accesses);
  if (websites.length > 0)
    await database
      .add('record_website', websites)
      .catch(refusedBy('record_website_number_key', 'filing.changed-meanwhile'));
  if (domains.length > 0)
    await database
      .add('record_domain', domains)
      .catch(refusedBy('record_domain_one_website', 'filing.changed-meanwhile'));
  if (accesses.length > 0) await database.add('record_access', accesses);
}

/** From now on the record says what was approved with these filings. */
async function markFilings(steps: readonly RecordStep[], { sql: query }: Database): Promise<void> {
  const approved = steps.flatMap(({ record, cause }) =>
    cause.kind === 'approval' ? [{ filingId: cause.filing.id, recordId: record.id }] : [],
  );
  if (approved.length === 0) return;
  await sql`update filing set record_id = given.record_id
    from unnest(${approved.map(({ filingId }) => filingId)}::uuid[], ${approved.map(({ recordId }) => recordId)}::uuid[])
      as given (filing_id, record_id)
    where filing.id = given.filing_id`.execute(query);
}

/** Filings end with the record that they are in, and go on with one that goes on: the desk is asked about these alone. */
async function endFilings(recordIds: readonly RecordId[], { sql: query }: Database): Promise<void> {
  await sql`with ended as (
      update filing set record_ended_at = record.ended_at from record
      where record.id = any(${recordIds}::uuid[]) and filing.record_id = record.id
        and filing.record_ended_at is distinct from record.ended_at
      returning filing.id, filing.state, filing.erased_at, record_ended_at
    ), over as (delete from desk_question using ended where filing_id = ended.id and record_ended_at is not null)
    insert into desk_question (filing_id, recheck_at) select id, now() from ended
    where record_ended_at is null and erased_at is null and state = 'approved' on conflict do nothing`.execute(query);
}
