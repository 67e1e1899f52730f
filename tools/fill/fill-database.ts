import pg from 'pg';
import { FILLED, type Filled } from './tables.ts';

/** Connections that insert at once: as many as the smallest server has cores. */
const AT_ONCE = 2;

/**
 * Fills a migrated, empty database with what a service holds after that many filings. Foreign keys and triggers sleep,
 * and indexes that no constraint needs are built afterwards: a million filings take minutes.
 *
 * @param adminUrl of a superuser: nobody else may do without foreign keys.
 * @param now the newest row's time.
 * @throws Error when the database holds an account.
 */
export async function fillDatabase(
  adminUrl: string,
  filings: number,
  now: Date,
  log: (line: string) => void = () => {},
): Promise<void> {
  const client = await connected(adminUrl);
  try {
    const { rowCount } = await client.query('select from account limit 1');
    if (rowCount) throw new Error('数据库里已经有账号：只能填充空的数据库。');
    const { rows } = await client.query<{ name: string; definition: string }>(PLAIN_INDEXES);
    for (const { name } of rows) await client.query(`drop index ${client.escapeIdentifier(name)}`);
    try {
      await inTurns([...FILLED], adminUrl, (each, one) => insert(each, one, filings, now, log));
    } finally {
      await inTurns([...rows], adminUrl, async (each, { definition }) => {
        await each.query(definition);
      });
    }
    log('索引');
    await client.query('update record_feed set last = (select coalesce(max(position), 0) from record_version)');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** Indexes that belong to no constraint. */
const PLAIN_INDEXES = `
  select c.relname as name, pg_get_indexdef(c.oid) as definition
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where c.relnamespace = 'public'::regnamespace
    and not exists (select from pg_constraint where conindid = c.oid)`;

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of [
    'session_replication_role = replica',
    'synchronous_commit = off',
    `maintenance_work_mem = '512MB'`,
  ])
    await client.query(`set ${setting}`);
  return client;
}

/** Does all of it, `AT_ONCE` at a time, each on a connection of its own. */
async function inTurns<T>(all: T[], url: string, work: (client: pg.Client, one: T) => Promise<void>): Promise<void> {
  const workers = Array.from({ length: AT_ONCE }, async () => {
    const client = await connected(url);
    try {
      for (let one = all.shift(); one; one = all.shift()) await work(client, one);
    } finally {
      await client.end();
    }
  });
  await Promise.all(workers);
}

async function insert(
  client: pg.Client,
  { table, perFiling, columns, of = 'true' }: Filled,
  filings: number,
  now: Date,
  log: (line: string) => void,
): Promise<void> {
  const startedMs = Date.now();
  const [names, values] = [Object.keys(columns), Object.values(columns)];
  const rows = Math.ceil(filings * perFiling);
  // Text instead of parameters: the time stands in dozens of expressions.
  const text =
    `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from generate_series(1, ${rows}::bigint) n where ${of}`
      .replaceAll('$1', String(filings))
      .replaceAll(':now', client.escapeLiteral(now.toISOString()));
  await client.query(text);
  log(`${table}  ${rows}  ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
}
