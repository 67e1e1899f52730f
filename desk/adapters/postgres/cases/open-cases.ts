import { sql } from 'kysely';
import type { FlaggedField } from '../../../../contracts/review-desk/verdict.ts';
import { queueOf } from '../../../domain/cases/queue.ts';
import type { OpenCases, RelatedCase, RoundBefore } from '../../../ports/open-cases.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { CASE_COLUMNS, caseReader } from './case-rows.ts';

/** The most cases that are read for a value that they share. */
const MOST_SHARED = 200;

export function createOpenCases(parts: DeskParts): OpenCases {
  const { database, seal, clock } = parts;
  const read = caseReader(parts);

  const byId = (caseId: string) =>
    database.sql.selectFrom('desk.review_case').select(CASE_COLUMNS).where('id', '=', caseId);

  const papersOf = (caseId: string) =>
    database.sql
      .selectFrom('desk.stored_document as d')
      .innerJoin('desk.review_case as c', (join) =>
        join
          .onRef('c.filing_id', '=', 'd.filing_id')
          .onRef('c.round', '=', 'd.round')
          .onRef('c.content_hash', '=', 'd.content_hash'),
      )
      .where('c.id', '=', caseId);

  return {
    async find(caseId) {
      const row = await byId(caseId).executeTakeFirst();
      return row && read(row);
    },

    async findAll(caseIds) {
      const rows = await database.sql
        .selectFrom('desk.review_case')
        .select(CASE_COLUMNS)
        .where(sql<boolean>`id = any(${[...new Set(caseIds)]}::uuid[])`)
        .execute();
      return new Map(rows.map((row) => [row.id, read(row)]));
    },

    async lock(caseId) {
      const row = await byId(caseId).forUpdate().executeTakeFirst();
      return row && read(row);
    },

    async contents(caseId) {
      const row = await database.find('desk.review_case', { id: caseId }, ['package_sealed']);
      if (!row?.package_sealed) return undefined;
      return JSON.parse(seal.open(row.package_sealed, placeOf('desk.review_case', 'package_sealed', caseId)));
    },

    async roundsBefore(filingId, round) {
      const rows = await database.sql
        .selectFrom('desk.review_case as c')
        .leftJoin('desk.decision as d', (join) => join.onRef('d.case_id', '=', 'c.id').on('d.state', '=', 'sent'))
        .select(['c.id', 'c.round', 'c.state', 'd.id as decision_id', 'd.kind', 'd.flagged_sealed'])
        .where('c.filing_id', '=', filingId)
        .where('c.round', '<', round)
        .orderBy('c.round', 'desc')
        .execute();
      return rows.map((row): RoundBefore => {
        const { decision_id, flagged_sealed } = row;
        const flagged: readonly FlaggedField[] =
          decision_id && flagged_sealed
            ? JSON.parse(seal.open(flagged_sealed, placeOf('desk.decision', 'flagged_sealed', decision_id)))
            : [];
        return { caseId: row.id, round: row.round, state: row.state, outcome: row.kind ?? undefined, flagged };
      });
    },

    async related(caseId, limit) {
      const { rows } = await sql<{ case_id: string; kinds: RelatedCase['by'] }>`
        select other.case_id, array_agg(distinct other.kind order by other.kind) as kinds
        from desk.case_key own
        cross join lateral (
          select k.case_id, k.kind from desk.case_key k
          where k.hash = own.hash and k.kind = own.kind and k.case_id <> own.case_id limit ${MOST_SHARED}
        ) other
        join desk.review_case c on c.id = other.case_id
        where own.case_id = ${caseId} and own.kind in ('organizer', 'person', 'phone', 'server') and c.package_sealed is not null
          and c.filing_id <> (select filing_id from desk.review_case where id = ${caseId})
        group by other.case_id`.execute(database.sql);
      if (rows.length === 0) return [];
      const kinds = new Map(rows.map(({ case_id, kinds: by }) => [case_id, by]));
      const found = await database.sql
        .selectFrom('desk.review_case')
        .select(CASE_COLUMNS)
        .where('id', 'in', [...kinds.keys()])
        .orderBy('received_at', 'desc')
        .limit(limit)
        .execute();
      return found.map((row) => ({ row: read(row), by: kinds.get(row.id) ?? [] }));
    },

    async having({ filingId, keys }, limit) {
      const hashes = keys.flatMap(({ kind, value }) =>
        seal.blindIndexes(`desk-${kind}`, value).map((hash) => ({ kind, hash })),
      );
      // Each value is looked up by itself: joined by `or`, the conditions would be tried on every case.
      const found = [
        ...(filingId === undefined ? [] : [sql`select id from desk.review_case where filing_id = ${filingId}`]),
        ...hashes.map(
          ({ kind, hash }) => sql`select case_id from desk.case_key where hash = ${hash} and kind = ${kind}`,
        ),
      ];
      if (found.length === 0) return [];
      const rows = await database.sql
        .selectFrom('desk.review_case')
        .select(CASE_COLUMNS)
        .where('package_sealed', 'is not', null)
        .where(sql<boolean>`id in (${sql.join(found, sql` union `)})`)
        .orderBy('received_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(read);
    },

    paperOf: (caseId, documentId) =>
      papersOf(caseId)
        .select(['d.object_key as objectKey', 'd.content_type as contentType'])
        .where('d.document_id', '=', documentId)
        .where('d.stored_at', 'is not', null)
        .where('d.erased_at', 'is', null)
        .executeTakeFirst(),

    async digestsOf(caseId) {
      const rows = await papersOf(caseId).select(['d.document_id', 'd.sha256']).execute();
      return new Map(rows.flatMap(({ document_id, sha256 }) => (sha256 === null ? [] : [[document_id, sha256]])));
    },

    async setLease(caseId, lease) {
      await database.change(
        'desk.review_case',
        { id: caseId },
        { lease_holder: lease?.holder ?? null, lease_until: lease?.until ?? null },
      );
    },

    async keepFor(caseId, staffId, until) {
      await database.change('desk.review_case', { id: caseId }, { reserved_for: staffId, reserved_until: until });
    },

    async setClock(caseId, caseClock, dueAt, call) {
      const row = await byId(caseId).executeTakeFirstOrThrow();
      const { missedCalls, callAgainAt } = call ?? { missedCalls: row.missed_calls, callAgainAt: row.call_again_at };
      const { filing_type: filingType, round, state } = row;
      const queue = queueOf({
        filingType,
        round,
        missedCalls,
        pausedFor: caseClock.pausedFor,
        isToCall: callAgainAt !== undefined,
      });
      await database.change(
        'desk.review_case',
        { id: caseId },
        {
          limit_ms: caseClock.limitMs,
          used_ms: Math.round(caseClock.usedMs),
          running_since: caseClock.runningSince ?? null,
          paused_for: caseClock.pausedFor ?? null,
          due_at: dueAt ?? null,
          missed_calls: missedCalls,
          call_again_at: callAgainAt ?? null,
          ...(state === 'open' && { queue }),
        },
      );
    },

    async toCall(limit) {
      const rows = await database.sql
        .selectFrom('desk.review_case')
        .select('id')
        .where('queue', '=', 'call-again')
        .where('call_again_at', '<=', clock.now())
        .orderBy('call_again_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}
