import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { ROOT } from '../deploy/root.ts';
import { startPostgres } from '../local/postgres.ts';
import { filledBefore, filledDatabase, filledDesk, LARGE_SERVER } from '../tools/fill/filled-database.ts';
import { inTemporaryDir } from '../tools/temporary-laptop.ts';
import { textTable } from '../tools/text-table.ts';
import { msOf } from './measuring.ts';
import { measured, type Row, within } from './row.ts';
import { type Judged, judgeAll, primaryKeyReadMs, unfilledTables } from './scale/judge.ts';
import { type Statement, statementsIn } from './scale/statements.ts';

/** What the two services' tables take at most to fill, at a million filings. */
const MAX_FILL_SECONDS = { filing: 480, desk: 480 };
/** The greatest ratio to a primary-key read: what a person waits for, and what a timer does for many rows at once. */
const MAX_RATIO = { request: 200, timer: 2_000 };
const SHOWN = 20;
/** The suites that between them call every adapter. */
const SUITES = [
  '--project=database',
  '--project=laptop',
  'platform/database',
  'shared/adapters/postgres',
  'desk/adapters/postgres',
  'functions',
  'tests/desk',
  // Answers of the commercial register are kept by a use case of several functions.
  'shared/application/company-register',
  'tools/outbox',
  'tools/site-hosts',
  'tools/verdicts',
];
/** The time of the suites' clock: what is due in them is due in the filled tables. */
const NOW = new Date('2026-11-24T02:00:00Z');

/**
 * Statements that no person waits for: those of timers, which take a batch, and of an erasure. By adapter, and where an
 * adapter serves both, by what only a timer's statement says.
 */
const OF_TIMERS: Readonly<Record<string, RegExp>> = {
  'desk-questions.ts': /skip locked|recheck_at|has_kept|unnest/,
  'erasure.ts': /./,
  'expired-data.ts': /./,
  'record-looks.ts': /./,
  'timed-steps.ts': /./,
  'outbox.ts': /skip locked|count\(\*\)/,
  'documents.ts': /skip locked/,
  'past-roads.ts': /./,
  'parked-verdicts.ts': /./,
  'desk/expired-rows.ts': /./,
  'desk/outgoing.ts': /./,
  // A lead asks for a month.
  'desk/figures.ts': /./,
  // An erasure, and what the desk's timer does once a minute or once a day.
  'desk/incoming-cases.ts': /erased_at|^delete|comment_sealed/,
  'desk/audit-log.ts': /audit_seal|distinct/,
};

