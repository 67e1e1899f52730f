import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { sessionsInMemory } from '../../tests/support/desk/open-sessions.ts';
import { createSessionTokens } from '../adapters/jsonwebtoken/session-tokens.ts';
import { sessionCaller } from './session-caller.ts';

const tokensWith = (secretByte: number) =>
  createSessionTokens({
    key: Buffer.alloc(32, secretByte),
    issuer: 'icp-filing',
    audience: 'icp-filing',
    lifetimeSeconds: 3600,
    clock: testClock('2026-11-24T02:00:00Z'),
  });
const tokens = tokensWith(1);
const sessions = sessionsInMemory();
const SESSION = { accountId: 'account-1', sessionId: 'session-1' };

describe('sessionCaller', () => {
  it('is undefined without the header', async () => {
    const caller = await sessionCaller({ cookie: 'session=x' }, tokens, sessions);

    expect(caller).toBeUndefined();
  });

  it.each(['Bearer', 'bearer', 'BEARER'])('is the session of a token after %s', async (scheme) => {
    const { token } = await tokens.issue(SESSION);

    const caller = await sessionCaller({ authorization: `${scheme} ${token}` }, tokens, sessions);

    expect(caller).toEqual({ ...SESSION, person: ['account-1'], authenticatedAt: new Date('2026-11-24T02:00:00Z') });
  });

  it.each([
    ['an empty header', () => ''],
    ['no scheme', (token: string) => token],
    ['another scheme', (token: string) => `Basic ${token}`],
    ['two spaces', (token: string) => `Bearer  ${token}`],
    ['two tokens', (token: string) => `Bearer ${token}, Bearer ${token}`],
    ['a token without signature', (token: string) => `Bearer ${token.split('.').slice(0, 2).join('.')}.`],
    ['a changed token', (token: string) => `Bearer ${token.replace('.', '.e')}`],
  ])('[A2] refuses %s', async (_, header) => {
    const { token } = await tokens.issue(SESSION);

    const caller = sessionCaller({ authorization: header(token) }, tokens, sessions);

    await expect(caller).rejects.toMatchObject({ name: 'Refused', refusal: 'session.invalid', facts: {} });
  });

  it('[A2] refuses a token of another key', async () => {
    const { token } = await tokensWith(2).issue(SESSION);

    const caller = sessionCaller({ authorization: `Bearer ${token}` }, tokens, sessions);

    await expect(caller).rejects.toMatchObject({ refusal: 'session.invalid' });
  });

  it('[E5] refuses a valid token whose session has ended', async () => {
    const ended = { ...SESSION, sessionId: 'ended' };
    const { token } = await tokens.issue(ended);
    sessions.end('ended');

    const caller = sessionCaller({ authorization: `Bearer ${token}` }, tokens, sessions);

    await expect(caller).rejects.toMatchObject({ refusal: 'session.invalid' });
  });
});
