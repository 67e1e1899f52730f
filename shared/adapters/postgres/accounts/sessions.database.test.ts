import { createHash, randomBytes } from 'node:crypto';
import { type CompiledQuery, type KyselyPlugin, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type Instance, openInstances, outcomes, testSeal } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { openDatabase } from '../database.ts';
import { createSessions } from './sessions.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

interface Key {
  readonly secret: string;
  readonly challenge: string;
}

function newKey(): Key {
  const secret = randomBytes(32).toString('base64url');
  return { secret, challenge: createHash('sha256').update(secret).digest('base64url') };
}

async function openSession(name: string) {
  const { accountId } = await instance.accounts.signIn(`openid-${name}`);
  const key = newKey();
  const session = await instance.sessions.open(accountId, { challenge: key.challenge });
  return { ...session, key };
}

const renewOn = (at: Instance, key: Key, next: Key) =>
  at.sessions.renew(key.secret, next.challenge, { kind: 'Chrome · Mac' });
const renew = (key: Key, next: Key) => renewOn(instance, key, next);
const REFUSED = { 'session.invalid': 1 };

describe('renewing a session', () => {
  it('goes from secret to secret and always returns the same account', async () => {
    const { accountId, sessionId, key } = await openSession('chain');
    const [second, third] = [newKey(), newKey()];

    const renewed = [await renew(key, second), await renew(second, third)];

    expect(renewed).toMatchObject([
      { accountId, sessionId },
      { accountId, sessionId },
    ]);
  });

  it('returns the same for a repeated request whose reply was lost', async () => {
    const { accountId, sessionId, key } = await openSession('lost answer');
    const [second, third] = [newKey(), newKey()];
    await renew(key, second);

    const again = await renew(key, second);

    expect(again).toMatchObject({ accountId, sessionId });
    expect(await renew(second, third)).toMatchObject({ accountId, sessionId });
  });

  it('ends the session when a secret is repeated with another successor, for thief and owner alike', async () => {
    const { key } = await openSession('thief');
    const [owner, thief] = [newKey(), newKey()];
    await renew(key, owner);

    const theft = await outcomes([renew(key, thief)]);
    const afterwards = [await outcomes([renew(owner, newKey())]), await outcomes([renew(thief, newKey())])];

    expect(theft).toEqual(REFUSED);
    expect(afterwards).toEqual([REFUSED, REFUSED]);
  });

  it('ends the session when an old request is repeated after its successor was used', async () => {
    const { key } = await openSession('replay');
    const [second, third] = [newKey(), newKey()];
    await renew(key, second);
    await renew(second, third);

    const replayed = await outcomes([renew(key, second)]);

    expect(replayed).toEqual(REFUSED);
    expect(await outcomes([renew(third, newKey())])).toEqual(REFUSED);
  });

  it('lets at most one of twenty copies of a secret win, and none of them for long', async () => {
    const { key } = await openSession('race');
    const instances = await openInstances(10, test.url, clock);
    const successors = Array.from({ length: 20 }, newKey);

    const result = await outcomes(successors.map((next, call) => renewOn(instances.nth(call), key, next)));
    const afterwards = await outcomes(successors.map((next) => renew(next, newKey())));
    await instances.close();

    expect(result).toEqual({ done: 1, 'session.invalid': 19 });
    expect(afterwards).toEqual({ 'session.invalid': 20 });
  });

  it('works for thirty days and not a second longer', async () => {
    const { accountId, sessionId, key } = await openSession('long');
    const second = newKey();

    clock.forward(30 * 24 * 3600 - 1);
    const before = await renew(key, second);
    clock.forward(1);
    const after = await outcomes([renew(second, newKey())]);

    expect(before).toMatchObject({ accountId, sessionId });
    expect(after).toEqual(REFUSED);
  });

  it('refuses an unknown secret', async () => {
    const result = await outcomes([renew(newKey(), newKey())]);

    expect(result).toEqual(REFUSED);
  });

  it('accepts a challenge once, so that nobody can register somebody else’s', async () => {
    const { key } = await openSession('first');
    const { accountId } = await instance.accounts.signIn('openid-second');

    const result = await outcomes([instance.sessions.open(accountId, { challenge: key.challenge })]);

    expect(result).toEqual(REFUSED);
  });

  it('stores no secret, only its hash', async () => {
    const { key } = await openSession('hashed');
    const rows = await test.query<{ found: string }>(
      `select encode(challenge, 'escape') as found from session_challenge`,
    );

    const kept = rows.filter(({ found }) => found.includes(key.secret));

    expect(rows.length).toBeGreaterThan(0);
    expect(kept).toEqual([]);
  });
});

