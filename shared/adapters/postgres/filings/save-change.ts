import type { Selectable } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { applyChange, type Change, type ChangeOutcome } from '../../../domain/filing/change.ts';
import type { Database, DatabaseParts, MessageParts } from '../database.ts';
import { addToOutbox } from '../messages/outbox.ts';
import { tellEndpoints } from '../messages/webhook-endpoints.ts';
import { refusedBy } from '../refused-by.ts';
import type { Schema } from '../schema.ts';
import { planQuestion } from './desk-questions.ts';
import { contentColumns, filingOf, outcomeColumns } from './filing-row.ts';

/** A filing of a type about a record is handed in while that record has not ended (migration 0081). */
export const NEEDS_LIVE_RECORD = 'filing_needs_live_record';

/**
 * The only code that writes a filing's state: it stores what the domain decides, with its line of the history. The version in
 * the `where` clause lets exactly one of several concurrent changes win. Joins the running transaction.
 *
 * @throws Refused('filing.changed-meanwhile'); Refused('record.ended').
 */
export async function saveChange(
  row: Selectable<Schema['filing']>,
  change: Change,
  { database, seal, clock }: DatabaseParts,
): Promise<ChangeOutcome> {
  const before = filingOf(row, seal);
  const outcome = applyChange({ filing: before, since: row.state_since }, change, clock.now());
  const { numUpdatedRows } = await database.sql
    .updateTable('filing')
    .set({ ...outcomeColumns(outcome), ...(change.contents && contentColumns(change.contents, row.id, seal)) })
    .where('id', '=', row.id)
    .where('version', '=', before.version)
    .executeTakeFirst()
    .catch(refusedBy(NEEDS_LIVE_RECORD, 'record.ended'));
  if (numUpdatedRows !== 1n) throw new Refused('filing.changed-meanwhile');
  await planQuestion(database, before.state, outcome);
  await addToHistory(database, outcome);
  return outcome;
}

/** Writes the history entry of a change. */
export async function addToHistory(database: Database, { filing, history }: ChangeOutcome): Promise<void> {
  const { facts, ...line } = history;
  await database.add('filing_history', { ...line, filing_id: filing.id, facts: JSON.stringify(facts) });
}

/** Writes the messages of a change: to the desk, to people, to integrators' endpoints. Joins the running transaction. */
export async function tellOfChange(
  { filing, messages, webhookEvent }: ChangeOutcome,
  parts: Omit<MessageParts, 'seal'>,
): Promise<void> {
  await addToOutbox(parts, messages);
  if (webhookEvent) await tellEndpoints(parts, webhookEvent, filing);
}
