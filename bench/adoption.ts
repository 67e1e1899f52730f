import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '../deploy/products.ts';
import { adoptFilings } from '../functions/process-timer/adopt-filings.ts';
import { databaseRoles } from '../local/database-roles.ts';
import { createDatabase, startPostgres } from '../local/postgres.ts';
import { openDatabase } from '../shared/adapters/postgres/database.ts';
import { createRecords } from '../shared/adapters/postgres/records.ts';
import { sealedPlace } from '../shared/adapters/postgres/sealed-place.ts';
import type { FilingContents } from '../shared/domain/filing/filing.ts';
import { LARGE_SERVER } from '../tools/fill/filled-database.ts';
import { filledContents } from './filled-filing.ts';
import { TEST_SEAL } from './fingerprints/before-pairs.ts';
import { measured, type Row, within } from './row.ts';

const BATCH = 1_000;
const MAX_SECONDS = 300;
const START = new Date('2026-11-24T02:00:00Z');

/** What records are, without ids of their own making and what is sealed anew each time. */
const DIGEST = `select md5(string_agg(line, '' order by line)) as digest from (
  select concat_ws('|', id, account_id, number, version, encode(certificate_index, 'hex'), created_at, ended_at) as line from record
  union all select concat_ws('|', record_id, version, cause, filing_id, at) from record_version
  union all select concat_ws('|', id, record_id, number, ended_at) from record_website
  union all select concat_ws('|', website_id, domain, ended_at) from record_domain
  union all select concat_ws('|', website_id, server, ended_at) from record_access
  union all select concat_ws('|', id, record_id) from filing) as lines`;

/**
 * How long filings that were approved before there were records take to become records: `npm run bench -- adoption`.
 * `--filings N` takes another number. It is done twice, and both times must have the same result.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { filings: { type: 'string', default: '100000' } },
  });
  const filings = Number(values.filings);
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-adoption-'));
  const postgres = await startPostgres({ dir, log: console.error, settings: LARGE_SERVER });
  try {
    const adminUrl = await createDatabase(postgres.url, 'adoption');
    const roles = await databaseRoles(adminUrl);
    await migrate(roles);
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    try {
      return await measureTwice(client, roles.workingUrl, filings);
    } finally {
      await client.end();
    }
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measureTwice(client: pg.Client, workingUrl: string, filings: number): Promise<readonly Row[]> {
  await seed(client, filings);
  const first = await adopted(workingUrl, client);
  await client.query('delete from record');
  await client.query('update filing set record_id = null, not_adopted_at = null');
  await client.query('vacuum analyze');
  const second = await adopted(workingUrl, client);
  return [
    measured({ metric: 'filings approved before records', value: filings, unit: 'values' }),
    within(0, { metric: 'filings without a record afterwards', value: filings - first.adopted, unit: 'values' }),
    within(MAX_SECONDS, { metric: 'time of the first run', value: first.seconds, unit: 's' }),
    within(MAX_SECONDS, { metric: 'time of the second run', value: second.seconds, unit: 's' }),
    within(0, { metric: 'runs with another result', value: first.digest === second.digest ? 0 : 1, unit: 'runs' }),
  ];
}

async function adopted(url: string, client: pg.Client) {
  const database = openDatabase(url);
  const records = createRecords({ database, seal: TEST_SEAL, clock: { now: () => START } });
  const startedMs = performance.now();
  const counts = await adoptFilings({ requestId: 'bench', remainingMs: () => Number.POSITIVE_INFINITY }, { records });
  const seconds = (performance.now() - startedMs) / 1000;
  await database.close();
  const { rows } = await client.query<{ digest: string }>(DIGEST);
  return { ...counts, seconds, digest: rows[0]?.digest };
}

/** Approved filings as version 0.1.0 left them: each of another company, with a website and its numbers. */
async function seed(client: pg.Client, filings: number): Promise<void> {
  const account = randomUUID();
  await client.query('insert into account (id, openid_index, openid_sealed, created_at) values ($1, $2, $2, $3)', [
    account,
    Buffer.from('nobody'),
    START,
  ]);
  await client.query('set session_replication_role = replica');
  for (let made = 0; made < filings; made += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, filings - made) }, (_, at) => approvedRow(made + at));
    await client.query(
      `insert into filing (id, applicant_id, filing_type, state, version, round, last_verdict, contents_sealed,
         certificate_index, domains, flagged, numbers, state_since, created_at, updated_at)
       select id, $1, 'first', 'approved', 2, 1, 1, contents, certificate, array[domain], '[]', numbers::jsonb, at, at, at
       from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::text[], $6::text[], $7::timestamptz[])
         as row (id, contents, certificate, domain, numbers, at)`,
      [
        account,
        batch.map(({ id }) => id),
        batch.map(({ contents }) => contents),
        batch.map(({ certificate }) => certificate),
        batch.map(({ domain }) => domain),
        batch.map(({ numbers }) => numbers),
        batch.map(({ at }) => at),
      ],
    );
  }
  await client.query('set session_replication_role = origin');
  await client.query('vacuum analyze filing');
}

function approvedRow(n: number) {
  const [id, websiteId] = [randomUUID(), randomUUID()];
  const domain = `yunfan-${n}.cn`;
  const number = `粤ICP备${2_010_000_000 + n}号`;
  const filled = filledContents(websiteId);
  const contents: FilingContents = {
    ...filled,
    websites: filled.websites.map((website) => ({ ...website, domain })),
  };
  return {
    id,
    domain,
    contents: TEST_SEAL.close(JSON.stringify(contents), sealedPlace('filing', 'contents_sealed', { id })),
    certificate: TEST_SEAL.blindIndex('certificate', String(n)),
    numbers: JSON.stringify({ organizer: number, websites: { [websiteId]: `${number}-1` } }),
    at: new Date(START.getTime() - (n % 86_400) * 1000),
  };
}
