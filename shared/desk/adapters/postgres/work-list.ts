import { type Selectable, sql } from 'kysely';
import type { CaseSummary } from '../../domain/case.ts';
import { leaseFrom } from '../../domain/lease.ts';
import { dueBetween, QUEUE_GROUPS, type QueueGroup } from '../../domain/queue-order.ts';
import type { WorkList, WorkRow } from '../../ports/work-list.ts';
import { createAuditLog } from './audit-log.ts';
import { type DeskParts, placeOf } from './desk-database.ts';
import type { DeskTables } from './tables.ts';

type CaseRow = Omit<Selectable<DeskTables['desk.review_case']>, 'package_sealed'>;

const COLUMNS = [
  'id',
  'filing_id',
  'round',
  'state',
  'version',
  'content_hash',
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
  'lease_holder',
  'lease_until',
  'second_view',
] as const;

/** Of a group in one sort. */
const FEW = 1_000;

export function createWorkList(parts: DeskParts): WorkList {
  const { database, seal, clock } = parts;
  const audit = createAuditLog(parts);

  function read(row: CaseRow): WorkRow {
    const { id, summary_sealed, lease_holder, lease_until } = row;
    const summary: CaseSummary = summary_sealed
      ? JSON.parse(seal.open(summary_sealed, placeOf('desk.review_case', 'summary_sealed', id)))
      : { domains: [], organizer: '' };
    return {
      caseId: id,
      filingId: row.filing_id,
      round: row.round,
      filingType: row.filing_type,
      province: row.province,
      risk: row.risk,
      receivedAt: row.received_at,
      dueAt: row.due_at ?? undefined,
      secondView: row.second_view,
      lease: lease_holder && lease_until ? { holder: lease_holder, until: lease_until } : undefined,
      summary,
    };
  }

  /** Cases of a group that nobody has. */
  function freeIn(group: QueueGroup, now: Date) {
    const { after, upTo } = dueBetween(group, now);
    return database.sql
      .selectFrom('desk.review_case')
      .where('state', '=', 'open')
      .where('due_at', 'is not', null)
      .$if(after !== undefined, (query) => query.where('due_at', '>', after ?? now))
      .$if(upTo !== undefined, (query) => query.where('due_at', '<=', upTo ?? now))
      .where(({ or, eb }) => or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]));
  }

  /**
   * The first case of a group that nobody has; another instance that looks at it at the same time gets the next. A small
   * group is found by when its cases are due, and then sorted; in a large one the order's own index soon meets one.
   */
  async function firstOf(group: QueueGroup, now: Date): Promise<string | undefined> {
    const due = await freeIn(group, now).select('id').orderBy('due_at').limit(FEW).execute();
    if (due.length === 0) return undefined;
    const ids = due.map(({ id }) => id);
    const found = await freeIn(group, now)
      .select('id')
      .$if(ids.length < FEW, (query) => query.where('id', '=', sql<string>`any(${ids}::uuid[])`))
      .orderBy('risk', 'desc')
      .orderBy('received_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    return found?.id;
  }

  return {
    takeNext: (reviewer) =>
      database.inTransaction(async () => {
        const now = clock.now();
        for (const group of QUEUE_GROUPS) {
          const caseId = await firstOf(group, now);
          if (caseId === undefined) continue;
          const { holder, until } = leaseFrom(reviewer, now);
          const row = await database.sql
            .updateTable('desk.review_case')
            .set({ lease_holder: holder, lease_until: until })
            .where('id', '=', caseId)
            .returning(COLUMNS)
            .executeTakeFirstOrThrow();
          await audit.append({ caseId, at: now, actor: reviewer, action: 'taken', facts: {} });
          return read(row);
        }
        return undefined;
      }),

    async mine(reviewer) {
      const rows = await database.sql
        .selectFrom('desk.review_case')
        .select(COLUMNS)
        .where('lease_holder', '=', reviewer)
        .where('lease_until', '>', clock.now())
        .where('state', '=', 'open')
        .orderBy('due_at', (order) => order.asc().nullsLast())
        .orderBy('id')
        .execute();
      return rows.map(read);
    },

    async renew(caseId, reviewer) {
      const now = clock.now();
      const { numUpdatedRows } = await database.sql
        .updateTable('desk.review_case')
        .set({ lease_until: leaseFrom(reviewer, now).until })
        .where('id', '=', caseId)
        .where('lease_holder', '=', reviewer)
        .where('lease_until', '>', now)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    endLeases: (limit) =>
      database.inTransaction(async () => {
        const now = clock.now();
        const over = await database.sql
          .selectFrom('desk.review_case')
          .select(['id', 'lease_holder'])
          .where('lease_holder', 'is not', null)
          .where('lease_until', '<=', now)
          .orderBy('lease_until')
          .limit(limit)
          .forUpdate()
          .skipLocked()
          .execute();
        for (const { id, lease_holder } of over) {
          await database.sql
            .updateTable('desk.review_case')
            .set({ lease_holder: null, lease_until: null })
            .where('id', '=', id)
            .execute();
          const facts = { holder: lease_holder ?? '' };
          await audit.append({ caseId: id, at: now, actor: 'desk', action: 'lease-ended', facts });
        }
        return over.length;
      }),
  };
}
