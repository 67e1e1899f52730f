import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../hygiene/source-files.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { collectLog } from '../support/scf.ts';
import { type TestLaptop, testLaptop } from '../support/test-laptop.ts';

const log = collectLog();
let laptop: TestLaptop;
let database: pg.Client;

beforeAll(async () => {
  laptop = await testLaptop({ hostFunctions: inProcessHost });
  database = new pg.Client({ connectionString: laptop.addresses.database });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await laptop.stop();
  log.stop();
});

/** The statements of 结束登录 in the operators' manual. */
const [OF_ONE = '', OF_ALL = ''] = textOf('docs/operations.md').match(/(?<=```sql\n)update session .*;(?=\n)/g) ?? [];

const challengeOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');
const newSecret = () => randomBytes(32).toString('base64url');

async function request(method: string, path: string, { token = '', body = undefined as unknown }) {
  const response = await fetch(laptop.addresses.gateway + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function signedIn(name: string) {
  const secret = newSecret();
  const code = await laptop.loginCode(name);
  const reply = await request('POST', '/v1/sessions', { body: { code, challenge: challengeOf(secret) } });
  const token = String(reply.body.token);
  const { body } = await request('GET', '/v1/authorization-codes', { token });
  return { secret, token, accountId: String(body.accountId) };
}

/** Whether a token still reads, and whether the device may have another one. */
async function statusesOf({ secret, token }: { readonly secret: string; readonly token: string }) {
  const read = await request('GET', '/v1/filings', { token });
  const renewal = { secret, next: challengeOf(newSecret()) };
  return [read.status, (await request('POST', '/v1/sessions/renewals', { body: renewal })).status];
}

describe('an operator who ends sessions by the statements of their manual', () => {
  it('ends those of one account at once, and of nobody else', async () => {
    const [lost, other] = [await signedIn('lost phone'), await signedIn('somebody else')];

    await database.query(OF_ONE.replace('账号编号', lost.accountId));

    expect(await statusesOf(lost)).toEqual([401, 401]);
    expect(await statusesOf(other)).toEqual([200, 201]);
  });

  it('ends those of everybody', async () => {
    const people = [await signedIn('first'), await signedIn('second')];

    await database.query(OF_ALL);

    expect(await Promise.all(people.map(statusesOf))).toEqual([
      [401, 401],
      [401, 401],
    ]);
  });
});
