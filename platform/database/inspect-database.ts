import pg from 'pg';
import { connectionOf } from './connection.ts';

/** The schema that is looked at. */
export interface InspectedSchema {
  readonly name: 'public' | 'desk';
  /** Name of its newest migration. */
  readonly newest: string;
  /** Verbs that the role of the functions needs, by table; of another schema than `public` with its name. */
  readonly work: Readonly<Record<string, readonly string[]>>;
}

/** What the role that migrates sees of a database. Nothing is changed. */
export interface OwnerFacts {
  /** As `server_version_num`: 150004 is 15.4. */
  readonly version: number;
  /** Connections that roles without special rights may have in all. */
  readonly connections: number;
  /** Such as `UTF8`. */
  readonly encoding: string;
  readonly isEncrypted: boolean;
  readonly isSuperuser: boolean;
  /** Whether it may create tables, and owns those that are there. */
  readonly mayMigrate: boolean;
  /** `none` before the first migration. */
  readonly schema: 'none' | 'older' | 'newest';
  /** The role that the functions work as; undefined when there is none of that name. */
  readonly worker: { readonly isSuperuser: boolean; readonly isOwner: boolean } | undefined;
}

/** What the role of the functions sees. */
export interface WorkerFacts {
  readonly isEncrypted: boolean;
  /** Whether the database ends idle sessions of this role by itself. */
  readonly endsIdleSessions: boolean;
  readonly mayCreateTables: boolean;
  /** Before the first migration there are none. */
  readonly hasTables: boolean;
  /** Rights that it lacks, and those that it has beyond, as `<verb> <table>`. */
  readonly missing: readonly string[];
  readonly excess: readonly string[];
}

/** Longer than a connection over a tunnel takes. */
const CONNECT_MS = 8_000;
const STATEMENT_MS = 8_000;

/** @throws the driver's or the network's own error, with `code`. */
export const inspectAsOwner = (url: string, workingRole: string, schema: InspectedSchema): Promise<OwnerFacts> =>
  connected(url, async (client) => {
    const [facts] = await rowsOf<Omit<OwnerFacts, 'schema' | 'worker'> & { readonly migrated: boolean }>(
      client,
      `select current_setting('server_version_num')::integer as version,
              current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
                - coalesce(current_setting('reserved_connections', true)::integer, 0) as connections,
              (select pg_encoding_to_char(encoding) from pg_database where datname = current_database()) as encoding,
              coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as "isEncrypted",
              (select rolsuper from pg_roles where rolname = current_user) as "isSuperuser",
              case when to_regnamespace($1) is null then has_database_privilege(current_database(), 'create')
                else has_schema_privilege($1, 'create') and not exists (
                  select from pg_tables where schemaname = $1 and tableowner <> current_user) end as "mayMigrate",
              exists (select from pg_tables where schemaname = $1 and tablename = 'migration') as migrated`,
      [schema.name],
    );
    const [worker] = await rowsOf<NonNullable<OwnerFacts['worker']>>(
      client,
      `select rolsuper as "isSuperuser", pg_has_role(oid, current_user, 'member') as "isOwner"
       from pg_roles where rolname = $1`,
      [workingRole],
    );
    if (!facts) throw new Error('a select without a table returns one row');
    const { migrated, ...own } = facts;
    // Whoever may not migrate may not read this either.
    const newest =
      migrated && own.mayMigrate
        ? await rowsOf(client, `select from ${schema.name}.migration where name = $1`, [schema.newest])
        : undefined;
    return { ...own, worker, schema: newest === undefined ? 'none' : newest.length > 0 ? 'newest' : 'older' };
  });

/** @throws the driver's or the network's own error, with `code`. */
export const inspectAsWorker = (url: string, schema: InspectedSchema): Promise<WorkerFacts> =>
  connected(url, async (client) => {
    const [facts] = await rowsOf<Omit<WorkerFacts, 'hasTables' | 'missing' | 'excess'>>(
      client,
      `select coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as "isEncrypted",
              current_setting('idle_session_timeout') <> '0' as "endsIdleSessions",
              coalesce((select has_schema_privilege(oid, 'create') from pg_namespace where nspname = $1), false)
                as "mayCreateTables"`,
      [schema.name],
    );
    if (!facts) throw new Error('a select without a table returns one row');
    // The other service may have its schema in the same database: its tables are none of this role's.
    const rights = await rowsOf<{ readonly right: string; readonly given: boolean; readonly own: boolean }>(
      client,
      `select verb || ' ' || case when nspname = 'public' then '' else nspname || '.' end || relname as right,
              has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, verb) as given, nspname = $1 as own
       from pg_class c join pg_namespace n on n.oid = relnamespace,
            unnest(array['select', 'insert', 'update', 'delete']) as verb
       where nspname in ('public', 'desk') and relkind = 'r' and relname <> 'migration' order by 1`,
      [schema.name],
    );
    const wanted = new Set(
      Object.entries(schema.work).flatMap(([table, verbs]) => verbs.map((verb) => `${verb} ${table}`)),
    );
    return {
      ...facts,
      hasTables: rights.some(({ own }) => own),
      missing: rights.filter(({ right, given }) => !given && wanted.has(right)).map(({ right }) => right),
      excess: rights.filter(({ right, given }) => given && !wanted.has(right)).map(({ right }) => right),
    };
  });

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...connectionOf(url),
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: STATEMENT_MS,
  });
  // A connection that breaks while nothing is asked would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

const rowsOf = async <Row extends pg.QueryResultRow>(client: pg.Client, sql: string, values: unknown[] = []) =>
  (await client.query<Row>(sql, values)).rows;
