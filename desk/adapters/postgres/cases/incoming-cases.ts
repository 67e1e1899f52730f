import type { ListedValue } from '../../../domain/authority/authority-lists.ts';
import { isWanted, type KnownFiling, UNKNOWN_FILING } from '../../../domain/cases/case.ts';
import type { CaseKey } from '../../../domain/cases/case-search.ts';
import { MOST_RETURNS_FOR_A_REASON } from '../../../domain/cases/four-eyes.ts';
import { queueOf } from '../../../domain/cases/queue.ts';
import type { IncomingCase, IncomingCases } from '../../../ports/incoming-cases.ts';
import { blackListedAmong, holdBlackList, markHit } from '../authority/authority-lists.ts';
import { erasePhrases } from '../authority/authority-lore.ts';
import { eraseNotices } from '../authority/authority-notices.ts';
import { eraseAnswers, takeSubmissionsBack } from '../authority/submissions.ts';
import { type DeskDatabase, type DeskParts, placeOf } from '../desk-database.ts';
import { createAuditLog } from '../staff/audit-log.ts';
import { createDeclaredTies } from './declared-ties.ts';

const ACTOR = 'filing-service';
/** Links of a round live for five minutes, and no function runs longer: after that nothing is written any more. */
const WRITES_END_AFTER_MS = 10 * 60 * 1000;

export function createIncomingCases(parts: DeskParts): IncomingCases {
  const { database, clock } = parts;
  const audit = createAuditLog(parts);

  /** The filing's row, locked until the end of the transaction; made when it is not there. */
  async function locked(filingId: string): Promise<KnownFiling> {
    await database.addNew('desk.filing', { id: filingId, erased_at: null });
    return knownIn(database, filingId, true);
  }

  async function end(filingId: string, state: 'withdrawn' | 'replaced', upToRound: number): Promise<void> {
    const ended = await database.sql
      .updateTable('desk.review_case')
      .set({ state, queue: null, lease_holder: null, lease_until: null })
      .where('filing_id', '=', filingId)
      .where('round', '<=', upToRound)
      .where('state', 'in', ['open', 'decided'])
      .returning(['id', 'round'])
      .execute();
    for (const { id, round } of ended) {
      await database.sql
        .updateTable('desk.decision')
        .set({ state: 'dropped' })
        .where('case_id', '=', id)
        .where('state', 'in', ['second-view', 'waiting'])
        .execute();
      await audit.append({ caseId: id, at: clock.now(), actor: ACTOR, action: state, facts: { round } });
    }
  }

  return {
    known: (filingId) => knownIn(database, filingId, false),

    noteDocuments: ({ filingId, round, contentHash }, documents) =>
      database.inTransaction(async () => {
        if (!isWanted(await locked(filingId), round)) return undefined;
        for (const [index, { id, contentType }] of documents.entries())
          await database.sql
            .insertInto('desk.stored_document')
            .values({
              object_key: `clean/desk/${filingId}/${round}/${contentHash.slice(0, 12)}-${index}`,
              filing_id: filingId,
              round,
              document_id: id,
              content_hash: contentHash,
              content_type: contentType,
              noted_at: clock.now(),
              stored_at: null,
              sha256: null,
            })
            .onConflict((conflict) => conflict.column('object_key').doUpdateSet({ noted_at: clock.now() }))
            .execute();
        const ofRound = { filing_id: filingId, round, content_hash: contentHash };
        const rows = await database.list('desk.stored_document', ofRound, []);
        return rows.map((row) => ({
          documentId: row.document_id,
          objectKey: row.object_key,
          isStored: row.stored_at !== null,
        }));
      }),

    async markStored(objectKey, sha256) {
      await database.change('desk.stored_document', { object_key: objectKey }, { stored_at: clock.now(), sha256 });
    },

    receive: (incoming) =>
      database.inTransaction(async () => {
        const { filingId, round } = incoming;
        await holdBlackList(database);
        if (!isWanted(await locked(filingId), round)) return false;
        await end(filingId, 'replaced', round - 1);
        const id = await insertCase(parts, incoming);
        await database.change('desk.filing', { id: filingId }, { round });
        await audit.append({ caseId: id, at: clock.now(), actor: ACTOR, action: 'received', facts: { round } });
        return true;
      }),

    withdraw: (filingId, round) =>
      database.inTransaction(async () => {
        const known = await locked(filingId);
        if (known.isErased || round <= known.withdrawnRound) return;
        await database.change('desk.filing', { id: filingId }, { withdrawn_round: round });
        await end(filingId, 'withdrawn', round);
        await takeSubmissionsBack(parts, filingId);
      }),

    erase: (filingId) =>
      database.inTransaction(async () => {
        const known = await locked(filingId);
        if (known.isErased) return;
        await end(filingId, 'withdrawn', known.round);
        await takeSubmissionsBack(parts, filingId);
        await eraseAnswers(database, filingId);
        await eraseNotices(database, filingId);
        await erasePhrases(database, filingId);
        const ofFiling = database.sql.selectFrom('desk.review_case').select('id').where('filing_id', '=', filingId);
        for (const { id } of await ofFiling.execute())
          await audit.append({ caseId: id, at: clock.now(), actor: ACTOR, action: 'erased', facts: {} });
        await database.sql.deleteFrom('desk.decision').where('case_id', 'in', ofFiling).execute();
        for (const table of ['desk.judgement', 'desk.note', 'desk.call', 'desk.case_key'] as const)
          await database.sql.deleteFrom(table).where('case_id', 'in', ofFiling).execute();
        await database.sql
          .updateTable('desk.sample')
          .set({ comment_sealed: null })
          .where('case_id', 'in', ofFiling)
          .execute();
        await database.remove('desk.verdict', { filing_id: filingId });
        await database.change('desk.stored_document', { filing_id: filingId }, { erased_at: clock.now() });
        await database.change(
          'desk.review_case',
          { filing_id: filingId },
          { summary_sealed: null, package_sealed: null, content_hash: '', province: '', risk: 0 },
        );
        await database.change('desk.filing', { id: filingId }, { erased_at: clock.now() });
      }),

    async leftDocuments(filingId, limit) {
      const rows = await database.sql
        .selectFrom('desk.stored_document')
        .select('object_key')
        .where('erased_at', 'is not', null)
        .$if(filingId !== undefined, (query) => query.where('filing_id', '=', filingId ?? ''))
        // Without a filing, only those that nobody can be writing any more: these places are forgotten afterwards.
        .$if(filingId === undefined, (query) =>
          query.where('noted_at', '<', new Date(clock.now().getTime() - WRITES_END_AFTER_MS)),
        )
        .orderBy('noted_at')
        .limit(limit)
        .execute();
      return rows.map(({ object_key }) => object_key);
    },

    async forgetDocument(objectKey) {
      await database.remove('desk.stored_document', { object_key: objectKey });
    },
  };
}

