import { describe, expect, it } from 'vitest';
import type { SessionTokens } from '../../ports/accounts/session-tokens.ts';

/** The contract of SessionTokens. Tokens of `open(now)` last half an hour; all calls share the same secret. */
export function describeSessionTokens(name: string, open: (now: Date) => SessionTokens): void {
  const morning = new Date('2026-11-24T01:00:00.500Z');
  const ACCOUNT = '5f0c1a52-5a3e-4a55-9c0e-0d4f6f6f2a11';
  const SESSION = { accountId: ACCOUNT, sessionId: '0a0e7c55-7a0e-4d5e-8a53-6f0c1f2b7f11' };

  describe(name, () => {
    it('returns the session of a token that another instance issued', async () => {
      const { token } = await open(morning).issue(SESSION);

      const caller = await open(morning).verify(token);

      expect(caller).toEqual(SESSION);
    });

    it('returns when the token expires, and accepts it until that second', async () => {
      const { token, expiresAt } = await open(morning).issue(SESSION);

      const before = await open(new Date('2026-11-24T01:29:59.999Z')).verify(token);
      const after = await open(new Date('2026-11-24T01:30:00.000Z')).verify(token);

      expect(expiresAt).toEqual(new Date('2026-11-24T01:30:00.000Z'));
      expect(before).toEqual(SESSION);
      expect(after).toBeUndefined();
    });

    it('refuses a changed token', async () => {
      const { token } = await open(morning).issue(SESSION);
      const [header, payload, signature] = token.split('.');
      const other = Buffer.from(String(payload), 'base64url').toString().replace(ACCOUNT, 'somebody-else');

      const caller = await open(morning).verify(
        [header, Buffer.from(other).toString('base64url'), signature].join('.'),
      );

      expect(other).toContain('somebody-else');
      expect(caller).toBeUndefined();
    });

    it.each(['', 'x', 'a.b.c', '{}', '../../etc/passwd', '令牌'])('refuses %j', async (token) => {
      const caller = await open(morning).verify(token);

      expect(caller).toBeUndefined();
    });
  });
}