describe('ending', () => {
  it('a session ends that one, and no other of the same person', async () => {
    const { accountId, key } = await openSession('two devices');
    const other = newKey();
    await instance.sessions.open(accountId, { challenge: other.challenge });

    await instance.sessions.end(key.secret);

    expect(await outcomes([renew(key, newKey())])).toEqual(REFUSED);
    expect(await renew(other, newKey())).toMatchObject({ accountId });
  });

  it('all sessions ends those of one person only, and counts them', async () => {
    const { accountId, key } = await openSession('all devices');
    await instance.sessions.open(accountId, { challenge: newKey().challenge });
    const stranger = await openSession('a stranger');

    const ended = await instance.sessions.endAll(accountId);

    expect(ended).toBe(2);
    expect(await outcomes([renew(key, newKey())])).toEqual(REFUSED);
    expect(await renew(stranger.key, newKey())).toMatchObject({ accountId: stranger.accountId });
  });

  it('keep the time at which they ended, and are not counted again', async () => {
    const { accountId } = await openSession(instance.ids.uuid());
    await instance.sessions.endAll(accountId);
    const before = await instance.sessions.historyOf(accountId);
    clock.forward(60);

    const ended = await instance.sessions.endAll(accountId);

    expect(ended).toBe(0);
    expect(before.map(({ endedAt }) => endedAt)).toEqual([expect.any(Date)]);
    expect(await instance.sessions.historyOf(accountId)).toEqual(before);
  });
});

const collecting = (statements: CompiledQuery[]): KyselyPlugin => ({
  transformQuery: ({ node, queryId }) => {
    statements.push(new PostgresQueryCompiler().compileQuery(node, queryId));
    return node;
  },
  transformResult: async ({ result }) => result,
});

describe('the time of authentication', () => {
  it('is that of the sign-in however often the session is renewed, and of the session that confirmed a scan', async () => {
    const { accountId, sessionId, key } = await openSession('proven');
    const signedIn = clock.now();
    clock.forward(29 * 24 * 3600);
    const scanned = newKey();
    await renew(key, newKey());
    const old = await instance.sessions.standingOf({ accountId, sessionId });
    const by = { challenge: scanned.challenge, ...(old && { authenticatedAt: old.authenticatedAt }) };
    const page = await instance.sessions.open(accountId, by);
    await renew(scanned, newKey());

    const standing = await instance.sessions.standingOf(page);

    expect([old?.authenticatedAt, standing?.authenticatedAt]).toEqual([signedIn, signedIn]);
  });
});

describe('a device', () => {
  const MAC = { kind: 'Chrome · Mac' };
  const signIn = async (accountId: string, device: { readonly kind: string; readonly key?: string }) =>
    (await instance.sessions.open(accountId, { challenge: newKey().challenge, device })).isNewDevice;
  const account = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;

  it('is new when an account has not been used from it, except for the very first', async () => {
    const [accountId, other] = [await account(), await account()];
    const first = [await signIn(accountId, { ...MAC, key: 'at home' }), await signIn(other, MAC)];
    clock.forward(3600);

    const later = [
      await signIn(accountId, { ...MAC, key: 'at home' }),
      await signIn(accountId, { ...MAC, key: 'of a thief' }),
      await signIn(accountId, { ...MAC, key: 'of a thief' }),
      await signIn(other, { ...MAC, key: 'at home' }),
      await signIn(other, MAC),
      await signIn(other, { kind: 'Edge · Windows 电脑' }),
    ];

    expect(first).toEqual([false, false]);
    expect(later).toEqual([false, true, false, true, false, true]);
  });

  it('is new in an account whose sessions were all deleted since', async () => {
    const accountId = await account();
    await signIn(accountId, MAC);
    clock.forward(3600);
    await test.query('delete from session_challenge');
    await test.query('delete from session where account_id = $1', [accountId]);

    expect(await signIn(accountId, MAC)).toBe(true);
  });

  it('of a scan, or with a copied secret, is told by its first renewal, and once', async () => {
    const accountId = await account();
    await signIn(accountId, { kind: '微信 · iPhone', key: 'phone' });
    clock.forward(3600);
    const [scanned, second, third, fourth] = [newKey(), newKey(), newKey(), newKey()];
    const { isNewDevice } = await instance.sessions.open(accountId, { challenge: scanned.challenge });
    const renewal = (key: Key, next: Key, device: string) =>
      instance.sessions.renew(key.secret, next.challenge, { ...MAC, key: device });

    const renewed = [
      await renewal(scanned, second, 'page'),
      await renewal(second, third, 'page'),
      await renewal(third, fourth, 'thief'),
    ];

    expect([isNewDevice, ...renewed.map((session) => session.isNewDevice)]).toEqual([false, true, false, true]);
  });

  it('from before devices had an index is known by its kind', async () => {
    const accountId = await account();
    await signIn(accountId, MAC);
    await test.query('update session set device_index = null where account_id = $1', [accountId]);
    clock.forward(3600);

    expect(await signIn(accountId, { ...MAC, key: 'at home' })).toBe(false);
  });

  it('from before is not new either when its session is renewed', async () => {
    const { accountId, key } = await openSession('before the index');
    const next = newKey();
    await renew(key, next);
    await test.query('update session set device_index = null where account_id = $1', [accountId]);
    clock.forward(3600);

    expect(await renew(next, newKey())).toMatchObject({ accountId, isNewDevice: false });
  });
});

