import type pg from 'pg';
import { FILLED_DESK } from '../../tools/fill/desk-tables.ts';
import { FILLED } from '../../tools/fill/tables.ts';
import { readCatalogue, Samples } from './parameters.ts';
import type { Statement } from './statements.ts';

/**
 * Tables that hold minutes of work however old the service is, what operators enter by hand, and lists that have a greatest
 * length. The others grow.
 */
const SMALL = [
  ...['kept_fact', 'running_call', 'caller_limit', 'site_host', 'quiet_time', 'rate_limit', 'record_feed', 'migration'],
  ...[
    'staff',
    'declared_tie',
    'sign_in_try',
    'caller_limit',
    'reason',
    'setting',
    'record_feed',
    'migration',
    'authority_setting',
    'authority_list',
    // At most 5,000 of each list.
    'listed_entry',
  ].map((table) => `desk.${table}`),
  // A row or two a day.
  'desk.audit_seal',
  'desk.seal_copy',
];
const FILLED_TABLES = [...Object.keys(FILLED), ...Object.keys(FILLED_DESK)];
const GROWING = new Set(FILLED_TABLES.filter((table) => !SMALL.includes(table)));

/** Tables that grow, and of which `npm run fill` knows nothing: what is read from them can't be judged. */
export async function unfilledTables(client: pg.Client): Promise<readonly string[]> {
  const { columns } = await readCatalogue(client);
  return [...columns.keys()].filter((table) => !SMALL.includes(table) && !GROWING.has(table));
}

/** A scan of fewer rows costs less than an index, and says nothing about growth. */
const FEW_ROWS = 1_000;
/** Rows that are tried when a statement refuses one, such as that of an erased account. */
const ATTEMPTS = 5;
const REPETITIONS = 3;

/** What a statement took on the large database. */
export interface Judged {
  readonly statement: Statement;
  readonly ms: number;
  /** Rows that it returned or changed. */
  readonly rows: number;
  /** Pages of 8 kB that it looked at, in memory or not. */
  readonly buffers: number;
  /** Growing tables that it read from end to end. */
  readonly scanned: readonly string[];
  /** Why it could only be planned and not run; its time is 0 then. */
  readonly failure: string | undefined;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly Schema?: string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

interface Explained {
  readonly Plan: PlanNode;
  readonly 'Execution Time'?: number;
}

/** Runs every statement in a transaction that is rolled back, and looks at its plan. */
export async function judgeAll(client: pg.Client, statements: readonly Statement[]): Promise<readonly Judged[]> {
  const samples = new Samples(client, await readCatalogue(client));
  const judged: Judged[] = [];
  for (const statement of statements) judged.push(await judge(client, statement, samples));
  return judged;
}

/** The time of a primary-key read of the widest table, which everything is compared with. */
export async function primaryKeyReadMs(client: pg.Client): Promise<number> {
  const times: number[] = [];
  const { rows } = await client.query<{ id: string }>('select id from filing limit 200');
  for (const { id } of rows) {
    const [plan] = await explained(client, 'select * from filing where id = $1', [id], 'analyze, buffers, verbose,');
    times.push(plan?.['Execution Time'] ?? 0);
  }
  return times.toSorted((first, second) => first - second)[Math.floor(times.length / 2)] ?? 0;
}

async function judge(client: pg.Client, statement: Statement, samples: Samples): Promise<Judged> {
  let failure = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const values = await samples.valuesFor(statement.text, statement.values, attempt);
    try {
      return { ...(await measuredOrCleared(client, statement, values)), failure: undefined };
    } catch (error) {
      failure = (error as Error).message;
    }
  }
  // What a test had sent fails for its own reasons; a plan can be made of it all the same.
  const [plan] = await explained(client, statement.text, statement.values, 'verbose,');
  return { statement, ms: 0, rows: 0, buffers: 0, scanned: plan ? scannedIn(plan.Plan, 'planned') : [], failure };
}

