import pg from 'pg';
import { FILLED_DESK } from './desk-tables.ts';
import { at, id, index, ofFiling, sealed } from './expressions.ts';
import { FILLED, type Filled } from './tables.ts';

/** Connections that insert at once: as many as the smallest server has cores. */
const AT_ONCE = 2;

/**
 * Fills a migrated, empty database with what a service holds after that many filings. Foreign keys and triggers sleep,
 * and indexes are built afterwards, but for those that a foreign key leads to: a million filings take minutes.
 *
 * @param adminUrl of a superuser: nobody else may do without foreign keys.
 * @param now the newest row's time.
 * @throws Error when the database holds an account already.
 */
export async function fillDatabase(
  adminUrl: string,
  filings: number,
  now: Date,
  log: (line: string) => void = () => {},
): Promise<void> {
  await fill(adminUrl, { schema: 'public', first: 'account', tables: FILLED }, filings, now, log);
  await withClient(adminUrl, async (client) => {
    await client.query('update record_feed set last = (select coalesce(max(position), 0) from record_version)');
  });
}

/** Fills the desk's tables, as migrated and empty, with what a desk holds after that many filings. */
export const fillDesk = (
  adminUrl: string,
  filings: number,
  now: Date,
  log: (line: string) => void = () => {},
): Promise<void> => fill(adminUrl, { schema: 'desk', first: 'desk.filing', tables: FILLED_DESK }, filings, now, log);

interface Schema {
  readonly schema: 'public' | 'desk';
  /** A table that has rows once anything has. */
  readonly first: string;
  readonly tables: Readonly<Record<string, Filled>>;
}

const fill = (
  adminUrl: string,
  { schema, first, tables }: Schema,
  filings: number,
  now: Date,
  log: (line: string) => void,
): Promise<void> =>
  withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query(`select from ${first} limit 1`);
    if (rowCount) throw new Error('数据库里已经有账号：只能填充空的数据库。');
    const { rows: indexes } = await client.query<Index>(INDEXES, [schema]);
    for (const { name, table, key } of indexes)
      await client.query(key ? `alter table ${table} drop constraint ${name}` : `drop index ${schema}.${name}`);
    // The vacuum at the end is enough: one in between would take the time of the inserts.
    for (const table in tables) await client.query(`alter table ${table} set (autovacuum_enabled = off)`);
    try {
      await inTurns(Object.entries(tables), adminUrl, (each, item) => insert(each, item, filings, now, log));
    } finally {
      await inTurns([...indexes], adminUrl, async (each, { definition }) => {
        await each.query(definition);
      });
      for (const { name, table, key } of indexes)
        if (key) await client.query(`alter table ${table} add constraint ${name} ${key} using index ${name}`);
    }
    log('索引');
    await inTurns(Object.keys(tables), adminUrl, async (each, table) => {
      await each.query(`alter table ${table} reset (autovacuum_enabled)`);
      await each.query(`vacuum analyze ${table}`);
    });
  });

interface Index {
  readonly name: string;
  /** With its schema, where that is another than the first one. */
  readonly table: string;
  readonly definition: string;
  /** The constraint that it belongs to. */
  readonly key: 'primary key' | 'unique' | null;
}

/** Indexes of a schema, but for those that a foreign key leads to: these stay with it. */
const INDEXES = `
  select quote_ident(c.relname) as name, i.indrelid::regclass::text as table, pg_get_indexdef(c.oid) as definition,
    case own.contype when 'p' then 'primary key' when 'u' then 'unique' end as key
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_constraint own on own.conindid = c.oid and own.conrelid = i.indrelid
  where n.nspname = $1 and coalesce(own.contype, 'u') in ('p', 'u')
    and not exists (select from pg_constraint f where f.conindid = c.oid and f.contype = 'f')`;

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = await connected(url);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of [
    'session_replication_role = replica',
    'synchronous_commit = off',
    `maintenance_work_mem = '512MB'`,
    // Both connections build indexes at once; parallel workers would compete with them, and sort in temporary files.
    'max_parallel_maintenance_workers = 0',
  ])
    await client.query(`set ${setting}`);
  return client;
}

/** Does all of it, `AT_ONCE` at a time, each on a connection of its own. */
async function inTurns<T>(all: T[], url: string, work: (client: pg.Client, item: T) => Promise<void>): Promise<void> {
  const workers = Array.from({ length: AT_ONCE }, () =>
    withClient(url, async (client) => {
      for (let item = all.shift(); item; item = all.shift()) await work(client, item);
    }),
  );
  await Promise.all(workers);
}

async function insert(
  client: pg.Client,
  [table, { perFiling, columns, of }]: readonly [string, Filled],
  filings: number,
  now: Date,
  log: (line: string) => void,
): Promise<void> {
  const startedMs = Date.now();
  const all = { ...(await usualColumns(client, table, perFiling)), ...columns };
  const [names, values] = [Object.keys(all), Object.values(all)];
  const rows = Math.ceil(filings * perFiling);
  // Text instead of parameters: the time stands in dozens of expressions. Shares of the number are counted as `float8`,
  // as `numeric` takes several times as long; a series in a select list is not kept as a whole before it is read.
  const series = `(select generate_series(1, ${rows}::bigint) as n) as series`;
  const text = `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${series} where ${of}`
    .replaceAll('$1', `${filings}::float8`)
    .replaceAll(':rows', `${filings * perFiling}::float8`)
    .replaceAll(':now', client.escapeLiteral(now.toISOString()));
  await client.query(text);
  log(`${table}  ${rows}  ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
}

/** A column that must have a value and has no default, as the catalogue knows it. */
interface Needed {
  readonly name: string;
  readonly type: string;
  /** The table that it refers to, without its schema. */
  readonly parent: string | null;
}

/** These columns of a table, with the usual value. */
async function usualColumns(
  client: pg.Client,
  table: string,
  perFiling: number,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<Needed>(
    `select attname as name, format_type(atttypid, null) as type, (
        select relname from pg_constraint join pg_class on pg_class.oid = confrelid
        where contype = 'f' and conrelid = attrelid and conkey[1] = attnum) as parent
     from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef and attidentity = ''`,
    [table],
  );
  const filing = perFiling > 1 ? ofFiling(perFiling) : 'n';
  return Object.fromEntries(rows.map((column) => [column.name, usualValue(column, table, filing)]));
}

/** What an id is of that has no foreign key, or whose table has the ids of another one. */
const OF_IDS: Readonly<Record<string, string>> = {
  record: 'filing',
  case: 'review_case',
  check: 'liveness_check',
  applicant: 'account',
};

/** The time of the row, the id of what it is about, a text unlike those of other rows, or else the least. */
function usualValue({ name, type, parent }: Needed, table: string, filing: string): string {
  if (type === 'timestamp with time zone') return at();
  if (type === 'uuid') {
    const kind = name === 'id' ? table.replace('desk.', '') : (parent ?? name.replace(/_id$/, ''));
    return id(OF_IDS[kind] ?? kind, name === 'id' ? 'n' : filing);
  }
  if (type === 'bytea') return name.endsWith('_sealed') ? sealed(100) : index(name);
  if (type === 'text') return `md5('${name}' || n)`;
  if (type === 'boolean') return 'false';
  return type === 'jsonb' || type.endsWith('[]') ? `'{}'` : '1';
}
