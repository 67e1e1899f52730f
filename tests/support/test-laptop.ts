import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { DIVISIONS } from '../../local/divisions.ts';
import { type Laptop, type LaptopOptions, startLaptop } from '../../local/laptop.ts';
import { onDatabase } from '../../local/postgres.ts';
import { type ReviewedLaptopOptions, startReviewedLaptop } from '../../local/reviewed-laptop.ts';
import { eligibilityInputOf } from '../../local/web-config.ts';
import type { EligibilityInput, OrganizerKind } from '../../shared/domain/filing/filing.ts';
import { rememberingEngine } from '../../tools/chaos/remembering-engine.ts';
import { CONSENT_TEXT_VERSION, Filer, wxLogin } from '../../tools/walk/filer.ts';
import { specimenOf } from '../../tools/walk/papers.ts';
import { emptying } from './database/emptying.ts';
import { migratedDatabase } from './database/template-database.ts';
import { inProcessHost } from './in-process-host.ts';
import { haveCertificateAt } from './pictures/certificate-at-hand.ts';
import { collectLog } from './scf.ts';

export { CONSENT_TEXT_VERSION };

export interface TestLaptop extends Laptop {
  /** Every line of the log. */
  readonly lines: readonly string[];
  /** One-time code of `wx.login` for a named person. */
  loginCode(name: string): Promise<string>;
  /** A signed-in person at the socket. */
  signedIn(name: string): Promise<Filer>;
}

export interface TestLaptopOptions extends Partial<LaptopOptions> {
  /** The reviewers' desk stands behind the filing service in place of the reference desk. */
  readonly desk?: ReviewedLaptopOptions['desk'];
  /** The reference desk waits for the test to decide. */
  readonly review?: 'manual';
}

/** A laptop for a test file: free ports, a temporary folder, a database on the run's server. Stop it in `afterAll`. */
export async function testLaptop({ desk, review, ...options }: TestLaptopOptions = {}): Promise<TestLaptop> {
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-test-'));
  const serverUrl = inject('postgresUrl');
  const name = `laptop_${randomBytes(8).toString('hex')}`;
  const databaseUrl = await migratedDatabase(serverUrl, name, desk && 'desk');
  const lines: string[] = [];
  const log = (source: string, line: string) => lines.push(`${source} ${line}`);
  const common = { port: 0, dir, log, databaseUrl, ...options };
  const { laptop, stop } = desk
    ? await startReviewedLaptop({ ...common, desk })
    : await withReferenceDesk({ ...(!review && { reviewDelayMs: 100 }), ...common });
  const loginCode = (name: string) => wxLogin(laptop.addresses.wechat, name);
  return {
    ...laptop,
    lines,
    loginCode,
    signedIn: async (name) => {
      const filer = new Filer(laptop.addresses.gateway);
      await filer.signIn(await loginCode(name));
      return filer;
    },
    stop: async () => {
      await stop();
      await onDatabase(serverUrl, (server) => server.query(`drop database ${name} with (force)`));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function withReferenceDesk(options: LaptopOptions) {
  const laptop = await startLaptop(options);
  return { laptop, stop: laptop.stop };
}

/**
 * A laptop whose functions run in this process, and the log that they write. Call it at the top of a test file; it stops
 * when the file's tests are over.
 */
export async function inProcessLaptop(options: TestLaptopOptions = {}) {
  const log = collectLog();
  const laptop = await testLaptop({ hostFunctions: inProcessHost, ...options });
  afterAll(async () => {
    await laptop.stop();
    log.stop();
  });
  return { laptop, log };
}

let shared: ReturnType<typeof startShared> | undefined;

/**
 * The laptop of this worker, with its functions in this process, and the log that they write during a file's tests. The
 * files of the project `service` share it one after the other; each finds an empty database. The reference desk waits
 * for `reviewDesk.decide`; `query` asks its database as a superuser. It ends with the worker.
 */
export async function sharedLaptop() {
  const log = collectLog();
  afterAll(log.stop);
  shared ??= startShared();
  const { laptop, forgetEverybody, query } = await shared;
  await forgetEverybody();
  return { laptop, log, query };
}

async function startShared() {
  const laptop = await testLaptop({
    hostFunctions: inProcessHost,
    review: 'manual',
    ocrEngine: rememberingEngine(createOcrEngine({ divisions: DIVISIONS })),
  });
  const pool = new pg.Pool({ connectionString: laptop.addresses.database, max: 1 });
  const emptyTables = emptying(pool);
  const tables = await pool.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_stat_user_tables where schemaname = 'public'`,
  );
  const rows = await pool.query<Record<string, boolean>>(
    `select ${tables.rows.map(({ name }) => `exists(select from ${name}) as ${name}`).join(', ')}`,
  );
  // What a migration has filled stays.
  const empty = tables.rows.map(({ name }) => name).filter((name) => !rows.rows[0]?.[name]);
  const query = async (sql: string): Promise<readonly unknown[]> => (await pool.query(sql)).rows;
  return { laptop, query, forgetEverybody: () => emptyTables(...empty) };
}

/** The input of 验证备案类型 for the specimen of this kind. */
export const eligibleInput = (organizerKind: OrganizerKind): EligibilityInput =>
  eligibilityInputOf(specimenOf(organizerKind));

/** A draft that a person has just opened, on a laptop whose functions run in this process. */
export async function openDraft(filer: Filer, kind: OrganizerKind = 'enterprise') {
  await haveCertificateAt(filer, eligibleInput(kind));
  const { ticket } = await filer.checkEligibility(eligibleInput(kind));
  return filer.openFiling(ticket, CONSENT_TEXT_VERSION);
}