/** When a row is in the way, the same values are tried once more after it was deleted. */
async function measuredOrCleared(client: pg.Client, statement: Statement, values: readonly unknown[]) {
  try {
    return await measured(client, statement, values);
  } catch (error) {
    const before = deletionOf(error as pg.DatabaseError, statement.text);
    if (!before) throw error;
    return measured(client, statement, values, before);
  }
}

async function measured(client: pg.Client, statement: Statement, values: readonly unknown[], before?: Before) {
  const runs: Explained[] = [];
  for (let run = 0; run < REPETITIONS; run += 1)
    runs.push(...(await explained(client, statement.text, values, 'analyze, buffers, verbose,', before)));
  const [fastest] = runs.toSorted((first, second) => (first['Execution Time'] ?? 0) - (second['Execution Time'] ?? 0));
  if (!fastest) throw new Error('no plan');
  const { Plan: plan } = fastest;
  return {
    statement,
    ms: fastest['Execution Time'] ?? 0,
    rows: (plan['Actual Rows'] ?? 0) * (plan['Actual Loops'] ?? 1),
    buffers: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0),
    scanned: scannedIn(plan, 'run'),
  };
}

async function explained(
  client: pg.Client,
  text: string,
  values: readonly unknown[],
  options: string,
  before?: Before,
) {
  await client.query('begin');
  try {
    if (before) {
      // What refers to a deleted row stays: only the statement that is judged pays for its references.
      await client.query('set local session_replication_role = replica');
      await client.query(before.text, [...(before.values ?? values)]);
      await client.query('set local session_replication_role = origin');
    }
    const { rows } = await client.query<{ 'QUERY PLAN': readonly Explained[] }>(
      `explain (${options} format json) ${text}`,
      [...values],
    );
    return rows[0]?.['QUERY PLAN'] ?? [];
  } finally {
    await client.query('rollback');
  }
}

/** A statement to run before the one that is judged, in the same transaction. */
interface Before {
  readonly text: string;
  /** Left out, those of the statement. */
  readonly values?: readonly unknown[];
}

/**
 * What deletes the rows that are in the way, as the adapter has done before it: those that refer to the ones that are
 * deleted, or one that has a value already that is unique. Undefined for other errors.
 */
function deletionOf(error: pg.DatabaseError, text: string): Before | undefined {
  const { code, schema, table, constraint, detail } = error;
  const [, columns, taken] = /^Key \((.*)\)=\((.*)\) already exists/.exec(detail ?? '') ?? [];
  if (code === UNIQUE && columns && taken) {
    const texts = columns.split(', ').map((column) => `${column}::text`);
    const marks = texts.map((_, place) => `$${place + 1}`);
    return { text: `delete from ${schema}.${table} where (${texts}) = (${marks})`, values: taken.split(', ') };
  }
  const [, column] = new RegExp(`^${table}_(\\w+)_fkey$`).exec(constraint ?? '') ?? [];
  const [, parent, where] = /^delete from ((?:"?desk"?\.)?"?\w+"?) (where .*)$/s.exec(text) ?? [];
  if (code !== FOREIGN_KEY || !parent || !column) return undefined;
  return { text: `delete from ${schema}.${table} where ${column} in (select id from ${parent} ${where})` };
}

const FOREIGN_KEY = '23503';
const UNIQUE = '23505';

/** Growing tables that a plan reads from end to end. */
function scannedIn(node: PlanNode, how: 'run' | 'planned'): readonly string[] {
  const table = `${node.Schema === 'desk' ? 'desk.' : ''}${node['Relation Name'] ?? ''}`;
  const rows = ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1);
  const isScan = node['Node Type'] === 'Seq Scan' && GROWING.has(table) && (how === 'planned' || rows > FEW_ROWS);
  return [...(isScan ? [table] : []), ...(node.Plans ?? []).flatMap((below) => scannedIn(below, how))];
}
