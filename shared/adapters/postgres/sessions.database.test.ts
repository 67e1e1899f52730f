import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { type Instance, openInstances, outcomes } from '../../../tests/support/instance.ts';
import { testInstance } from '../../../tests/support/test-instance.ts';

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
  await instance.sessions.open(accountId, key.challenge);
  return { accountId, key };
}

const renewOn = (at: Instance, key: Key, next: Key) => at.sessions.renew(key.secret, next.challenge);
const renew = (key: Key, next: Key) => renewOn(instance, key, next);
const REFUSED = { 'session.invalid': 1 };

describe('renewing a session', () => {
  it('goes from secret to secret and always returns the same account', async () => {
    const { accountId, key } = await openSession('chain');
    const [second, third] = [newKey(), newKey()];

    const renewed = [await renew(key, second), await renew(second, third)];

    expect(renewed).toEqual([{ accountId }, { accountId }]);
  });

  it('returns the same for a repeated request whose reply was lost', async () => {
    const { accountId, key } = await openSession('lost answer');
    const [second, third] = [newKey(), newKey()];
    await renew(key, second);

    const again = await renew(key, second);

    expect(again).toEqual({ accountId });
    expect(await renew(second, third)).toEqual({ accountId });
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
    const { accountId, key } = await openSession('long');
    const second = newKey();

    clock.forward(30 * 24 * 3600 - 1);
    const before = await renew(key, second);
    clock.forward(1);
    const after = await outcomes([renew(second, newKey())]);

    expect(before).toEqual({ accountId });
    expect(after).toEqual(REFUSED);
  });

  it('refuses an unknown secret', async () => {
    const result = await outcomes([renew(newKey(), newKey())]);

    expect(result).toEqual(REFUSED);
  });

  it('accepts a challenge once, so that nobody can register somebody else’s', async () => {
    const { key } = await openSession('first');
    const { accountId } = await instance.accounts.signIn('openid-second');

    const result = await outcomes([instance.sessions.open(accountId, key.challenge)]);

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
    await instance.sessions.open(accountId, other.challenge);

    await instance.sessions.end(key.secret);

    expect(await outcomes([renew(key, newKey())])).toEqual(REFUSED);
    expect(await renew(other, newKey())).toEqual({ accountId });
  });

  it('all sessions ends those of one person only, and counts them', async () => {
    const { accountId, key } = await openSession('all devices');
    await instance.sessions.open(accountId, newKey().challenge);
    const stranger = await openSession('a stranger');

    const ended = await instance.sessions.endAll(accountId);

    expect(ended).toBe(2);
    expect(await outcomes([renew(key, newKey())])).toEqual(REFUSED);
    expect(await renew(stranger.key, newKey())).toEqual({ accountId: stranger.accountId });
  });
});
