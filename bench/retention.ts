import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { deleteExpired, RESERVE_MS } from '../functions/retention/delete-expired.ts';
import { startPostgres } from '../local/postgres.ts';
import { cryptoIds } from '../platform/adapters/node-crypto/ids.ts';
import { Failed } from '../platform/ports/failed.ts';
import type { ObjectStore } from '../platform/ports/object-store.ts';
import { openDatabase } from '../shared/adapters/postgres/database.ts';
import { createErasure } from '../shared/adapters/postgres/erasure.ts';
import { createExpiredData, EXPIRING } from '../shared/adapters/postgres/expired-data.ts';
import { createForgetting, OBJECTS_AT_ONCE } from '../shared/application/forgetting.ts';
import { keptSince } from '../shared/domain/retention.ts';
import { filledDatabase, LARGE_SERVER } from '../tools/fill/filled-database.ts';
import { TEST_SEAL } from './fingerprints/before-pairs.ts';
import { measured, type Row, within } from './row.ts';

/** Filings that the database is filled with, and those of them that have ended and are due. */
const FILINGS = 100_000;
const ENDED = 50_000;
const SESSIONS = 1_000_000;
/** What 100,000 filings a year bring in ten weeks is what a million a year bring in one. */
const STOPPED_DAYS = 70;
/** As serverless.yml has it: an hour between two runs, and the time of one. */
const HOUR_MS = 60 * 60 * 1000;
const LIMIT_MS = 60_000;
/** A deletion in COS from the same region. */
const REMOVE_MS = 30;
/** Everything due is gone within a day. */
const MAX_RUNS = 24;
const START = new Date('2026-11-24T02:00:00Z');

/** One run, as it is logged. */
type Counts = Readonly<Record<string, number>>;

/**
 * How many of its hourly runs `retention` needs for what is due at a million filings a year: `npm run bench --
 * retention`. The database's time is real, that of the object store is counted without waiting, and an hour passes
 * between two runs at once. First 50,000 filings and a million sessions are due together, then a week's work of all
 * classes, during the first hours of which the object store is out of order.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { filings: { type: 'string', default: String(FILINGS) } },
  });
  const share = Number(values.filings) / FILINGS;
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-retention-'));
  const postgres = await startPostgres({ dir, log: console.error, settings: LARGE_SERVER });
  try {
    const { adminUrl, workingUrl } = await filledDatabase(postgres.url, FILINGS * share, START, console.log);
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    const service = openService(workingUrl);
    try {
      await seed(client, share);
      return [...(await together(service, client)), ...(await afterStop(service, client))];
    } finally {
      await service.close();
      await client.end();
    }
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Ends filings that are due for erasure, with their documents still there, and adds sessions that ended long ago. */
async function seed(client: pg.Client, share: number): Promise<void> {
  const at = `${client.escapeLiteral(START.toISOString())}::timestamptz`;
  const sessions = SESSIONS * share;
  await client.query('set session_replication_role = replica');
  await client.query(`
    update filing set state = 'abandoned', state_since = ${at} - interval '31 days', erased_at = null,
      has_face_files = false, numbers = null, record_id = null
    where id in (select id from filing where state = 'approved' order by created_at limit ${ENDED * share})`);
  await client.query(`
    insert into session (id, account_id, device, created_at, used_at, expires_at)
    select md5('due' || n)::uuid, md5('account' || n % ${FILINGS * share} + 1)::uuid, '微信', ended, ended, ended
    from generate_series(1, ${sessions}) n, (select ${at} - interval '181 days' as ended) as time_of`);
  await client.query(`
    insert into session_challenge (challenge, session_id)
    select sha256(convert_to('due' || n || half, 'UTF8')), md5('due' || n)::uuid
    from generate_series(1, ${sessions}) n, generate_series(1, 2) half`);
  await client.query('vacuum analyze filing, session, session_challenge');
}

