import { applyChange, type Change, type ChangeOutcome } from '../../domain/filing/change.ts';
import type { Filing } from '../../domain/filing/filing.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Seal } from '../../ports/seal.ts';
import type { Database } from './database.ts';
import { planQuestion } from './desk-questions.ts';
import { contentColumns, filingOf, outcomeColumns } from './filing-row.ts';
import { addToOutbox } from './outbox.ts';
import { tellEndpoints } from './webhook-endpoints.ts';
import { writeRecord } from './write-records.ts';

/**
 * The only code that writes a filing's state: it stores what the domain decides. State, history entry and outgoing
 * messages commit together, with the next version of a record if the authority decided; the version in the `where` clause
 * lets exactly one of several concurrent changes win.
 */
export async function changeFiling(
  { database, seal, clock }: { database: Database; seal: Seal; clock: Clock },
  filingId: string,
  applicantId: string | undefined,
  decide: (filing: Filing) => Change | undefined,
): Promise<Filing> {
  return database.inTransaction(async () => {
    const row = await database.sql.selectFrom('filing').selectAll().where('id', '=', filingId).executeTakeFirst();
    if (!row || (applicantId !== undefined && row.applicant_id !== applicantId)) throw new Refused('filing.unknown');
    const before = filingOf(row, seal);
    const change = decide(before);
    if (!change) return before;
    const outcome = applyChange({ filing: before, since: row.state_since }, change, clock.now());
    const { numUpdatedRows } = await database.sql
      .updateTable('filing')
      .set({ ...outcomeColumns(outcome), ...(change.contents && contentColumns(change.contents, filingId, seal)) })
      .where('id', '=', filingId)
      .where('version', '=', before.version)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Refused('filing.changed-meanwhile');
    await planQuestion(database, before.state, outcome);
    await addToHistory(database, outcome);
    if (change.event === 'approve' || change.event === 'revoke')
      await writeRecord(outcome.filing, change.event, outcome.since, { database, seal, clock });
    await addToOutbox(database, clock, outcome.messages);
    if (outcome.webhookEvent) await tellEndpoints(database, clock, outcome.webhookEvent, outcome.filing);
    return outcome.filing;
  });
}

/** Writes the history entry of a change. */
export async function addToHistory(database: Database, { filing, history }: ChangeOutcome): Promise<void> {
  const { facts, ...line } = history;
  await database.sql
    .insertInto('filing_history')
    .values({ ...line, filing_id: filing.id, facts: JSON.stringify(facts) })
    .execute();
}
