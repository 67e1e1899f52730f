import type pg from 'pg';
import { createAuthorityAnswers } from '../desk/adapters/postgres/authority-answers.ts';
import { createAuthorityLists } from '../desk/adapters/postgres/authority-lists.ts';
import { createAuthorityNotices } from '../desk/adapters/postgres/authority-notices.ts';
import { createAuthorityReports } from '../desk/adapters/postgres/authority-reports.ts';
import { createFigures } from '../desk/adapters/postgres/figures.ts';
import { createKnownRecords } from '../desk/adapters/postgres/known-records.ts';
import { createProposals } from '../desk/adapters/postgres/proposals.ts';
import type { DeskTables } from '../desk/adapters/postgres/tables.ts';
import { cryptoIds } from '../platform/adapters/node-crypto/ids.ts';
import { openDatabase } from '../platform/database/database.ts';
import { countedSeal } from './counted-seal.ts';
import { median } from './cpu.ts';
import { TEST_SEAL } from './fingerprints/before-pairs.ts';
import { type Row, within } from './row.ts';

const RUNS = 21;
/** What a page shows at most, and what is counted at most. */
const [SHOWN, COUNTED] = [200, 1_000];
/** For one look at a page. */
const LIMIT_MS = 500;
/** Every minute for each person who looks at a queue. */
const COUNT_LIMIT_MS = 150;
/** For the figures of a month. */
const FIGURES_LIMIT_MS = 2_000;
/** Of the black list those that hit something are opened to be counted: bench/desk-lists.ts has fifty. */
const MARKED = 50;

/**
 * What the queues of the authority and the pages behind them cost: 3,000 open notices among 20,000, of which the records of
 * 2,000 tell; 1,000 returns to match; 50,000 reports; 200 proposals; 100,000 decisions of two months. The records and lists of
 * bench/desk-lists.ts are there.
 */
export async function taskRows(client: pg.Client, url: string, now: Date): Promise<readonly Row[]> {
  await seed(client, now);
  const database = openDatabase<DeskTables>(url);
  const { seal, opened } = countedSeal();
  const parts = { database, seal, clock: { now: () => now }, ids: cryptoIds, hash: (text: string) => text };
  const [answers, lists, notices] = [
    createAuthorityAnswers(parts),
    createAuthorityLists(parts),
    createAuthorityNotices(parts),
  ];
  const [records, reports, proposals] = [
    createKnownRecords(parts),
    createAuthorityReports(parts),
    createProposals(parts),
  ];
  const recordIds = (await records.openNotices(SHOWN)).map(({ record }) => record.recordId);
  const month = { from: '2026-10-27', to: '2026-11-26' };
  const timed: readonly (readonly [metric: string, limit: number, work: () => Promise<unknown>])[] = [
    ['count of returns to match', COUNT_LIMIT_MS, () => answers.toMatch(COUNTED)],
    ['count of open notices', COUNT_LIMIT_MS, () => notices.countOpen(now)],
    ['count of entries to handle', COUNT_LIMIT_MS, () => lists.countTasks(now)],
    [`${SHOWN} open notices of records`, LIMIT_MS, () => records.openNotices(SHOWN)],
    [`${SHOWN} open notices of the authority`, LIMIT_MS, () => notices.open(SHOWN)],
    [`what was told last of ${SHOWN} records`, LIMIT_MS, () => records.lastToldOfAll(recordIds)],
    [`${SHOWN} reports`, LIMIT_MS, () => reports.list(SHOWN)],
    [`${SHOWN} proposals`, LIMIT_MS, () => proposals.open(SHOWN)],
    ['figures of a month', FIGURES_LIMIT_MS, () => createFigures(parts).of(month)],
  ];
  const rows: Row[] = [];
  for (const [metric, limit, work] of timed)
    rows.push(within(limit, { metric, value: await medianMs(work), unit: 'ms' }));
  const openedBefore = opened();
  for (const [, , count] of timed.slice(0, 3)) await count();
  await database.close();
  const metric = 'sealed values that the three counts open, of marked entries of the black list';
  return [...rows, within(MARKED, { metric, value: opened() - openedBefore, unit: 'values' })];
}

async function seed(client: pg.Client, now: Date): Promise<void> {
  const sealed = (content: object, table: string, column: string, row: string) =>
    TEST_SEAL.close(JSON.stringify(content), { table, column, row });
  await client.query(
    `with told as (select id, row_number() over (order by id) n from desk.record order by id limit 2000)
     update desk.record r set change = change || jsonb_build_object('notices', jsonb_build_array(jsonb_build_object(
       'notice', 1, 'state', 'open', 'dueAt', $1::timestamptz + interval '1 hour' * (n % 400 - 100))))
     from told where told.id = r.id`,
    [now],
  );
  await client.query(
    `insert into desk.record_event (record_id, sequence, kind, at, facts, told_by, message_id, state, due_at)
     select id, sequence, 'notice', $1, '{"items": [{"reason": "首页底部没有备案号。"}]}', 'tang-bo',
       id || '/' || sequence, 'delivered', $1
     from (select id from desk.record order by id limit 20000) told, generate_series(1, 3) sequence`,
    [now],
  );
  await seedNotices(client, now, sealed);
  await seedReports(client, now, sealed);
  const event = { kind: 'cancelled', reason: '主体信息不真实' };
  for (let count = 0; count < SHOWN; count += 1) {
    const [id, recordId] = [cryptoIds.uuid(), cryptoIds.uuid()];
    const content = { kind: 'record-event', recordId, number: '粤ICP备2026000001号', event, lastTold: 0 };
    await client.query(
      `insert into desk.proposal (id, kind, subject, content_sealed, proposed_by, proposed_at)
       values ($1, 'record-event', $2, $3, 'tang-bo', $4)`,
      [id, recordId, sealed(content, 'desk.proposal', 'content_sealed', id), now],
    );
  }
  await seedDecisions(client, now);
  await client.query('vacuum analyze');
}

