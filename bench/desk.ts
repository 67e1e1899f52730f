import { parseArgs } from 'node:util';
import pg from 'pg';
import { desk } from '../deploy/desk.ts';
import { migrate } from '../deploy/products.ts';
import { deskRoles } from '../local/database-roles.ts';
import { createDatabase, startPostgres } from '../local/postgres.ts';
import { cryptoIds } from '../platform/adapters/node-crypto/ids.ts';
import { inTemporaryDir } from '../tools/temporary-laptop.ts';
import { listRows } from './desk-lists.ts';
import { alternating, median, msOf } from './measuring.ts';
import { measured, type Row, within } from './row.ts';
import { TEST_SEAL } from './seal.ts';

const NOW = new Date('2026-11-26T02:00:00Z');
const RUNS = 41;
const PAGE = 50;
const LIMIT = 50;
const BATCH = 5_000;
/** Percent of cases that are overdue, and that are due today: an ordinary day, a bad one, and the morning after a failure. */
const DAYS = { ordinary: [1, 20], bad: [30, 40], failed: [100, 0] } as const;

/**
 * What the next case and a page of a list cost beside a read by primary key of the same run, with 100,000 open cases:
 * `npm run bench -- desk`. `--cases N` takes another number. With them, what the authority's lists cost.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { cases: { type: 'string', default: '100000' } },
  });
  return inTemporaryDir((dir) => measureIn(dir, Number(values.cases)));
}

async function measureIn(dir: string, count: number): Promise<readonly Row[]> {
  const postgres = await startPostgres({ dir, log: () => {} });
  try {
    const adminUrl = await createDatabase(postgres.url, 'desk');
    const roles = await deskRoles(adminUrl);
    await migrate(roles);
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await seed(client, count);
    const rows: Row[] = [measured({ metric: 'open cases', value: count, unit: 'values' })];
    for (const [day, [overdue, today]] of Object.entries(DAYS)) {
      await spread(client, overdue, today);
      rows.push(...(await onDay(day, client, roles.workingUrl)));
    }
    rows.push(...(await listRows(client, roles.workingUrl, NOW)));
    await client.end();
    return rows;
  } finally {
    await postgres.stop();
  }
}

/** Open cases with what a list shows of them, sealed. */
async function seed(client: pg.Client, count: number): Promise<void> {
  const summary = JSON.stringify({
    domains: ['yunfan.example'],
    organizer: '深圳云帆样例科技有限公司',
    isPublic: true,
  });
  for (let from = 0; from < count; from += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, count - from) }, () => cryptoIds.uuid());
    const sealed = ids.map((row) =>
      TEST_SEAL.close(summary, { table: 'desk.review_case', column: 'summary_sealed', row }),
    );
    await client.query('insert into desk.filing (id, round) select id, 1 from unnest($1::uuid[]) as one (id)', [ids]);
    await client.query(
      `insert into desk.review_case (id, filing_id, round, state, queue, content_hash, filing_type, province, risk,
         summary_sealed, received_at, limit_ms, used_ms, running_since, due_at)
       select id, id, 1, 'open', 'new', '', 'first', '440000', floor(random() * 10), sealed,
         $3::timestamptz - interval '2 days' * random(), 32400000, 0, $3, $3
       from unnest($1::uuid[], $2::bytea[]) as one (id, sealed)`,
      [ids, sealed, NOW],
    );
  }
}

/** Makes so many of a hundred cases overdue, and so many due today; nobody has any. */
async function spread(client: pg.Client, overdue: number, today: number): Promise<void> {
  await client.query(
    `update desk.review_case set lease_holder = null, lease_until = null, due_at = case
       when mod(abs(hashtext(id::text)), 100) < $1 then $3::timestamptz - interval '1 day' * (random() + 0.01)
       when mod(abs(hashtext(id::text)), 100) < $1 + $2 then $3::timestamptz + interval '8 hours' * (random() + 0.01)
       else $3::timestamptz + interval '1 day' * (random() + 1) end`,
    [overdue, today, NOW],
  );
  await client.query('vacuum analyze desk.review_case');
}

async function onDay(day: string, client: pg.Client, url: string): Promise<readonly Row[]> {
  const parts = { seal: TEST_SEAL, clock: { now: () => NOW }, ids: cryptoIds };
  const { work: list, cases, close } = (await desk()).openDeskLists(url, parts);
  const { rows } = await client.query<{ id: string }>(
    `select id from desk.review_case order by md5(id::text) limit ${RUNS}`,
  );
  let next: string | undefined;
  const turnPage = async () => {
    const page = await list.page('new', PAGE, next);
    next = page.next;
  };
  const times = await alternating(rows.length, [
    (turn) => msOf(() => cases.find(rows[turn]?.id ?? '')),
    () => msOf(() => list.takeNext('lin-yue', 20)),
    () => msOf(turnPage),
    () => msOf(() => list.counts()),
  ]);
  await close();
  const [read = 0, pull = 0, page = 0, counts = 0] = times.map(median);
  const beside = (what: string, ms: number) =>
    within(LIMIT, { metric: `${what} on a day that is ${day}, beside a read by key`, value: ms / read, unit: 'ratio' });
  return [
    measured({ metric: `read by key on a day that is ${day}`, value: read, unit: 'ms' }),
    beside('next case', pull),
    beside(`page of ${PAGE}`, page),
    measured({ metric: `counts of all lists on a day that is ${day}`, value: counts, unit: 'ms' }),
  ];
}