/**
 * How every statement of every adapter fares on the tables of a service with a million filings: `npm run bench -- scale`.
 * `--filings N` takes a smaller one. `--dir D` takes the one that `npm run fill` has left there, and `--statements F` a
 * recording of an earlier run (`STATEMENT_LOG`); then only the judging is done again.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      filings: { type: 'string', default: '1000000' },
      dir: { type: 'string' },
      statements: { type: 'string' },
    },
  });
  return inTemporaryDir(async (temporary) => {
    const statements = values.statements
      ? statementsIn(readFileSync(values.statements, 'utf8'))
      : await recordStatements(join(temporary, 'statements'), SUITES);
    const dir = values.dir ?? join(temporary, 'database');
    const postgres = await startPostgres({ dir, log: console.error, settings: LARGE_SERVER });
    try {
      const filling = values.dir ? [] : await fill(postgres.url, Number(values.filings));
      const { adminUrl } = await filledBefore(postgres.url);
      return [...filling, ...(await judge(adminUrl, statements))];
    } finally {
      await postgres.stop();
    }
  });
}

async function fill(serverUrl: string, filings: number): Promise<readonly Row[]> {
  const most = (seconds: number) => (seconds * filings) / 1_000_000 + 10;
  let adminUrl = '';
  const seconds = await secondsOf(async () => {
    ({ adminUrl } = await filledDatabase(serverUrl, filings, NOW, console.log));
  });
  const deskSeconds = await secondsOf(() => filledDesk(adminUrl, filings, NOW, console.log));
  return [
    within(most(MAX_FILL_SECONDS.filing), { metric: 'filling the filing service’s tables', value: seconds, unit: 's' }),
    within(most(MAX_FILL_SECONDS.desk), { metric: 'filling the desk’s tables', value: deskSeconds, unit: 's' }),
  ];
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => (await msOf(work)) / 1000;

async function judge(url: string, statements: readonly Statement[]): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const keyReadMs = await primaryKeyReadMs(client);
    const judged = await judgeAll(client, statements);
    const unfilled = await unfilledTables(client);
    print(judged, keyReadMs);
    for (const table of unfilled) console.log(`npm run fill knows nothing of ${table}`);
    const metric = 'growing tables without rows';
    return [...rowsOf(judged, keyReadMs), within(0, { metric, value: unfilled.length, unit: 'values' })];
  } finally {
    await client.end();
  }
}

function rowsOf(judged: readonly Judged[], keyReadMs: number): readonly Row[] {
  const slowest = (kind: 'request' | 'timer') =>
    Math.max(0, ...judged.filter((judgement) => kindOf(judgement) === kind).map(({ ms }) => ms / keyReadMs));
  return [
    measured({ metric: 'statements', value: judged.length, unit: 'values' }),
    measured({ metric: 'a read by primary key', value: keyReadMs, unit: 'ms' }),
    within(MAX_RATIO.request, {
      metric: 'the slowest of a request, to that',
      value: slowest('request'),
      unit: 'ratio',
    }),
    within(MAX_RATIO.timer, { metric: 'the slowest of a timer, to that', value: slowest('timer'), unit: 'ratio' }),
    within(0, {
      metric: 'statements that read a growing table whole',
      value: judged.filter(({ scanned }) => scanned.length > 0).length,
      unit: 'values',
    }),
    within(0, {
      metric: 'statements that could not be run',
      value: judged.filter(({ failure }) => failure).length,
      unit: 'values',
    }),
    within(0, { metric: 'adapters without a statement', value: silentAdapters(judged).length, unit: 'values' }),
  ];
}

const kindOf = ({ statement: { adapter, text } }: Judged): 'request' | 'timer' =>
  OF_TIMERS[adapter.split(':')[0] ?? '']?.test(text) ? 'timer' : 'request';

/** Files that send nothing to the driver themselves, or nothing that the service sends. */
const NO_ADAPTERS = new Set([
  ...['address-index', 'connection', 'database', 'filing-row', 'refused-by', 'schema', 'sealed-place', 'steady-pool'],
  ...['migrate', 'run-migrations', 'schema-version', 'record-row'],
  // `npm run keys` uses them.
  ...['resealing', 'sealed-columns', 'blind-indexes', 'desk/sealed-columns', 'desk/blind-indexes'],
  // Writes by the outbox.
  'tell-of-records',
  // Writes by the drafts of forms.
  'amend-drafts',
  // `npm run doctor` uses it, which reads the catalogue.
  'inspect-database',
  ...['desk/case-rows', 'desk/desk-database', 'desk/migrate-desk', 'desk/open-notices', 'desk/tables'],
]);

/** Adapters of which no suite has sent a statement, so that nothing is known of them. */
function silentAdapters(judged: readonly Judged[]): readonly string[] {
  const heard = new Set(judged.map(({ statement }) => statement.adapter.split('.')[0]));
  const adaptersIn = (folder: string, before: string) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).flatMap((file) => {
      const [, name] = /^(?:[\w-]+\/)?([\w-]+)\.ts$/.exec(file) ?? [];
      return name === undefined ? [] : [before + name];
    });
  const all = [...adaptersIn('shared/adapters/postgres', ''), ...adaptersIn('desk/adapters/postgres', 'desk/')];
  return all.filter((name) => !NO_ADAPTERS.has(name) && !heard.has(name));
}

function print(judged: readonly Judged[], keyReadMs: number): void {
  const slowest = judged.toSorted((first, second) => second.ms - first.ms).slice(0, SHOWN);
  const lineOf = (judgement: Judged) => [
    (judgement.ms / keyReadMs).toFixed(0),
    judgement.ms.toFixed(2),
    String(judgement.rows),
    String(judgement.buffers),
    kindOf(judgement),
    judgement.statement.adapter,
    judgement.statement.text.replaceAll(/\s+/g, ' ').slice(0, 90),
  ];
  console.log(textTable([['ratio', 'ms', 'rows', 'buffers', 'of a', 'adapter', 'statement'], ...slowest.map(lineOf)]));
  for (const { statement, scanned, failure } of judged) {
    if (scanned.length > 0) console.log(`reads ${scanned.join(', ')} whole: ${statement.adapter} ${statement.text}`);
    if (failure) console.log(`could not be run (${failure}): ${statement.adapter} ${statement.text}`);
  }
  for (const name of silentAdapters(judged)) console.log(`no suite sends a statement of ${name}`);
}

/**
 * Runs the suites of the adapters and of the rooms that use them, and returns what they sent to the driver.
 *
 * @param log a file that `tests/support/statement-log.ts` writes.
 */
async function recordStatements(log: string, suites: readonly string[]): Promise<readonly Statement[]> {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  await promisify(execFile)(process.execPath, [vitest, 'run', '--bail=0', ...suites], {
    cwd: ROOT,
    env: { ...process.env, STATEMENT_LOG: log },
    maxBuffer: 2 ** 28,
  });
  return statementsIn(readFileSync(log, 'utf8'));
}
