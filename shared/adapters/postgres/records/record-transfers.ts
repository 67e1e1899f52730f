import { createHash } from 'node:crypto';
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { RecordId } from '../../../../contracts/kit/record-id.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { hasUnfinished } from '../../../domain/filing/machine.ts';
import type { FiledRecord } from '../../../domain/record/record.ts';
import {
  endTransfer,
  isReplaceable,
  type RecordTransfer,
  type TransferCase,
  transferNotices,
  transferState,
} from '../../../domain/record/transfer.ts';
import type {
  RecordTransfers,
  TransferKey,
  TransferOfRecord,
  TransferSecrets,
} from '../../../ports/records/record-transfers.ts';
import type { MessageParts } from '../database.ts';
import { addToOutbox } from '../messages/outbox.ts';
import { refusedBy } from '../refused-by.ts';
import type { Schema } from '../schema.ts';
import { certificateIndexes } from '../sealing/certificate-index.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';
import { lockRecord } from './lock-record.ts';
import { recordOf } from './record-row.ts';

type Row = Selectable<Schema['record_transfer']>;

/** Transfers that an account is shown. */
const MOST = 50;

/** Purpose of the index. */
const STOP_CODE = 'transfer-stop-code';

/**
 * The principal's notice of the wait has been tried and has not left: it waits for another attempt, or for an operator who
 * sends it again. Its key is that of the domain's `transferNotices`.
 */
const isPrincipalUntold = sql<boolean>`exists (
  select from outbox where key = 'reminder/transfer-waiting/' || record_transfer.id || '/principal'
    and (state = 'parked' or state = 'waiting' and failure is not null))`;

/** Every link has a token of its own. */
const USED_DIGEST = { field: 'digest', message: '这个令牌已用于另一个链接，请刷新页面后重新发起。' };

/** A transfer from its row. */
export const transferOf = (row: Row): RecordTransfer => ({
  id: row.id,
  recordId: row.record_id,
  holderId: row.holder_id,
  targetId: row.target_id ?? undefined,
  ...(row.is_recovery && { isRecovery: true }),
  ...(row.papers && { papers: row.papers }),
  startedAt: row.started_at,
  expiresAt: row.expires_at,
  offeredAt: row.offered_at ?? undefined,
  acceptedAt: row.accepted_at ?? undefined,
  movesAt: row.moves_at ?? undefined,
  wrongCertificates: row.wrong_certificates,
  endedAt: row.ended_at ?? undefined,
  end: row.outcome ?? undefined,
});

/** What changes of a transfer. */
const columnsOf = (transfer: RecordTransfer) => ({
  target_id: transfer.targetId ?? null,
  expires_at: transfer.expiresAt,
  offered_at: transfer.offeredAt ?? null,
  accepted_at: transfer.acceptedAt ?? null,
  moves_at: transfer.movesAt ?? null,
  wrong_certificates: transfer.wrongCertificates,
  ended_at: transfer.endedAt ?? null,
  outcome: transfer.end ?? null,
});

