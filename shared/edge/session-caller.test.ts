import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { createSessionTokens } from '../adapters/jose/session-tokens.ts';
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

describe('sessionCaller', () => {
  it('is undefined without the header', async () => {
    const caller = await sessionCaller({ cookie: 'session=x' }, tokens);

    expect(caller).toBeUndefined();
  });

  it.each(['Bearer', 'bearer', 'BEARER'])('is the account of a token after %s', async (scheme) => {
    const { token } = await tokens.issue('account-1');

    const caller = await sessionCaller({ authorization: `${scheme} ${token}` }, tokens);

    expect(caller).toBe('account-1');
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
    const { token } = await tokens.issue('account-1');

    const caller = sessionCaller({ authorization: header(token) }, tokens);

    await expect(caller).rejects.toMatchObject({ name: 'Refused', refusal: 'session.invalid', facts: {} });
  });

  it('[A2] refuses a token of another key', async () => {
    const { token } = await tokensWith(2).issue('account-1');

    const caller = sessionCaller({ authorization: `Bearer ${token}` }, tokens);

    await expect(caller).rejects.toMatchObject({ refusal: 'session.invalid' });
  });
});
