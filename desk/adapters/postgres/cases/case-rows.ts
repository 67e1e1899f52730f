import type { Selectable } from 'kysely';
import type { CaseSummary } from '../../../domain/cases/case.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import type { DeskTables } from '../tables.ts';

/** The columns that lists show: all but the package. */
export const CASE_COLUMNS = [
  'id',
  'filing_id',
  'round',
  'state',
  'version',
  'queue',
  'filing_type',
  'province',
  'risk',
  'summary_sealed',
  'received_at',
  'limit_ms',
  'used_ms',
  'running_since',
  'paused_for',
  'due_at',
  'call_again_at',
  'missed_calls',
  'lease_holder',
  'lease_until',
  'reserved_for',
  'reserved_until',
  'second_view',
] as const;

export type CaseRow = Pick<Selectable<DeskTables['desk.review_case']>, (typeof CASE_COLUMNS)[number]>;

const NOTHING: CaseSummary = { domains: [], organizer: '' };

/** A row of the table as lists show it. */
export const caseReader =
  ({ seal, clock }: Pick<DeskParts, 'seal' | 'clock'>) =>
  (row: CaseRow): WorkRow => {
    const { id, summary_sealed, lease_holder, lease_until, reserved_for, reserved_until } = row;
    const place = placeOf('desk.review_case', 'summary_sealed', id);
    return {
      caseId: id,
      filingId: row.filing_id,
      round: row.round,
      state: row.state,
      version: row.version,
      queue: row.queue ?? undefined,
      filingType: row.filing_type,
      province: row.province,
      risk: row.risk,
      receivedAt: row.received_at,
      clock: {
        limitMs: Number(row.limit_ms),
        usedMs: Number(row.used_ms),
        runningSince: row.running_since ?? undefined,
        pausedFor: row.paused_for ?? undefined,
      },
      dueAt: row.due_at ?? undefined,
      callAgainAt: row.call_again_at ?? undefined,
      missedCalls: row.missed_calls,
      secondView: row.second_view,
      lease: lease_holder && lease_until ? { holder: lease_holder, until: lease_until } : undefined,
      keptFor: reserved_for && reserved_until && reserved_until > clock.now() ? reserved_for : undefined,
      summary: summary_sealed ? JSON.parse(seal.open(summary_sealed, place)) : NOTHING,
    };
  };
