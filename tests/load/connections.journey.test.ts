import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { ENTERPRISE } from 'specimens/people.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundleFunctions } from '../../deploy/bundle/bundle-functions.ts';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { migrate } from '../../deploy/products.ts';
import { ROOT } from '../../deploy/root.ts';
import { databaseRoles } from '../../local/database-roles.ts';
import { laptopSecrets } from '../../local/laptop-secrets.ts';
import { createDatabase, type Postgres, startPostgres } from '../../local/postgres.ts';
import { createSeal } from '../../platform/adapters/node-crypto/seal.ts';
import { systemClock } from '../../platform/adapters/system/clock.ts';
import { openInstance } from '../support/database/instance.ts';
import { eligibilityOf } from '../support/filings/filings.ts';
import { collectLog, httpEventOf, scfContext } from '../support/scf.ts';

const MAX_CONNECTIONS = 50;
const INSTANCES_EACH = 20;
const FILINGS = 120;
const TICK = { Type: 'Timer', TriggerName: 'delivery', Time: '2026-11-25T02:00:00Z', Message: '' };
/** A client's timeout. */
const PATIENCE_MS = 30_000;

type Handler = (event: unknown, context: unknown) => Promise<unknown>;
/** The people who may open one filing: each has at most one unfinished filing. */
interface Person {
  readonly authorization: string;
  readonly ticket: string;
}
interface Reply {
  readonly statusCode: number;
  readonly body: string;
}

let server: Postgres;
let admin: pg.Client;
let filing: readonly Handler[];
let delivery: readonly Handler[];
let people: readonly Person[];
const dir = mkdtempSync(join(tmpdir(), 'icp-filing-connections-'));
const log = collectLog();

