import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '../deploy/products.ts';
import { CALLS_AT_ONCE, syncVerdicts } from '../functions/status-sync/sync-verdicts.ts';
import { databaseRoles } from '../local/database-roles.ts';
import { createDatabase, startPostgres } from '../local/postgres.ts';
import { openDatabase } from '../shared/adapters/postgres/database.ts';
import { createParkedVerdicts } from '../shared/adapters/postgres/parked-verdicts.ts';
import { createReviews } from '../shared/adapters/postgres/reviews.ts';
import type { ReviewDesk } from '../shared/ports/review-desk.ts';
import { LARGE_SERVER } from '../tools/fill/filled-database.ts';
import { TEST_SEAL } from './fingerprints/before-pairs.ts';
import { measured, type Row, within } from './row.ts';

/** Of a million filings a year, those that are under review at once: 28 days of them. */
const UNDER_REVIEW = 80_000;
/** Approved ones that are due while the simulation runs have a filing; all others are a row of the queue. */
const APPROVED_DUE = 40_000;
/**
 * Approved ones that become due in half an hour: of those of twelve years, the ones of the last ten months every tenth
 * of their age, all older ones every 30 days.
 */
const BECOME_DUE = 10_500;
const DESK_MS = 300;
const LIMIT_MS = 60_000;
const TICK_MS = 5 * 60_000;
const TICKS = 6;
const MAX_WAIT_MINUTES = 10;
const MAX_NOT_IN_PLACE = 5;

/**
 * How long filings under review wait for a question to the desk beside 12 million approved ones, with a desk that takes
 * 300 ms for an answer: `npm run bench -- queues`. The time of the desk passes on an injected clock, the time of the
 * database really. `--approved N` takes another number.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { approved: { type: 'string', default: '12000000' } },
  });
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-queues-'));
  const postgres = await startPostgres({ dir, log: console.error, settings: LARGE_SERVER });
  try {
    const adminUrl = await createDatabase(postgres.url, 'queues');
    const roles = await databaseRoles(adminUrl);
    await migrate(roles);
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    const start = new Date('2026-11-24T02:00:00Z');
    await seed(client, Number(values.approved), start);
    const rows = await simulate(client, roles.workingUrl, start);
    await client.end();
    return [measured({ metric: 'approved filings', value: Number(values.approved), unit: 'values' }), ...rows];
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function seed(client: pg.Client, approved: number, start: Date): Promise<void> {
  const at = client.escapeLiteral(start.toISOString());
  await client.query(`set session_replication_role = replica`);
  await client.query(`
    insert into filing (id, applicant_id, filing_type, state, version, round, last_verdict, contents_sealed,
      certificate_index, domains, flagged, state_since, created_at, updated_at)
    select md5('filing' || n)::uuid, gen_random_uuid(), 'first',
      case when n <= ${UNDER_REVIEW} then 'authority-review' else 'approved' end, 2, 1, 0, '', '', '{}', '[]',
      ${at}::timestamptz - interval '100 days', ${at}, ${at}
    from generate_series(1, ${UNDER_REVIEW + APPROVED_DUE}) n`);
  await client.query(`
    insert into desk_question (filing_id, ask_at, recheck_at)
    select md5('filing' || n)::uuid,
      case when n <= ${UNDER_REVIEW} then ${at}::timestamptz - interval '4 minutes' * random() end,
      case when n > ${UNDER_REVIEW} then ${at}::timestamptz - interval '1 day' * random() end
    from generate_series(1, ${UNDER_REVIEW + APPROVED_DUE}) n
    union all
    select gen_random_uuid(), null, ${at}::timestamptz + interval '1 day' + interval '29 days' * random()
    from generate_series(1, ${Math.max(approved - APPROVED_DUE, 0)})`);
  await client.query('vacuum analyze desk_question, filing');
}

async function simulate(client: pg.Client, url: string, start: Date): Promise<readonly Row[]> {
  const simulated = { ms: start.getTime(), runMs: 0, calls: 0 };
  const clock = { now: () => new Date(simulated.ms + simulated.runMs) };
  const database = openDatabase(url);
  const parts = { database, clock, seal: TEST_SEAL };
  const desk = {
    // Calls at once pass their time together: six of them take what one takes.
    async verdicts() {
      simulated.calls += 1;
      simulated.runMs += DESK_MS / CALLS_AT_ONCE;
      return { verdicts: [], unreadable: [] };
    },
  } as Pick<ReviewDesk, 'verdicts'> as ReviewDesk;
  let [longestMs, askedApproved, asked] = [0, 0, 0];
  for (let tick = 0; tick < TICKS; tick += 1) {
    simulated.ms = start.getTime() + tick * TICK_MS;
    simulated.runMs = 0;
    const startedMs = performance.now();
    const remainingMs = () => LIMIT_MS - simulated.runMs - (performance.now() - startedMs);
    const ports = {
      clock,
      reviews: createReviews(parts),
      parkedVerdicts: createParkedVerdicts(parts),
      reviewDesk: desk,
    };
    const before = await overdue(client, simulated.ms);
    const counts = await syncVerdicts({ requestId: 'simulated', remainingMs }, ports);
    const after = await overdue(client, simulated.ms);
    // Whoever was not asked in this run waits for the next one, and in it for those before them.
    const runMs = LIMIT_MS - remainingMs();
    longestMs = Math.max(longestMs, before.longestMs + runMs, after.longestMs > 0 ? after.longestMs + TICK_MS : 0);
    asked += counts.asked;
    askedApproved += before.approved - after.approved;
  }
  await database.close();
  const {
    rows: [{ all, hot } = { all: 0, hot: 0 }],
  } = await client.query<{ all: number; hot: number }>(
    `select n_tup_upd::int as all, n_tup_hot_upd::int as hot from pg_stat_user_tables where relname = 'desk_question'`,
  );
  return [
    measured({ metric: 'filings under review', value: UNDER_REVIEW, unit: 'values' }),
    measured({ metric: 'asked in half an hour', value: asked, unit: 'values' }),
    measured({ metric: 'approved ones of them', value: askedApproved, unit: 'values' }),
    within(1, { metric: 'approved ones that become due, to that', value: BECOME_DUE / askedApproved, unit: 'ratio' }),
    measured({ metric: 'calls to the desk', value: simulated.calls, unit: 'runs' }),
    within(MAX_WAIT_MINUTES * 60, { metric: 'longest wait under review', value: longestMs / 1000, unit: 's' }),
    within(MAX_NOT_IN_PLACE, {
      metric: 'updates of those under review that are not in place',
      value: 100 * (1 - hot / (all - askedApproved)),
      unit: '%',
    }),
  ];
}

/** How long the filing under review that has waited longest has been due, and how many approved ones are. */
async function overdue(client: pg.Client, nowMs: number) {
  const { rows } = await client.query<{ longest: string | null; approved: string }>(
    `select extract(epoch from $1::timestamptz - min(ask_at)) * 1000 as longest,
       (select count(*) from desk_question where recheck_at <= $1) as approved
     from desk_question where recheck_at is null and ask_at <= $1`,
    [new Date(nowMs)],
  );
  return { longestMs: Number(rows[0]?.longest ?? 0), approved: Number(rows[0]?.approved ?? 0) };
}
