import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../../local/postgres.ts';
import { openDatabase } from '../../shared/adapters/postgres/database.ts';
import { migrate } from '../../shared/adapters/postgres/migrate.ts';
import { certificate, keyOf } from '../../tests/support/pictures/certificates.ts';
import { connectionOf } from './connection.ts';

const AUTHORITY = certificate('An authority');
const OTHER_AUTHORITY = certificate('Another authority');
/** The server's certificate names `localhost`, and not the address behind it. */
const SERVER = certificate('localhost', AUTHORITY);

let dir: string;
let postgres: Postgres;

async function atServer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Makes the server write a file that only it can read. */
const writeAtServer = (name: string, text: string) =>
  atServer(`copy (select unnest(string_to_array('${text.trim()}', E'\n'))) to program 'umask 077 && cat > ${name}'`);

const switchTls = (state: 'on' | 'off') => atServer(`alter system set ssl = ${state}`, 'select pg_reload_conf()');

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tls-'));
  postgres = await startPostgres({ dir: join(dir, 'postgres'), log: () => {} });
  await writeAtServer('server.crt', SERVER.pem);
  await writeAtServer('server.key', keyOf(SERVER));
  await switchTls('on');
  for (const [name, { pem }] of Object.entries({ authority: AUTHORITY, other: OTHER_AUTHORITY }))
    writeFileSync(join(dir, `${name}.pem`), pem);
});
afterAll(async () => {
  await postgres.stop();
  rmSync(dir, { recursive: true });
});

function addressOf(host: string, mode: string, authority?: string): string {
  const url = new URL(postgres.url);
  url.hostname = host;
  url.searchParams.set('sslmode', mode);
  if (authority) url.searchParams.set('sslrootcert', join(dir, `${authority}.pem`));
  return url.href;
}

/** Whether the connection is encrypted, or the code of the error. */
async function connected(url: string): Promise<unknown> {
  const database = openDatabase(url);
  try {
    const { rows } = await sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(
      database.sql,
    );
    return rows[0]?.ssl;
  } catch (error) {
    return (error as { code?: string }).code ?? (error as Error).message;
  } finally {
    await database.close();
  }
}

describe('[C5] a database behind TLS', () => {
  it.each([
    ['localhost', 'verify-full', 'authority', true],
    ['localhost', 'verify-ca', 'authority', true],
    // The certificate names no such host.
    ['127.0.0.1', 'verify-ca', 'authority', true],
    ['127.0.0.1', 'verify-full', 'authority', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['localhost', 'verify-full', 'other', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['localhost', 'verify-ca', 'other', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    // Without a file, public authorities count.
    ['localhost', 'verify-full', undefined, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('at %s with %s and the file of %s: %s', async (host, mode, authority, outcome) => {
    expect(await connected(addressOf(host, mode, authority))).toBe(outcome);
  });

  it('is verified by migrations too', async () => {
    await expect(migrate(addressOf('localhost', 'verify-ca', 'other'), 'icp')).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  it('is not spoken to in clear when it has no TLS', async () => {
    await switchTls('off');

    const outcomes = [
      await connected(addressOf('localhost', 'verify-full', 'authority')),
      await connected(addressOf('localhost', 'verify-ca', 'authority')),
    ];

    await switchTls('on');
    expect(outcomes).toEqual(Array(2).fill('The server does not support SSL connections'));
  });
});

it('wants a file of authorities where the host is not checked', () => {
  expect(() => connectionOf('postgres://icp@10.0.0.7/icp?sslmode=verify-ca')).toThrow('needs sslrootcert');
});