describe('[E5] a session that is open', () => {
  const isOpen = async (session: { readonly accountId: string; readonly sessionId: string }) =>
    (await instance.sessions.standingOf(session)) !== undefined;

  it('is open for its own account only', async () => {
    const [own, other] = [await openSession('own'), await openSession('of another')];

    expect(await isOpen(own)).toBe(true);
    expect(await isOpen({ ...own, accountId: other.accountId })).toBe(false);
    expect(await isOpen({ ...own, sessionId: instance.ids.uuid() })).toBe(false);
  });

  it('is looked up with its account in one statement, by their primary keys', async () => {
    const session = await openSession('looked up');
    const database = openDatabase(test.url);
    const statements: CompiledQuery[] = [];
    const watched = { ...database, sql: database.sql.withPlugin(collecting(statements)) };
    const parts = { database: watched, seal: testSeal(), clock, ids: instance.ids };
    const standing = await createSessions(parts).standingOf(session);
    await database.close();
    const client = new pg.Client({ connectionString: test.url });
    await client.connect();
    await client.query('set enable_seqscan = off');
    const { sql = '', parameters = [] } = statements[0] ?? {};
    const plan = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters]);
    await client.end();

    expect([standing?.person.length, statements.length]).toEqual([1, 1]);
    const scans = plan.rows.map((row) => row['QUERY PLAN']).filter((line) => line.includes('Scan'));
    expect(scans.map((line) => /Index Scan using \w+/.exec(line)?.[0]).toSorted()).toEqual([
      'Index Scan using account_pkey',
      'Index Scan using session_pkey',
    ]);
  });

  it.each<[string, (session: Awaited<ReturnType<typeof openSession>>) => Promise<unknown>]>([
    ['its device has signed out', ({ key }) => instance.sessions.end(key.secret)],
    ['it was ended from another device', ({ sessionId, accountId }) => instance.sessions.endOwn(sessionId, accountId)],
    ['all were ended', ({ accountId }) => instance.sessions.endAll(accountId)],
    [
      'its secret was copied',
      async ({ key }) => {
        await renew(key, newKey());
        await outcomes([renew(key, newKey())]);
      },
    ],
    ['its account was erased', ({ accountId }) => instance.erasure.beginAccount(accountId)],
  ])('is no longer when %s', async (_, end) => {
    const session = await openSession(instance.ids.uuid());

    await end(session);

    expect(await isOpen(session)).toBe(false);
  });

  it('ends with its first token when its device has no secret', async () => {
    const { accountId } = await instance.accounts.signIn('openid-without-secret');
    const session = await instance.sessions.open(accountId, { device: { kind: '微信 · iPhone' } });

    clock.forward(30 * 60 - 1);
    const before = await isOpen(session);
    clock.forward(1);

    expect([before, await isOpen(session)]).toEqual([true, false]);
  });

  it('is listed with its device and its times, the last used first, until it has ended', async () => {
    const first = await openSession('many devices');
    const opened = clock.now();
    clock.forward(60);
    const phone = await instance.sessions.open(first.accountId, { device: { kind: '微信 · iPhone' } });
    clock.forward(60);
    await renew(first.key, newKey());
    await openSession('somebody else with devices');

    const listed = await instance.sessions.ofAccount(first.accountId);
    await instance.sessions.endOwn(phone.sessionId, first.accountId);

    expect(listed).toEqual([
      {
        sessionId: first.sessionId,
        device: 'Chrome · Mac',
        openedAt: opened,
        usedAt: clock.now(),
        expiresAt: new Date(opened.getTime() + 30 * 24 * 3600 * 1000),
      },
      expect.objectContaining({ sessionId: phone.sessionId, device: '微信 · iPhone' }),
    ]);
    expect((await instance.sessions.ofAccount(first.accountId)).map(({ sessionId }) => sessionId)).toEqual([
      first.sessionId,
    ]);
  });

  it('is ended by nobody else, and once', async () => {
    const [own, other] = [await openSession('hers'), await openSession('his')];

    const result = [
      await outcomes([instance.sessions.endOwn(own.sessionId, other.accountId)]),
      await outcomes([instance.sessions.endOwn(own.sessionId, own.accountId)]),
      await outcomes([instance.sessions.endOwn(own.sessionId, own.accountId)]),
    ];

    expect(result).toEqual([{ 'session.unknown': 1 }, { done: 1 }, { 'session.unknown': 1 }]);
  });
});