beforeAll(async () => {
  server = await startPostgres({ dir, log: () => {}, maxConnections: MAX_CONNECTIONS });
  const own = await createDatabase(server.url, 'icp');
  const roles = await databaseRoles(own);
  await migrate(roles);
  admin = new pg.Client({ connectionString: own });
  await admin.connect();
  // Three of the connections are reserved for superusers, which the functions' role is not.
  const url = roles.workingUrl;
  const secrets = laptopSecrets(dir);
  const { variables } = readServerlessYml(join(ROOT, 'serverless.yml'), environmentOf(url, secrets));
  Object.assign(process.env, variables, {
    TENCENTCLOUD_SECRETID: LAPTOP_CREDENTIALS.secretId,
    TENCENTCLOUD_SECRETKEY: LAPTOP_CREDENTIALS.secretKey,
  });
  const bundles = await bundleFunctions({ names: ['filing', 'delivery'], root: ROOT });
  [filing, delivery] = [instancesOf(bundles.filing), instancesOf(bundles.delivery)];
  people = await signedInWithTickets(url, secrets);
  await connectInTurns();
});
afterAll(async () => {
  log.stop();
  await admin?.end();
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const environmentOf = (url: string, { DESK_SECRET, ...keys }: ReturnType<typeof laptopSecrets>) => ({
  ...keys,
  STAGE: 'tests',
  DATABASE_URL: url,
  COS_ENDPOINT: 'http://127.0.0.1:9',
  CLOUD_API_ENDPOINT: 'http://127.0.0.1:9',
  REVIEW_DESK_URL: 'http://127.0.0.1:9',
  REVIEW_DESK_SECRET: DESK_SECRET,
  REVIEW_WEBHOOK_SECRETS: DESK_SECRET,
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
});

/** A copy of a bundle is a separate instance: module state and connections. */
function instancesOf({ entry }: Bundle): readonly Handler[] {
  return Array.from({ length: INSTANCES_EACH }, (_, index) => {
    const copy = join(dir, `${basename(dirname(entry))}-${index}`);
    cpSync(dirname(entry), copy, { recursive: true });
    writeFileSync(join(copy, 'package.json'), '{"type":"commonjs"}');
    return (createRequire(entry)(join(copy, 'index.js')) as { main_handler: Handler }).main_handler;
  });
}

/** In the cloud forty machines share the work of these handshakes, which one process would have to do. */
async function connectInTurns(): Promise<void> {
  const { authorization = '' } = people[0] ?? {};
  for (const handler of filing)
    await handler(httpEventOf('GET /v1/filings', { headers: { authorization } }), scfContext());
  for (const handler of delivery) await handler(TICK, scfContext({ time_limit_in_ms: 60_000 }));
}

/** People who have passed the eligibility check. */
async function signedInWithTickets(url: string, secrets: ReturnType<typeof laptopSecrets>): Promise<readonly Person[]> {
  const [keyId = '', key = ''] = secrets.SEAL_KEYS.split(':');
  const indexKey = Buffer.from(secrets.BLIND_INDEX_KEY, 'base64');
  const seal = createSeal({ keys: { [keyId]: Buffer.from(key, 'base64') }, currentKeyId: keyId, indexKey });
  const instance = openInstance(url, systemClock, seal);
  const tokens = await (await import('../../shared/compose/session-tokens.ts')).sessionTokens();
  const input = eligibilityOf(ENTERPRISE);
  const expiresAt = new Date(Date.now() + 600_000);
  const signedIn = Array.from({ length: FILINGS }, async (_, index) => {
    const { accountId } = await instance.accounts.signIn(`person-${index}`);
    const ticket = instance.ids.secret().slice(0, 32);
    await instance.eligibilityChecks.save({ accountId, ticket, input, filingType: 'first', expiresAt });
    return {
      ticket,
      authorization: `Bearer ${(await tokens.issue(await instance.sessions.open(accountId, {}))).token}`,
    };
  });
  const all = await Promise.all(signedIn);
  await instance.close();
  return all;
}

/** Opens a filing as a client does: retries with the same key while something is busy. */
async function open(handler: Handler, { authorization, ticket }: Person, statuses: number[]): Promise<string> {
  const headers = { authorization, 'idempotency-key': `connections-${ticket}` };
  const event = httpEventOf('POST /v1/filings', { headers, body: { ticket, consentTextVersion: '2026-11' } });
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const reply = (await handler(event, scfContext({ request_id: randomUUID() }))) as Reply;
    statuses.push(reply.statusCode);
    if (reply.statusCode === 201) return (JSON.parse(reply.body) as { filingId: string }).filingId;
    const isBusy = reply.statusCode === 503 || reply.body.includes('idempotency.running');
    if (!isBusy || Date.now() > until) throw new Error(reply.body);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** All instances work at once, each on one event after the other. */
async function everybody(some: readonly Person[], onTurn: () => void = () => {}) {
  const left = some.values();
  const [ids, statuses]: [string[], number[]] = [[], []];
  let isOver = false;
  let ticks = 0;
  const filers = filing.map(async (handler) => {
    for (const person of left) {
      onTurn();
      ids.push(await open(handler, person, statuses));
    }
  });
  const deliverers = delivery.map(async (handler) => {
    while (!isOver) {
      await handler(TICK, scfContext({ function_name: 'delivery', time_limit_in_ms: 60_000 })).catch((error: Error) =>
        statuses.push(error.message.includes('database') ? 503 : 500),
      );
      ticks += 1;
    }
  });
  await Promise.all(filers);
  isOver = true;
  await Promise.all(deliverers);
  return { ids, statuses, ticks };
}

const filingsOf = async () => (await admin.query<{ id: string }>('select id from filing')).rows.map(({ id }) => id);

describe(`${2 * INSTANCES_EACH} instances on a server that takes ${MAX_CONNECTIONS} connections`, () => {
  it('are all served: none is refused a connection, and no caller has to retry', async () => {
    const { ids, statuses, ticks } = await everybody(people.slice(0, FILINGS / 2));

    const { rows } = await admin.query("select count(*)::int as held from pg_stat_activity where usename = 'icp'");
    expect(statuses).toEqual(Array(FILINGS / 2).fill(201));
    expect(new Set(ids).size).toBe(FILINGS / 2);
    expect(ticks).toBeGreaterThanOrEqual(INSTANCES_EACH);
    // One for each instance; connections idle for ten seconds have been closed.
    expect(rows[0].held).toBeLessThanOrEqual(2 * INSTANCES_EACH);
  });

  it('lose nothing and do nothing twice when the server ends all connections twice meanwhile', async () => {
    let turns = 0;
    const ended: Promise<pg.QueryResult>[] = [];
    const { ids, statuses } = await everybody(people.slice(FILINGS / 2), () => {
      turns += 1;
      if (turns !== 25 && turns !== 45) return;
      ended.push(admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'icp'"));
    });

    const [first, second] = (await Promise.all(ended)).map(({ rowCount }) => rowCount ?? 0);
    expect(first).toBeGreaterThanOrEqual(INSTANCES_EACH);
    expect(second).toBeGreaterThan(0);
    expect(statuses.filter((status) => ![201, 409, 503].includes(status))).toEqual([]);
    expect(new Set(ids).size).toBe(FILINGS / 2);
    expect(await filingsOf()).toEqual(expect.arrayContaining(ids));
    expect(await filingsOf()).toHaveLength(FILINGS);
  });
});
