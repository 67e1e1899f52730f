import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Postgres, startPostgres } from './postgres.ts';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

let folder: string;
let dir: string;
let server: Postgres;
const lines: string[] = [];
const log = (line: string) => lines.push(line);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  dir = join(folder, 'postgres');
  server = await startPostgres({ dir, log });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

describe('startPostgres', () => {
  it('serves real PostgreSQL on loopback only, for several connections', async () => {
    const [row] = await query(server.url, 'select inet_server_addr()::text as address, version()');

    const many = await Promise.all([1, 2, 3].map(() => query(server.url, 'select pg_backend_pid() as pid')));

    expect(row?.address).toBe('127.0.0.1/32');
    expect(row?.version).toMatch(/^PostgreSQL 18\./);
    expect(new Set(many.map(([first]) => first?.pid)).size).toBe(3);
    expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it('generates a password, and keeps it beside the data', () => {
    const { password } = new URL(server.url);

    const stored = readFileSync(join(dir, 'password'), 'utf8');

    expect(stored).toBe(password);
    expect(password).toMatch(/^[\w-]{32}$/);
  });

  it('refuses connections without the password, which only its owner may read', async () => {
    const wrong = new URL(server.url);
    wrong.password = 'password';

    const attempt = query(wrong.href, 'select 1');

    await expect(attempt).rejects.toThrow('password authentication failed');
    expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600);
  });

  it('keeps data over a restart', async () => {
    await query(server.url, 'create table kept as select 42 as answer');
    await server.stop();

    server = await startPostgres({ dir, log });

    expect(await query(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('ends open connections when it stops', async () => {
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => {});
    await client.connect();
    const ended = new Promise((resolve) => client.once('end', resolve));

    await server.stop();
    await ended;
    server = await startPostgres({ dir, log });

    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('refuses a directory that a living process uses, and names the process', async () => {
    const second = startPostgres({ dir, log });

    await expect(second).rejects.toThrow(`正被进程 ${process.pid} 使用`);
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('removes a lock file whose process id belongs to another program now', async () => {
    await server.stop();
    writeFileSync(join(dir, 'data', 'postmaster.pid'), `${process.ppid}\n`, { mode: 0o644 });

    server = await startPostgres({ dir, log });

    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('takes over from a process that was killed and left its server running', async () => {
    await server.stop();
    const owner = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        `import { startPostgres } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'postgres.ts')))};
         await startPostgres({ dir: ${JSON.stringify(dir)}, log: () => {} });
         console.log('ready');
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => owner.stdout.once('data', resolve));
    const orphan = Number.parseInt(readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8'), 10);
    owner.kill('SIGKILL');
    await new Promise((resolve) => owner.once('exit', resolve));

    server = await startPostgres({ dir, log });

    expect(await query(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(await query(server.url, 'show cluster_name')).toEqual([{ cluster_name: `owner-${process.pid}` }]);
    expect(() => process.kill(orphan, 0)).toThrow('ESRCH');
  });

  it('writes no values of rows to the log', async () => {
    const failing = query(server.url, "select '王小明'::int");

    await expect(failing).rejects.toThrow('invalid input syntax');
    expect(lines.join('\n')).not.toContain('王小明');
  });

  it('starts in a directory whose parents are closed to all but its user, and afresh after the directory was removed', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'closed-'));
    const project = join(closed, 'project');
    mkdirSync(project, { mode: 0o700 });
    const homes: string[] = [];
    const visit = async (sql: string) => {
      const other = await startPostgres({ dir: join(project, 'db'), log });
      try {
        homes.push(String((await query(other.url, 'show data_directory'))[0]?.data_directory));
        return await query(other.url, sql);
      } finally {
        await other.stop();
      }
    };

    await visit('create table kept as select 1 as one');
    const kept = await visit('select one from kept');
    rmSync(join(project, 'db'), { recursive: true });
    const afresh = visit('select one from kept');

    await expect(afresh).rejects.toThrow('relation "kept" does not exist');
    expect(kept).toEqual([{ one: 1 }]);
    const expected = process.getuid?.() === 0 ? '/var/tmp/icp-filing-postgres-' : closed;
    expect(homes.every((home) => home.startsWith(expected))).toBe(true);
    for (const home of homes) rmSync(dirname(home), { recursive: true, force: true });
    rmSync(closed, { recursive: true, force: true });
  });

  it("fails with the server's own output when it can't start", async () => {
    await server.stop();
    const version = join(dir, 'data', 'PG_VERSION');
    writeFileSync(version, '9\n');

    const starting = startPostgres({ dir, log });

    await expect(starting).rejects.toThrow('database files are incompatible with server');
    writeFileSync(version, '18\n');
    server = await startPostgres({ dir, log });
  });
});

describe('createDatabase', () => {
  it('creates one beside the first and does nothing the second time', async () => {
    const url = await createDatabase(server.url, 'icp-test');
    await query(url, 'create table t as select 1 as one');

    const again = await createDatabase(server.url, 'icp-test');

    expect(again).toBe(url);
    expect(await query(again, 'select current_database() as name, one from t')).toEqual([{ name: 'icp-test', one: 1 }]);
  });

  it('copies a template', async () => {
    const template = await createDatabase(server.url, 'template-of-tests');
    await query(template, 'create table migrated as select 7 as version');

    const copy = await createDatabase(server.url, 'copy-1', 'template-of-tests');

    expect(await query(copy, 'select version from migrated')).toEqual([{ version: 7 }]);
  });
});