async function knownIn(database: DeskDatabase, filingId: string, isLocked: boolean): Promise<KnownFiling> {
  const which = { id: filingId };
  const row = await (isLocked ? database.lock('desk.filing', which) : database.find('desk.filing', which));
  if (!row) return UNKNOWN_FILING;
  return { round: row.round, withdrawnRound: row.withdrawn_round, isErased: row.erased_at !== null };
}

async function insertCase(parts: DeskParts, incoming: IncomingCase): Promise<string> {
  const { database, seal, clock, ids } = parts;
  const { filingId, round, contentHash, packageJson, facts, clock: caseClock, dueAt, keptUntil } = incoming;
  const id = ids.uuid();
  const { filingType } = facts;
  const before = await database.sql
    .selectFrom('desk.decision as d')
    .innerJoin('desk.review_case as c', 'c.id', 'd.case_id')
    .select(['d.decided_by', 'd.case_id'])
    .where('c.filing_id', '=', filingId)
    .where('d.state', '=', 'sent')
    .orderBy('c.round', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Whoever has declared a number of it since can't take it, and nobody else may wait for them.
  const isKept = before && !(await createDeclaredTies(parts).isTied(before.decided_by, before.case_id));
  const listed = await blackListedAmong(parts, facts.keys.flatMap(listable));
  await markHit(parts, listed);
  await database.add('desk.review_case', {
    id,
    filing_id: filingId,
    round,
    state: 'open',
    queue: queueOf({ filingType, round, missedCalls: 0, pausedFor: caseClock.pausedFor }),
    ...(isKept && { reserved_for: before.decided_by, reserved_until: keptUntil }),
    content_hash: contentHash,
    filing_type: filingType,
    province: facts.province,
    risk: facts.risk,
    second_view: [
      ...facts.secondView,
      ...(listed.length > 0 ? (['black-listed'] as const) : []),
      ...((await wasReturnedThrice(database, filingId)) ? (['returned-thrice'] as const) : []),
    ],
    summary_sealed: seal.close(JSON.stringify(facts.summary), placeOf('desk.review_case', 'summary_sealed', id)),
    package_sealed: seal.close(packageJson, placeOf('desk.review_case', 'package_sealed', id)),
    received_at: clock.now(),
    limit_ms: caseClock.limitMs,
    used_ms: caseClock.usedMs,
    running_since: caseClock.runningSince ?? null,
    paused_for: caseClock.pausedFor ?? null,
    due_at: dueAt ?? null,
  });
  const keys = facts.keys.map(({ kind, value }) => ({
    case_id: id,
    kind,
    hash: seal.blindIndex(`desk-${kind}`, value),
  }));
  if (keys.length > 0) await database.add('desk.case_key', keys);
  return id;
}

/** Whether one reason has sent a filing back as often as anything may without a lead. */
async function wasReturnedThrice(database: DeskDatabase, filingId: string): Promise<boolean> {
  const row = await database.sql
    .selectFrom('desk.returned_item as i')
    .innerJoin('desk.decision as d', 'd.id', 'i.decision_id')
    .innerJoin('desk.review_case as c', 'c.id', 'd.case_id')
    .select('i.reason_id')
    .where('c.filing_id', '=', filingId)
    .groupBy('i.reason_id')
    .having((count) => count.fn.count('c.id').distinct(), '>=', MOST_RETURNS_FOR_A_REASON)
    .executeTakeFirst();
  return row !== undefined;
}

/** What of a case may be on a list. */
const listable = ({ kind, value }: CaseKey): readonly ListedValue[] =>
  kind === 'organizer' || kind === 'person' || kind === 'domain' ? [{ kind, value }] : [];