function openService(url: string) {
  const time = { ms: START.getTime(), runMs: 0 };
  const clock = { now: () => new Date(time.ms) };
  const database = openDatabase(url);
  const parts = { database, clock, seal: TEST_SEAL };
  const store = { isBroken: false };
  const objectStore = {
    // Deletions at once pass their time together.
    async remove() {
      time.runMs += REMOVE_MS / OBJECTS_AT_ONCE;
      if (store.isBroken) throw new Failed('object-store', 'broken');
    },
  } as Pick<ObjectStore, 'remove'> as ObjectStore;
  const erasure = createErasure({ ...parts, ids: cryptoIds });
  const ports = {
    clock,
    erasure,
    expiredData: createExpiredData(parts),
    forgetting: createForgetting(erasure, objectStore),
    objectStore,
  };
  /** @returns what was deleted, or undefined when a class failed; and whether the run ended before its time. */
  const run = async () => {
    time.runMs = 0;
    const startedMs = performance.now();
    const remainingMs = () => LIMIT_MS - time.runMs - (performance.now() - startedMs);
    const counts: Counts | undefined = await deleteExpired({ requestId: 'simulated', remainingMs }, ports).catch(
      (error: unknown) => {
        if (!(error instanceof Failed)) throw error;
        return undefined;
      },
    );
    return { counts, hasTimeLeft: remainingMs() > RESERVE_MS };
  };
  return {
    store,
    forward: (ms: number) => {
      time.ms += ms;
    },
    /** One run, and then an hour goes by. */
    async runOnce() {
      const done = await run();
      time.ms += HOUR_MS;
      return done;
    },
    /** Runs every hour until a run ends before its time: then everything that was due is gone. @returns how many ran */
    async runUntilDone(): Promise<number> {
      for (let count = 1; ; count += 1) {
        const { hasTimeLeft } = await this.runOnce();
        if (hasTimeLeft || count > MAX_RUNS) return count;
      }
    },
    close: () => database.close(),
  };
}

type Service = ReturnType<typeof openService>;

async function together(service: Service, client: pg.Client): Promise<readonly Row[]> {
  const before = await left(client);
  const count = await service.runUntilDone();
  return [
    measured({ metric: 'rows deleted of what is due at once', value: before - (await left(client)), unit: 'values' }),
    within(0, { metric: 'ended filings that are left', value: await endedFilings(client), unit: 'values' }),
    within(MAX_RUNS, { metric: 'hourly runs for that', value: count, unit: 'runs' }),
  ];
}

/** The first two runs after the stop meet an object store that is out of order. */
async function afterStop(service: Service, client: pg.Client): Promise<readonly Row[]> {
  service.forward(STOPPED_DAYS * 24 * HOUR_MS);
  service.store.isBroken = true;
  const before = await left(client);
  const broken = [await service.runOnce(), await service.runOnce()];
  const deleted = before - (await left(client));
  service.store.isBroken = false;
  const count = await service.runUntilDone();
  return [
    measured({
      metric: 'runs with a broken store that say so',
      value: broken.filter(({ counts }) => !counts).length,
      unit: 'runs',
    }),
    measured({ metric: 'rows of other classes deleted in them', value: deleted, unit: 'values' }),
    measured({ metric: 'rows deleted after a week without', value: before - (await left(client)), unit: 'values' }),
    within(MAX_RUNS, { metric: 'hourly runs for that', value: broken.length + count, unit: 'runs' }),
  ];
}

async function endedFilings(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from filing where state = 'abandoned' and erased_at is null and state_since < $1`,
    [keptSince('ended-filings', START)],
  );
  return rows[0]?.count ?? 0;
}

/** Rows of the classes that have nothing to do with files. */
async function left(client: pg.Client): Promise<number> {
  const tables = [...new Set(Object.values(EXPIRING).map(({ table }) => table))];
  const { rows } = await client.query<{ rows: string }>(
    `select ${tables.map((table) => `(select count(*) from ${table})`).join(' + ')} as rows`,
  );
  return Number(rows[0]?.rows);
}