export function createRecordTransfers({ database, seal, clock, courier }: MessageParts): RecordTransfers {
  const bySecret = (key: Exclude<TransferKey, { id: string }>) =>
    'token' in key
      ? sql<SqlBool>`token_hash = ${createHash('sha256').update(key.token).digest()}`
      : sql<SqlBool>`stop_code_index in (${sql.join(seal.blindIndexes(STOP_CODE, key.stopCode))})`;

  const rowOf = (key: TransferKey) =>
    database.sql
      .selectFrom('record_transfer')
      .selectAll()
      .where('id' in key ? sql<SqlBool>`id = ${key.id}` : bySecret(key));

  /** @throws Refused('transfer.unknown') */
  const known = <T>(found: T | undefined): T => {
    if (found === undefined) throw new Refused('transfer.unknown');
    return found;
  };

  /**
   * What decides on a transfer of a record between these accounts. Whoever opens a filing holds its account until they
   * have committed, so that none is opened from here to the end of the transaction.
   */
  const standingOf = async (
    record: FiledRecord,
    accounts: readonly string[],
    targetId: string | undefined,
  ): Promise<Omit<TransferCase, 'transfer'>> => {
    const { sql: query } = database;
    await query.selectFrom('account').select('id').where('id', 'in', accounts).orderBy('id').forNoKeyUpdate().execute();
    const filings = await query
      .selectFrom('filing')
      .select('state')
      .where('applicant_id', 'in', accounts)
      .where((e) =>
        e.or([
          e('certificate_index', 'in', certificateIndexes(record.contents.subject.certificateNumber, seal)),
          // A change may have another number.
          e('from_record_id', '=', record.id),
        ]),
      )
      .execute();
    const other = await query
      .selectFrom('record')
      .select('id')
      .where('account_id', '=', targetId ?? null)
      .where('number', '=', record.number)
      .executeTakeFirst();
    const now = clock.now();
    return { record, hasOpenFiling: hasUnfinished(filings), targetHasRecord: other !== undefined, now };
  };

  const secretColumns = (id: string, { tokenHash, stopCode }: TransferSecrets) => ({
    ...(tokenHash !== undefined && { token_hash: Buffer.from(tokenHash, 'base64url') }),
    ...(stopCode !== undefined && {
      stop_code_index: seal.blindIndex(STOP_CODE, stopCode),
      stop_code_sealed: seal.close(stopCode, sealedPlace('record_transfer', 'stop_code_sealed', { id })),
    }),
  });

  const save = async (before: RecordTransfer, after: RecordTransfer, secrets: TransferSecrets = {}): Promise<void> => {
    const columns = { ...columnsOf(after), ...secretColumns(after.id, secrets) };
    await database
      .change('record_transfer', { id: after.id }, columns)
      .catch(refusedBy('record_transfer_token_hash_key', 'request.invalid', { fields: [USED_DIGEST] }));
    await addToOutbox({ database, clock, courier }, transferNotices(before, after));
  };

  /** Stores a new transfer in the place of one that is open. */
  const begin = async (transfer: RecordTransfer, open: Row | undefined): Promise<void> => {
    if (open) await save(transferOf(open), endTransfer(transferOf(open), 'replaced', clock.now()));
    const { id, recordId: record_id, holderId: holder_id, startedAt: started_at, isRecovery = false } = transfer;
    const papers = transfer.papers ? [...transfer.papers] : null;
    const row = { id, record_id, holder_id, started_at, is_recovery: isRecovery, papers, ...columnsOf(transfer) };
    await database.add('record_transfer', row);
  };

  /** When the last recovery of a record was stopped by those whom it takes the record from. */
  const recoveryStopped = async (recordId: RecordId): Promise<Date | undefined> => {
    const row = await database.sql
      .selectFrom('record_transfer')
      .select('ended_at')
      .where('record_id', '=', recordId)
      .where('is_recovery', '=', true)
      .where('outcome', 'in', ['stopped-by-holder', 'stopped-by-principal'])
      .orderBy('ended_at', 'desc')
      .executeTakeFirst();
    return row?.ended_at ?? undefined;
  };

  /** The record and all that stands under it are the target's. */
  const move = async ({ recordId, targetId }: RecordTransfer): Promise<void> => {
    if (targetId === undefined) throw new Error('a transfer without a target can’t be accepted');
    await database.change('record', { id: recordId }, { account_id: targetId, updated_at: clock.now() });
  };

  return {
    start: (recordId, accountId, decide) =>
      database.inTransaction(async () => {
        const record = await lockRecord({ database, seal }, recordId, accountId);
        if (!record) throw new Refused('record.unknown');
        const transfer = decide(await standingOf(record, [accountId], undefined));
        const open = await database.lock('record_transfer', { record_id: recordId, ended_at: null });
        if (open && !isReplaceable(transferOf(open))) throw new Refused('transfer.under-way');
        if (open && transferState(transferOf(open), clock.now()) === 'started')
          return { transfer: transferOf(open), record };
        await begin(transfer, open);
        return { transfer, record };
      }),

    recover: (recordId, targetId, decide) =>
      database.inTransaction(async () => {
        const record = await lockRecord({ database, seal }, recordId);
        if (!record) throw new Refused('record.unknown');
        const standing = await standingOf(record, [record.accountId, targetId], targetId);
        const open = await database.lock('record_transfer', { record_id: recordId, ended_at: null });
        if (open && !isReplaceable(transferOf(open))) throw new Refused('transfer.under-way');
        const transfer = decide({ ...standing, stoppedAt: await recoveryStopped(recordId) });
        // A certificate alone takes no other one's place.
        if (open && transfer?.papers && transferState(transferOf(open), clock.now()) !== 'expired')
          throw new Refused('transfer.under-way');
        if (transfer) await begin(transfer, open);
      }),

    change: (key, decide) =>
      database.inTransaction(async () => {
        // Found first, so that the record is locked before the transfer, as whoever starts one does.
        const found = known(await rowOf(key).executeTakeFirst());
        const record = known(await lockRecord({ database, seal }, found.record_id));
        // Read again: whoever opened it held the record until now.
        const { holder_id, target_id } = known(await rowOf({ id: found.id }).executeTakeFirst());
        const accounts = target_id === null ? [holder_id] : [holder_id, target_id];
        const standing = await standingOf(record, accounts, target_id ?? undefined);
        const before = transferOf(known(await rowOf({ id: found.id }).forUpdate().executeTakeFirst()));
        const decided = decide({ ...standing, transfer: before });
        if (!decided) return { transfer: before, record };
        const { transfer, secrets } = decided;
        await save(before, transfer, secrets);
        if (transfer.end !== 'moved' || before.endedAt) return { transfer, record };
        await move(transfer);
        return { transfer, record: { ...record, accountId: transfer.targetId ?? record.accountId } };
      }),

    async find(key) {
      const row = known(await rowOf(key).executeTakeFirst());
      const record = await database.find('record', { id: row.record_id });
      if (!record) throw new Refused('transfer.unknown');
      return { transfer: transferOf(row), record: recordOf(record, seal) };
    },

    async ofAccount(accountId) {
      const rows = await database.sql
        .selectFrom('record_transfer')
        .selectAll()
        .where((e) => e.or([e('holder_id', '=', accountId), e('target_id', '=', accountId)]))
        .orderBy('started_at', 'desc')
        .orderBy('id')
        .limit(MOST)
        .execute();
      if (rows.length === 0) return [];
      const ids = rows.map(({ record_id }) => record_id);
      const records = await database.sql.selectFrom('record').selectAll().where('id', 'in', ids).execute();
      const byId = new Map(records.map((row) => [row.id, recordOf(row, seal)]));
      return rows.flatMap((row): readonly TransferOfRecord[] => {
        const record = byId.get(row.record_id);
        return record ? [{ transfer: transferOf(row), record }] : [];
      });
    },

    async due(by, limit) {
      const rows = await database.sql
        .selectFrom('record_transfer')
        .select('id')
        .where('ended_at', 'is', null)
        .where((e) => {
          const isReviewed = e('papers', 'is not', null);
          // Of a recovery by papers the principal's phone is lost: the holder is told, and two reviewers have looked.
          const isOver = e('moves_at', '<=', by).and(e.or([isReviewed, e.not(isPrincipalUntold)]));
          return e.or([isOver, e.and([isReviewed, e('accepted_at', 'is', null), e('expires_at', '<=', by)])]);
        })
        .orderBy('moves_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    async holderOf(filingId) {
      const row = await database.sql
        .selectFrom('filing')
        .innerJoin('record', 'record.id', 'filing.record_id')
        .select('record.account_id')
        .where('filing.id', '=', filingId)
        .executeTakeFirst();
      return row?.account_id;
    },

    async stopCodeOf(transferId) {
      const row = await rowOf({ id: transferId }).executeTakeFirst();
      return row?.stop_code_sealed
        ? seal.open(row.stop_code_sealed, sealedPlace('record_transfer', 'stop_code_sealed', row))
        : undefined;
    },
  };
}
