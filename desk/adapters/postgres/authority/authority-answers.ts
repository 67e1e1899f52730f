import { type Selectable, sql } from 'kysely';
import { type AnswerEffect, effectOf, isReturn } from '../../../domain/authority/authority.ts';
import type { ReasonedField } from '../../../domain/cases/decision.ts';
import { verdictsFact } from '../../../domain/oversight/replay.ts';
import type { AuthorityAnswer } from '../../../ports/authority.ts';
import type { AuthorityAnswers, KeptAnswer, MatchedReturn, PendingAnswer } from '../../../ports/submissions.ts';
import { countReasons } from '../cases/decisions.ts';
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

/** What an answer does now, and in which round. */
interface Coming {
  readonly round: number;
  readonly effect: AnswerEffect;
}

export function createAuthorityAnswers(parts: DeskParts): AuthorityAnswers {
  const { database, seal, clock } = parts;
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

  const submissionNumbered = (number: number) => database.find('desk.submission', { number });

  /** The filing's row first, then the case's, as everywhere. */
  async function locked(number: number): Promise<SubmissionRow | undefined> {
    const found = await submissionNumbered(number);
    if (!found) return undefined;
    await database.lock('desk.filing', { id: found.filing_id }, ['id']);
    await cases.lock(found.case_id);
    return submissionNumbered(number);
  }

  const isDone = ({ state }: Row): boolean => DONE.some((done) => done === state);
  const isPending = ({ state, applies_at }: Row): boolean =>
    state === 'to-confirm' || (state === 'waiting' && applies_at > clock.now());

  const give = async (number: number, given_numbers: string[] | null) => {
    await database.change('desk.submission', { number }, { given_numbers });
  };

  const settle = async (number: number, sequence: number, state: Row['state']) => {
    await database.change('desk.authority_answer', { number, sequence }, { state });
  };

  const answersOf = (number: number) => database.list('desk.authority_answer', { number }, ['sequence']);

  /** The next answer about a submission whose turn it is. */
  async function nextOf(number: number): Promise<Row | undefined> {
    const next = (await answersOf(number)).find((row) => !isDone(row));
    return next?.state === 'waiting' && next.applies_at <= clock.now() ? next : undefined;
  }

  /** What an answer does now, and in which round; undefined for one that can't come any more. */
  async function comingOf({ kind }: Row, { case_id: caseId, stage }: SubmissionRow): Promise<Coming | undefined> {
    const row = await cases.find(caseId);
    const effect = row && effectOf(stage, kind, row.filingType);
    return row && effect && { round: row.round, effect };
  }

  /** An answer that can't come any more brings nothing about. Its submission says so until another one is applied. */
  async function drop({ number, sequence, kind }: Row, submission: SubmissionRow): Promise<void> {
    const { id, case_id: caseId, stage, failure } = submission;
    await settle(number, sequence, 'dropped');
    if (kind === 'approved' && stage !== 'approved') await give(number, null);
    await database.change('desk.submission', { id }, { failure: failure ?? 'answer-dropped' });
    const facts = { number, sequence, kind };
    await audit.append({ caseId, at: clock.now(), actor: ACTOR, action: 'authority-answer-dropped', facts });
  }

  /** Makes the verdicts of an answer. */
  async function bringAbout(
    answer: AuthorityAnswer,
    { id, case_id: caseId, filing_id: filingId }: SubmissionRow,
    { round, effect, flagged, actor }: Coming & { readonly flagged: readonly ReasonedField[]; readonly actor: string },
  ): Promise<number> {
    const verdicts: { sequence: number; kind: string }[] = [];
    for (const [at, kind] of effect.verdicts.entries()) {
      const isLast = at === effect.verdicts.length - 1;
      const numbers = kind === 'approved' ? answer.numbers : undefined;
      const verdict = { filingId, round, kind, at: answer.at, flagged: isLast ? flagged : [], numbers };
      verdicts.push({ kind, sequence: await addVerdict(parts, verdict) });
    }
    await database.change('desk.submission', { id }, { stage: effect.stage, failure: null });
    await settle(answer.number, answer.sequence, 'applied');
    const facts = { number: answer.number, sequence: answer.sequence, verdicts: verdictsFact(verdicts) };
    await audit.append({ caseId, at: clock.now(), actor, action: `authority-${answer.kind}`, facts });
    if (effect.stage === 'approved') await eraseFaces(parts, filingId);
    if (effect.handsInAgain) await queueSubmission(parts, { caseId, filingId });
    return effect.verdicts.length;
  }

  const withCase = () =>
    database.sql
      .selectFrom('desk.authority_answer as a')
      .leftJoin('desk.submission as s', 's.number', 'a.number')
      .selectAll('a')
      .select('s.case_id');

  return {
    async add(answer, by, appliesAt) {
      const { number, kind, at, words, numbers } = answer;
      const sequence = ((await answersOf(number)).at(-1)?.sequence ?? 0) + 1;
      await database.add('desk.authority_answer', {
        number,
        sequence,
        kind,
        at,
        received_at: clock.now(),
        content_sealed: seal.close(JSON.stringify({ words, numbers }), place(number, sequence)),
        matched_by: null,
        applies_at: appliesAt,
        typed_by: by,
        takes_two: numbers !== undefined,
        state: numbers ? 'to-confirm' : 'waiting',
      });
      if (numbers) await give(number, [numbers.organizer, ...Object.values(numbers.websites)]);
      return sequence;
    },

    async latest(number) {
      const row = (await answersOf(number)).findLast(({ state }) => state !== 'dropped');
      return row && { answer: read(row), appliesAt: row.applies_at };
    },

    async toConfirm(limit) {
      const rows = await withCase()
        .where('a.state', '=', 'to-confirm')
        .orderBy('a.received_at')
        .orderBy('a.number')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...kept(row), typedBy: row.typed_by ?? '' }));
    },

    async confirm(number, sequence, by) {
      const submission = await locked(number);
      if (!submission || submission.is_taken_back) return false;
      const which = { number, sequence, state: 'to-confirm' } as const;
      return (await database.change('desk.authority_answer', which, { state: 'waiting', confirmed_by: by })) === 1;
    },

    async pending(numbers) {
      const { rows } = await sql<Row>`select * from desk.authority_answer
        where number = any(${[...numbers]}::integer[]) and state in ('waiting', 'to-confirm') order by sequence`.execute(
        database.sql,
      );
      const byNumber = new Map<number, PendingAnswer[]>();
      for (const { number, sequence, kind, state, applies_at: appliesAt } of rows) {
        const pending = { sequence, kind, appliesAt, isToConfirm: state === 'to-confirm' };
        byNumber.set(number, [...(byNumber.get(number) ?? []), pending]);
      }
      return byNumber;
    },

    async takeBack(number, sequence) {
      const last = (await answersOf(number)).findLast((row) => !isDone(row));
      if (last?.sequence !== sequence || !isPending(last)) return false;
      await settle(number, sequence, 'dropped');
      if (last.kind === 'approved') await give(number, null);
      return true;
    },

    async toApply(limit) {
      const { rows } = await sql<{ number: number }>`select distinct number from desk.authority_answer
        where state = 'waiting' and applies_at <= ${clock.now()} limit ${limit}`.execute(database.sql);
      return rows.map(({ number }) => number);
    },

    apply: (number) =>
      database.inTransaction(async () => {
        for (let verdicts = 0; ; ) {
          const submission = await locked(number);
          const next = submission && (await nextOf(number));
          if (!submission || !next) return verdicts;
          const coming = await comingOf(next, submission);
          // What is withdrawn is still taken back.
          if (submission.is_taken_back) await settle(number, next.sequence, 'applied');
          else if (!coming) await drop(next, submission);
          else if (isReturn(next.kind)) await settle(number, next.sequence, 'to-match');
          else verdicts += await bringAbout(read(next), submission, { ...coming, flagged: [], actor: ACTOR });
        }
      }),

    async returnOf(caseId) {
      const row = await withCase().where('s.case_id', '=', caseId).where('a.state', '=', 'to-match').executeTakeFirst();
      return row && kept(row);
    },

    async toMatch(limit) {
      const rows = await withCase().where('a.state', '=', 'to-match').orderBy('a.received_at').limit(limit).execute();
      return rows.flatMap(({ case_id: caseId, kind, received_at: receivedAt }) =>
        caseId === null ? [] : [{ caseId, kind, receivedAt }],
      );
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
        const coming = await comingOf(row, submission);
        if (submission.is_taken_back) await settle(number, sequence, 'applied');
        else if (!coming) {
          await drop(row, submission);
          return false;
        } else {
          await bringAbout(read(row), submission, { ...coming, flagged, actor: by });
          await countReasons(parts, submission.id, flagged, 'authority');
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
