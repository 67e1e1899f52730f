import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { listen, readBody } from 'loopback-server/http-server.ts';
import pg from 'pg';
import { ROOT } from '../deploy/root.ts';
import type { Laptop } from '../local/laptop.ts';
import { seal } from '../platform/compose/keys.ts';
import { withLaptop } from '../tools/temporary-laptop.ts';
import { filledContents, useEnvironmentOf } from './filled-filing.ts';
import { measured, type Row, within } from './row.ts';

const SIZES = [1_000, 10_000, 100_000] as const;
/** Rows that are inserted at once. */
const ROWS = 5_000;
/** Filings in one call to the desk; the last call of a run may have fewer. */
const BATCH = 100;
const MAX_MEMORY_MB = 150;
/** Ratio of the time for one filing among many to that for one among few. */
const MAX_RATIO = 1.5;
/** The desk has news about one filing in so many. */
const NEWS_ABOUT_ONE_IN = 100;

/** The runner's result: one run after the other until every filing was queried, in a separate process. */
interface Measured {
  readonly asked: number;
  readonly applied: number;
  readonly runs: number;
  readonly seconds: number;
  readonly startMb: number;
  readonly peakMb: number;
}

/** How status-sync scales with the number of waiting filings: time and memory, and calls to the desk. */
export const measure = (): Promise<readonly Row[]> => withLaptop({}, measureOn);

async function measureOn(laptop: Laptop): Promise<readonly Row[]> {
  laptop.timers.stop();
  useEnvironmentOf(laptop);
  const desk = await startDesk();
  const client = new pg.Client({ connectionString: laptop.addresses.database });
  await client.connect();
  try {
    const perFiling: number[] = [];
    const rows: Row[] = [];
    for (const size of SIZES) {
      await seedWaiting(client, size);
      desk.calls = 0;
      const measured = await runSync(laptop, desk.url, size);
      perFiling.push((measured.seconds / size) * 1000);
      rows.push(...rowsOf(size, measured, desk.calls));
    }
    const [few = 1, , many = 0] = perFiling;
    return [...rows, within(MAX_RATIO, { metric: 'per filing, 100k to 1k', value: many / few, unit: 'ratio' })];
  } finally {
    await client.end();
    await desk.stop();
  }
}

function rowsOf(size: number, { seconds, startMb, peakMb, runs }: Measured, calls: number): readonly Row[] {
  const label = `${size / 1000}k filings`;
  return [
    measured({ metric: `${label}: time`, value: seconds, unit: 's' }),
    measured({ metric: `${label}: time per filing`, value: (seconds / size) * 1000, unit: 'ms' }),
    within(MAX_MEMORY_MB, { metric: `${label}: memory over start`, value: peakMb - startMb, unit: 'MB' }),
    within(Math.ceil(size / BATCH) + runs, { metric: `${label}: calls to the desk`, value: calls, unit: 'runs' }),
  ];
}

/** A desk that replies at once, with one verdict for every hundredth filing. */
async function startDesk() {
  const desk = { calls: 0, url: '', stop: async () => {} };
  const server = await listen(0, async (request, response) => {
    desk.calls += 1;
    const body = String(await readBody(request, 1_000_000));
    const { filings } = JSON.parse(body) as { filings: readonly { filingId: string; round: number; after: number }[] };
    const verdicts = filings
      .filter(
        ({ filingId, after }) => after === 0 && Number.parseInt(filingId.slice(0, 8), 16) % NEWS_ABOUT_ONE_IN === 0,
      )
      .map(({ filingId, round }) => ({
        filingId,
        round,
        sequence: 1,
        kind: 'accepted',
        at: '2026-11-24T02:00:00Z',
        flagged: [],
      }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ verdicts }));
  });
  return Object.assign(desk, server);
}

/** Replaces all filings by that many in initial review, each of its own account, due for a query to the desk. */
async function seedWaiting(client: pg.Client, size: number): Promise<void> {
  await client.query('truncate account cascade');
  const contents = JSON.stringify(filledContents('0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01'));
  const ours = await seal();
  for (let from = 0; from < size; from += ROWS) {
    const ids = Array.from({ length: Math.min(ROWS, size - from) }, () => randomUUID());
    const sealed = ids.map((row) => ours.close(contents, { table: 'filing', column: 'contents_sealed', row }));
    await client.query(
      `with given as (select * from unnest($1::uuid[], $2::bytea[]) as given (id, sealed)),
         people as (insert into account (id, openid_index, openid_sealed, created_at)
           select id, decode(md5(id::text), 'hex'), '', now() from given)
       insert into filing (id, applicant_id, filing_type, state, version, round, last_verdict, contents_sealed,
         certificate_index, domains, servers, flagged, state_since, created_at, updated_at)
       select id, id, 'first', 'submitted', 2, 1, 0, sealed, decode(md5(id::text), 'hex'), '{}', '{}', '[]',
         now(), now(), now() from given`,
      [ids, sealed],
    );
  }
  await client.query(
    `insert into desk_question (filing_id, ask_at)
     select id, now() - interval '1 minute' - random() * interval '1 hour' from filing`,
  );
  await client.query('analyze account, filing, desk_question');
}

async function runSync(laptop: Laptop, deskUrl: string, size: number): Promise<Measured> {
  const bundle = join(ROOT, 'build', 'functions', 'status-sync', 'index.js');
  const environment = { ...laptop.service.variables, REVIEW_DESK_URL: deskUrl };
  const runner = fileURLToPath(new URL('./run-sync.mjs', import.meta.url));
  const env = { ...process.env, ...environment, TZ: 'UTC' };
  const { stdout } = await promisify(execFile)(process.execPath, [runner, bundle, String(size)], { env });
  return JSON.parse(stdout) as Measured;
}
