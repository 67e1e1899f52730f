import { createHmac } from 'node:crypto';
import { decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { describeSessionTokens } from './session-tokens.suite.ts';
import { createSessionTokens } from './session-tokens.ts';

const now = new Date('2026-11-24T01:00:00Z');
const settings = {
  key: Buffer.alloc(32, 7),
  issuer: 'icp-filing',
  audience: 'icp-filing-api',
  clock: { now: () => now },
};
const claims = {
  sub: 'account-1',
  sid: 'session-1',
  iss: 'icp-filing',
  aud: 'icp-filing-api',
  exp: now.getTime() / 1000 + 60,
};

const forge = (alg: string, changes: Record<string, unknown> = {}, key: Uint8Array = settings.key) =>
  new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg }).sign(key);

/** Signed like ours, under a header that names another algorithm. */
function mislabelled(alg: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', settings.key).update(signed).digest('base64url')}`;
}

describeSessionTokens('JWT session tokens', (at) => createSessionTokens({ ...settings, clock: { now: () => at } }));

const SESSION = { accountId: 'account-1', sessionId: 'session-1' };

describe('createSessionTokens', () => {
  it('accepts a well-formed foreign token under our key, so that the refusals below have one reason each', async () => {
    const token = await forge('HS256');

    const caller = await createSessionTokens(settings).verify(token);

    expect(caller).toEqual(SESSION);
  });

  it('issues a token that another implementation of HMAC-SHA-256 accepts', async () => {
    const { token } = await createSessionTokens(settings).issue(SESSION);
    const [header = '', payload = '', signature] = token.split('.');

    const expected = createHmac('sha256', settings.key).update(`${header}.${payload}`).digest('base64url');

    expect(signature).toBe(expected);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
      sub: 'account-1',
      sid: 'session-1',
      iss: 'icp-filing',
      aud: 'icp-filing-api',
      iat: 1795482000,
      exp: 1795483800,
    });
  });

  it.each([
    ['another key', () => forge('HS256', {}, Buffer.alloc(32, 8))],
    ['another algorithm under our key', () => forge('HS512')],
    ['our signature under another algorithm’s name', async () => mislabelled('none')],
    ['no signature', async () => new UnsecuredJWT(claims).encode()],
    ['another issuer', () => forge('HS256', { iss: 'somebody' })],
    ['another audience', () => forge('HS256', { aud: 'somebody' })],
    ['no subject', () => forge('HS256', { sub: undefined })],
    ['no session, as they were issued before', () => forge('HS256', { sid: undefined })],
    ['no end', () => forge('HS256', { exp: undefined })],
    ['a start in the future', () => forge('HS256', { nbf: now.getTime() / 1000 + 30 })],
  ])('refuses a token with %s', async (_case, token) => {
    const tokens = createSessionTokens(settings);

    const caller = await tokens.verify(await token());

    expect(caller).toBeUndefined();
  });

  it('accepts a token only until it expires, even if it accepted it before', async () => {
    let today = now;
    const tokens = createSessionTokens({ ...settings, lifetimeSeconds: 60, clock: { now: () => today } });
    const { token } = await tokens.issue(SESSION);

    const callers = [];
    for (const seconds of [0, 59, 60]) {
      today = new Date(now.getTime() + seconds * 1000);
      callers.push(await tokens.verify(token));
    }

    expect(callers).toEqual([SESSION, SESSION, undefined]);
  });

  it('refuses a key shorter than 32 bytes at once', () => {
    const create = () => createSessionTokens({ ...settings, key: Buffer.alloc(31) });

    expect(create).toThrow('at least 32 bytes');
  });
});
