import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../deploy/products.ts';
import { lookOf } from '../functions/liveness/measure-portrait.ts';
import { databaseRoles } from '../local/database-roles.ts';
import { createDatabase, startPostgres } from '../local/postgres.ts';
import { cryptoIds } from '../platform/adapters/node-crypto/ids.ts';
import { openDatabase } from '../shared/adapters/postgres/database.ts';
import { createSeenMedia } from '../shared/adapters/postgres/seen-media.ts';
import { beforePairs, fillLooks, type Remembering, TEST_SEAL } from './fingerprints/before-pairs.ts';
import { drawLooks } from './fingerprints/looks.ts';
import { measured, type Row, within } from './row.ts';

/** Instances of the function `liveness` at once. */
const INSTANCES = 8;
const SECONDS = 10;
/** The rate of the single lock to that of a lock for each pair. */
const MAX_RATIO = 0.1;
const FRAMES = 3;

/**
 * Liveness checks a second that can be told from all others, with and without one lock for all of them:
 * `npm run bench -- fingerprints`. `--stored N` looks are there already, of portraits: by default what a service with a million
 * filings a year keeps.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { stored: { type: 'string', default: '800000' } },
  });
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-fingerprints-'));
  const postgres = await startPostgres({ dir, log: console.error, settings: { shared_buffers: '512MB' } });
  try {
    const adminUrl = await createDatabase(postgres.url, 'fingerprints');
    const roles = await databaseRoles(adminUrl);
    await migrate(roles);
    const looks = await drawLooks(lookOf);
    await fillLooks(adminUrl, Number(values.stored), looks);
    const before = await rateOf(await beforePairs(adminUrl, INSTANCES), looks.another);
    const now = await rateOf(asDeployed(roles.workingUrl), looks.another);
    return [
      measured({ metric: 'looks stored', value: Number(values.stored), unit: 'values' }),
      measured({ metric: 'checks with one lock', value: before, unit: 'per second' }),
      measured({ metric: 'checks with a lock for each pair', value: now, unit: 'per second' }),
      within(MAX_RATIO, { metric: 'the former to the latter', value: before / now, unit: 'ratio' }),
    ];
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

function asDeployed(url: string): Remembering {
  const clock = { now: () => new Date() };
  const databases = Array.from({ length: INSTANCES }, () => openDatabase(url));
  const ports = databases.map((database) => createSeenMedia({ database, clock, seal: TEST_SEAL, ids: cryptoIds }));
  return {
    remember: (instance, checkId, traces) =>
      (ports[instance] as (typeof ports)[number]).rememberUse(checkId, randomUUID(), traces),
    close: async () => void (await Promise.all(databases.map((database) => database.close()))),
  };
}

/** Checks a second of all instances together: a photo and a film each, then the frames of the film. */
async function rateOf(ways: Remembering, another: () => Buffer): Promise<number> {
  let checks = 0;
  const untilMs = performance.now() + SECONDS * 1000;
  const startedMs = performance.now();
  const instance = async (_: unknown, at: number) => {
    while (performance.now() < untilMs) {
      const checkId = randomUUID();
      await ways.remember(at, checkId, [
        { kind: 'photo', digest: randomBytes(32), look: another() },
        { kind: 'video', digest: randomBytes(32) },
      ]);
      const frames = Array.from({ length: FRAMES }, () => ({ kind: 'frame' as const, look: another() }));
      await ways.remember(at, checkId, frames);
      checks += 1;
    }
  };
  await Promise.all(Array.from({ length: INSTANCES }, instance));
  const seconds = (performance.now() - startedMs) / 1000;
  await ways.close();
  return checks / seconds;
}
