import { type Selectable, sql } from 'kysely';
import { effectOf, isReturn } from '../../../domain/authority.ts';
import type { ReasonedField } from '../../../domain/decision.ts';
import type { AuthorityAnswer } from '../../../ports/authority.ts';
import type { AuthorityAnswers, KeptAnswer, MatchedReturn, PendingAnswer } from '../../../ports/submissions.ts';
import { eraseFaces } from '../cases/face-files.ts';
import { createOpenCases } from '../cases/open-cases.ts';
import { addVerdict } from '../cases/verdicts.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { createAuditLog } from '../staff/audit-log.ts';
import type { DeskTables } from '../tables.ts';
import { queueSubmission } from './submissions.ts';

type Row = Selectable<DeskTables['desk.authority_answer']>;
type SubmissionRow = Selectable<DeskTables['desk.submission']>;

/** What is done with: the answers after it may be applied. */
const DONE = ['applied', 'dropped'] as const;
const ACTOR = 'authority';

export function createAuthorityAnswers(parts: DeskParts): AuthorityAnswers {
  const { database, seal, clock, ids } = parts;
  const audit = createAuditLog(parts);
  const cases = createOpenCases(parts);

  const place = (number: number, sequence: number) =>
    placeOf('desk.authority_answer', 'content_sealed', `${number}/${sequence}`);
  function read({ number, sequence, kind, at, content_sealed }: Row): AuthorityAnswer {
    const content = content_sealed ? JSON.parse(seal.open(content_sealed, place(number, sequence))) : {};
    return { number, sequence, kind, at, ...content };
  }
  const kept = (row: Row & { readonly case_id: string | null }): KeptAnswer => ({
    answer: read(row),
    state: row.state,
    caseId: row.case_id ?? undefined,
    receivedAt: row.received_at,
  });

  const submissionNumbered = (number: number) =>
    database.sql.selectFrom('desk.submission').selectAll().where('number', '=', number).executeTakeFirst();

  /** The filing's row first, then the case's, as everywhere. */
  async function locked(number: number): Promise<SubmissionRow | undefined> {
    const found = await submissionNumbered(number);
    if (!found) return undefined;
    await database.sql.selectFrom('desk.filing').select('id').where('id', '=', found.filing_id).forUpdate().execute();
    await cases.lock(found.case_id);
    return submissionNumbered(number);
  }

  const stillPending = () =>
    database.sql
      .selectFrom('desk.authority_answer')
      .where('state', '=', 'waiting')
      .where('applies_at', '>', clock.now());

  const give = async (number: number, given_numbers: string[] | null) => {
    await database.sql.updateTable('desk.submission').set({ given_numbers }).where('number', '=', number).execute();
  };

  const settle = async (number: number, sequence: number, state: Row['state']) => {
    await database.sql
      .updateTable('desk.authority_answer')
      .set({ state })
      .where('number', '=', number)
      .where('sequence', '=', sequence)
      .execute();
  };

  /** The next answer about a submission whose turn it is. */
  async function nextOf(number: number): Promise<Row | undefined> {
    const rows = await database.sql
      .selectFrom('desk.authority_answer')
      .selectAll()
      .where('number', '=', number)
      .orderBy('sequence')
      .execute();
    const next = rows.find(({ state }) => !DONE.some((done) => done === state));
    return next?.state === 'waiting' && next.applies_at <= clock.now() ? next : undefined;
  }

  /** Makes the verdicts of an answer. @throws Error for one that can't come now: it is not typed then */
  async function bringAbout(
    answer: AuthorityAnswer,
    { id, case_id: caseId, filing_id: filingId, stage }: SubmissionRow,
    { flagged, actor }: { readonly flagged: readonly ReasonedField[]; readonly actor: string },
  ): Promise<number> {
    const row = await cases.find(caseId);
    const effect = row && effectOf(stage, answer.kind, row.filingType);
    if (!row || !effect) throw new Error(`answer ${answer.number}/${answer.sequence} can't come now`);
    const { round } = row;
    for (const [at, kind] of effect.verdicts.entries()) {
      const isLast = at === effect.verdicts.length - 1;
      const numbers = kind === 'approved' ? answer.numbers : undefined;
      await addVerdict(parts, { filingId, round, kind, at: answer.at, flagged: isLast ? flagged : [], numbers });
    }
    await database.sql
      .updateTable('desk.submission')
      .set({ stage: effect.stage, failure: null })
      .where('id', '=', id)
      .execute();
    await settle(answer.number, answer.sequence, 'applied');
    const facts = { number: answer.number, sequence: answer.sequence };
    await audit.append({ caseId, at: clock.now(), actor, action: `authority-${answer.kind}`, facts });
    if (effect.stage === 'approved') await eraseFaces(parts, filingId);
    if (effect.handsInAgain) await queueSubmission(parts, { caseId, filingId });
    return effect.verdicts.length;
  }

  async function countReasons(flagged: readonly ReasonedField[]): Promise<void> {
    const ofReturn = ids.uuid();
    const items = flagged.flatMap(({ reasonId, reasonVersion }, item) =>
      reasonId === undefined || reasonVersion === undefined
        ? []
        : [{ decision_id: ofReturn, item, reason_id: reasonId, reason_version: reasonVersion }],
    );
    if (items.length === 0) return;
    const found = { found_by: 'authority' as const, sent_at: clock.now() };
    await database.sql
      .insertInto('desk.returned_item')
      .values(items.map((item) => ({ ...item, ...found })))
      .execute();
  }

  const withCase = () =>
    database.sql
      .selectFrom('desk.authority_answer as a')
      .leftJoin('desk.submission as s', 's.number', 'a.number')
      .selectAll('a')
      .select('s.case_id');

  return {
    async add(answer, appliesAt) {
      const { last } = await database.sql
        .selectFrom('desk.authority_answer')
        .select(({ fn }) => fn.max('sequence').as('last'))
        .where('number', '=', answer.number)
        .executeTakeFirstOrThrow();
      const sequence = (last ?? 0) + 1;
      const { number, kind, at, words, numbers } = answer;
      await database.sql
        .insertInto('desk.authority_answer')
        .values({
          number,
          sequence,
          kind,
          at,
          received_at: clock.now(),
          content_sealed: seal.close(JSON.stringify({ words, numbers }), place(number, sequence)),
          matched_by: null,
          applies_at: appliesAt,
        })
        .execute();
      if (numbers) await give(number, [numbers.organizer, ...Object.values(numbers.websites)]);
      return sequence;
    },

    async pending(numbers) {
      const rows = await stillPending()
        .select(['number', 'sequence', 'kind', 'applies_at'])
        .where(sql<boolean>`number = any(${[...numbers]}::integer[])`)
        .orderBy('sequence')
        .execute();
      const byNumber = new Map<number, PendingAnswer[]>();
      for (const { number, sequence, kind, applies_at: appliesAt } of rows)
        byNumber.set(number, [...(byNumber.get(number) ?? []), { sequence, kind, appliesAt }]);
      return byNumber;
    },

    async takeBack(number, sequence) {
      const last = await stillPending()
        .select(['sequence', 'kind'])
        .where('number', '=', number)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (last?.sequence !== sequence) return false;
      await settle(number, sequence, 'dropped');
      if (last.kind === 'approved') await give(number, null);
      return true;
    },

    async toApply(limit) {
      const rows = await database.sql
        .selectFrom('desk.authority_answer')
        .select('number')
        .distinct()
        .where('state', '=', 'waiting')
        .where('applies_at', '<=', clock.now())
        .limit(limit)
        .execute();
      return rows.map(({ number }) => number);
    },

    apply: (number) =>
      database.inTransaction(async () => {
        for (let verdicts = 0; ; ) {
          const submission = await locked(number);
          const next = submission && (await nextOf(number));
          if (!submission || !next) return verdicts;
          // What is withdrawn is still taken back.
          if (submission.is_taken_back) await settle(number, next.sequence, 'applied');
          else if (isReturn(next.kind)) await settle(number, next.sequence, 'to-match');
          else verdicts += await bringAbout(read(next), submission, { flagged: [], actor: ACTOR });
        }
      }),

    async returnOf(caseId) {
      const row = await withCase().where('s.case_id', '=', caseId).where('a.state', '=', 'to-match').executeTakeFirst();
      return row && kept(row);
    },

    async toMatch(limit) {
      const rows = await database.sql
        .selectFrom('desk.authority_answer as a')
        .innerJoin('desk.submission as s', 's.number', 'a.number')
        .select(['s.case_id', 'a.kind', 'a.received_at'])
        .where('a.state', '=', 'to-match')
        .orderBy('a.received_at')
        .limit(limit)
        .execute();
      return rows.map(({ case_id, kind, received_at }) => ({ caseId: case_id, kind, receivedAt: received_at }));
    },

    match: ({ number, sequence, flagged, by }: MatchedReturn) =>
      database.inTransaction(async () => {
        const submission = await locked(number);
        const row = await database.sql
          .updateTable('desk.authority_answer')
          .set({ matched_by: by })
          .where('number', '=', number)
          .where('sequence', '=', sequence)
          .where('state', '=', 'to-match')
          .returningAll()
          .executeTakeFirst();
        if (!submission || !row) return false;
        if (submission.is_taken_back) await settle(number, sequence, 'applied');
        else {
          await bringAbout(read(row), submission, { flagged, actor: by });
          await countReasons(flagged);
        }
        return true;
      }),

    async list(limit) {
      const rows = await withCase()
        .orderBy(sql`a.state = 'to-match'`, 'desc')
        .orderBy('a.received_at', 'desc')
        .orderBy('a.sequence', 'desc')
        .limit(limit)
        .execute();
      return rows.map(kept);
    },
  };
}