type Sealing = (content: object, table: string, column: string, row: string) => Buffer;

/** Two thousand of which organizers know, a thousand of which they don't, and what is over. */
async function seedNotices(client: pg.Client, now: Date, sealed: Sealing): Promise<void> {
  await client.query(
    `insert into desk.authority_notice (id, notice_id, kind, is_typed, filing_number, organizer_number, at, received_at,
       due_at, record_id, event, closed_at)
     select gen_random_uuid(), 'N' || n, 'notice', false, r.number, r.number, $1, $1,
       $1::timestamptz + interval '1 hour' * (n % 400 - 100), case when n <= 2000 or n > 3000 then r.id end,
       case when n <= 2000 or n > 3000 then 1 end, case when n > 3000 then $1::timestamptz end
     from (select id, number, row_number() over (order by id) n from desk.record order by id limit 20000) r`,
    [now],
  );
  const { rows } = await client.query<{ id: string }>('select id from desk.authority_notice where closed_at is null');
  const words = rows.map(({ id }) => sealed({}, 'desk.authority_notice', 'words_sealed', id));
  await client.query(
    `update desk.authority_notice t set words_sealed = one.words
     from unnest($1::uuid[], $2::bytea[]) as one (id, words) where one.id = t.id`,
    [rows.map(({ id }) => id), words],
  );
}

/** The last ones are shown. */
async function seedReports(client: pg.Client, now: Date, sealed: Sealing): Promise<void> {
  await client.query(
    `insert into desk.authority_report (id, number, is_by_hand, content_sealed, reported_by, state, queued_at, due_at, sent_at)
     select gen_random_uuid(), n, false, '\\x00', 'tang-bo', 'sent', at, at, at
     from generate_series(1, 50000) n, lateral (select $1::timestamptz - interval '1 minute' * (50000 - n) as at) t`,
    [now],
  );
  const { rows } = await client.query<{ id: string }>(
    `select id from desk.authority_report order by sent_at desc limit ${SHOWN}`,
  );
  const of = { noticeId: 'N1', filingNumber: '粤ICP备2026000001号' };
  const content = { of, result: 'rectified', words: '首页已有备案号。', at: now };
  for (const { id } of rows)
    await client.query('update desk.authority_report set content_sealed = $2 where id = $1', [
      id,
      sealed(content, 'desk.authority_report', 'content_sealed', id),
    ]);
}

/** Of every case a decision with four rows that a person looked at; a fifth are returns. The authority returns some. */
async function seedDecisions(client: pg.Client, now: Date): Promise<void> {
  const at = `$1::timestamptz - interval '2 months' * (n / 100000.0)`;
  await client.query(
    `create temporary table numbered as
       select id, filing_id, (row_number() over (order by id))::int as n from desk.review_case limit 100000`,
  );
  await client.query(
    `insert into desk.decision (id, case_id, kind, flagged_sealed, decided_by, decided_at, sends_at, state)
     select id, id, case when n % 5 = 0 then 'returned' else 'accepted' end, '\\x00', 'staff-' || n % 50, ${at}, ${at}, 'sent'
     from numbered`,
    [now],
  );
  await client.query(
    `insert into desk.judgement (case_id, row_path, staff_id, conclusion, spent_seconds, judged_at)
     select id, 'row.' || r, 'staff-' || n % 50, 'fits', 5, ${at} from numbered, generate_series(1, 4) r`,
    [now],
  );
  await client.query(
    `insert into desk.returned_item (decision_id, item, reason_id, reason_version, found_by, sent_at)
     select id, item, 'RJ-' || (10 + (n + item) % 40), 1, (array['machine', 'reviewer', 'authority'])[1 + n % 3], ${at}
     from numbered, generate_series(0, 1) item where n % 5 = 0`,
    [now],
  );
  await client.query(
    `insert into desk.submission (id, case_id, filing_id, attempt, number, state, queued_at, due_at, sent_at)
     select gen_random_uuid(), id, filing_id, 1, n, 'sent', ${at}, ${at}, ${at} from numbered where n <= 50000`,
    [now],
  );
  await client.query(
    `insert into desk.authority_answer (number, sequence, kind, at, received_at, content_sealed, state)
     select n, 1, 'returned', ${at}, ${at}, '\\x00', case when n <= ${COUNTED} then 'to-match' else 'applied' end
     from numbered where n <= 10000`,
    [now],
  );
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return median(times);
}
