import { sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { stepOf, stepOfClaim } from '../../../domain/record/fold.ts';
import { claimedContents } from '../../../domain/record/record-elsewhere.ts';
import type { Records } from '../../../ports/records/records.ts';
import type { MessageParts } from '../database.ts';
import { certificateIndexes } from '../sealing/certificate-index.ts';
import { lockRecord } from './lock-record.ts';
import { recordOf, versionContents } from './record-row.ts';
import { tellOfRecords } from './tell-of-records.ts';
import { saveSteps } from './write-records.ts';

export const createRecords = (parts: MessageParts): Records => {
  const { database, seal, clock } = parts;
  return {
    async listOwn(accountId) {
      const rows = await database.list('record', { account_id: accountId }, ['created_at', 'id']);
      return rows.map((row) => recordOf(row, seal));
    },

    async findOwn(recordId, accountId) {
      const row = await database.find('record', { id: recordId, account_id: accountId });
      if (!row) throw new Refused('record.unknown');
      return recordOf(row, seal);
    },

    async filedWith(certificateNumber) {
      const rows = await database.sql
        .selectFrom('record')
        .selectAll()
        .where('ended_at', 'is', null)
        .where('certificate_index', 'in', certificateIndexes(certificateNumber, seal))
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => recordOf(row, seal));
    },

    async versionsOf(recordId) {
      const rows = await database.list('record_version', { record_id: recordId }, ['version']);
      return rows.map((row) => ({
        version: row.version,
        cause: row.cause,
        filingId: row.filing_id ?? undefined,
        event: row.event ?? undefined,
        at: row.at,
        contents: versionContents(row, seal),
      }));
    },

    async filingsOf(recordId) {
      const rows = await database.sql
        .selectFrom('record_version')
        .select('filing_id')
        .where('record_id', '=', recordId)
        .where('cause', '=', 'approval')
        .orderBy('version', 'desc')
        .execute();
      return rows.flatMap(({ filing_id }) => filing_id ?? []);
    },

    change: (recordId, accountId, decide) =>
      database.inTransaction(async () => {
        const before = await lockRecord(parts, recordId, accountId);
        if (!before) throw new Refused('record.unknown');
        const cause = decide(before);
        const step = cause && stepOf(before, cause);
        if (!step) return before;
        await saveSteps([step], parts);
        await tellOfRecords([step], parts);
        return step.record;
      }),

    claim: (ids, accountId, found) =>
      database.inTransaction(async () => {
        // Nobody else claims this number until this transaction has ended.
        await sql`select pg_advisory_xact_lock(hashtextextended(${found.number}, 0))`.execute(database.sql);
        const held = await database.find('record', { number: found.number }, ['id']);
        if (held) throw new Refused('claim.taken');
        const contents = claimedContents(found, ids.websites);
        const step = stepOfClaim(
          { id: ids.record, accountId, number: found.number, contents },
          clock.now().toISOString(),
        );
        await saveSteps([step], parts).catch((error: unknown) => {
          const isTaken = error instanceof Refused && error.refusal === 'filing.changed-meanwhile';
          throw isTaken ? new Refused('claim.taken') : error;
        });
        await tellOfRecords([step], parts);
        return step.record;
      }),
  };
};
