import type { Filing } from '../../domain/filing.ts';
import { beginsStay, type FilingState, next } from '../../domain/filing-machine.ts';
import { remindersAfter } from '../../domain/notifications.ts';
import { nextStepAt } from '../../domain/process-steps.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Change } from '../../ports/filings.ts';
import type { Seal } from '../../ports/seal.ts';
import type { Database } from './database.ts';
import { contentColumns, filingOf } from './filing-row.ts';
import { addToOutbox } from './outbox.ts';
import { tellEndpoints } from './webhook-endpoints.ts';

/** States in which the review desk has the word. */
const WAITING: readonly FilingState[] = ['submitted', 'queued', 'sms-verification', 'authority-review'];
/** A webhook gets this long before the desk is asked. */
const PATIENCE_MS = 60_000;
/** Every run of status-sync, five minutes apart, asks about every filing; no run asks twice, however many filings it walks over. */
export const ASK_AGAIN_MS = 4 * 60_000;
/** Of an approved filing there is seldom news, and never urgent ones. */
export const APPROVED_MS = 24 * 60 * 60 * 1000;

/** When the desk is asked about a filing that nothing was heard of since `since`; null: never. */
function askAt(state: FilingState, since: Date): Date | null {
  if (WAITING.includes(state)) return new Date(since.getTime() + PATIENCE_MS);
  return state === 'approved' ? new Date(since.getTime() + APPROVED_MS) : null;
}

/** A desk whose clock is ahead begins nothing in the future. */
const earlier = (told: Date | undefined, now: Date): Date => (told !== undefined && told < now ? told : now);

/**
 * The only code that writes a filing's state. State, history line and outgoing messages, those that tell people among them, commit
 * together; the version in the `where` lets exactly one of several changes win.
 */
export async function changeFiling(
  { database, seal, clock }: { database: Database; seal: Seal; clock: Clock },
  filingId: string,
  applicantId: string | undefined,
  decide: (filing: Filing) => Change | undefined,
): Promise<Filing> {
  return database.run(async () => {
    const row = await database.sql.selectFrom('filing').selectAll().where('id', '=', filingId).executeTakeFirst();
    if (!row || (applicantId !== undefined && row.applicant_id !== applicantId)) throw new Refused('filing.unknown');
    const before = filingOf(row, seal);
    const change = decide(before);
    if (!change) return before;
    const state = next(before.state, change.event);
    const now = clock.now();
    const since = beginsStay(change.event) ? earlier(change.since, now) : row.state_since;
    const after: Filing = {
      ...before,
      state,
      version: before.version + 1,
      round: change.round ?? before.round,
      lastVerdict: change.lastVerdict ?? before.lastVerdict,
      contents: change.contents ?? before.contents,
      flagged: change.flagged ?? before.flagged,
      numbers: change.numbers ?? before.numbers,
      updatedAt: now,
    };
    const { numUpdatedRows } = await database.sql
      .updateTable('filing')
      .set({
        state,
        version: after.version,
        round: after.round,
        last_verdict: after.lastVerdict,
        ...(change.contents ? contentColumns(change.contents, seal) : {}),
        flagged: JSON.stringify(after.flagged),
        numbers: after.numbers ? JSON.stringify(after.numbers) : null,
        ask_at: askAt(state, now),
        state_since: since,
        step_due_at: nextStepAt({ state, since, changedAt: now }, now) ?? null,
        updated_at: now,
      })
      .where('id', '=', filingId)
      .where('version', '=', before.version)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Refused('filing.changed-meanwhile');
    await database.sql
      .insertInto('filing_history')
      .values({
        filing_id: filingId,
        version: after.version,
        event: change.event,
        state,
        facts: JSON.stringify(change.facts ?? {}),
        at: now,
      })
      .execute();
    await addToOutbox(database, clock, [...(change.send ?? []), ...remindersAfter(change.event, after)]);
    if (change.event !== 'save') await tellEndpoints(database, clock, after);
    return after;
  });
}
