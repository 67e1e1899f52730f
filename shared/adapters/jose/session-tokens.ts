import { errors, jwtVerify, SignJWT } from 'jose';
import { TOKEN_SECONDS } from '../../domain/session.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SessionTokens } from '../../ports/session-tokens.ts';

export interface SessionTokenSettings {
  /** Secret of at least 32 bytes (RFC 7518 §3.2 for HS256). */
  readonly key: Uint8Array;
  readonly issuer: string;
  readonly audience: string;
  /** Lifetime of a token; by default TOKEN_SECONDS. */
  readonly lifetimeSeconds?: number;
  readonly clock: Clock;
}

const ALGORITHM = 'HS256';

/**
 * Session tokens as JWT (RFC 7519), signed with HMAC-SHA-256. The subject is our account id, `sid` the session; they
 * contain nothing personal.
 *
 * @throws Error at once when the key is too short.
 */
export function createSessionTokens({
  key,
  issuer,
  audience,
  lifetimeSeconds = TOKEN_SECONDS,
  clock,
}: SessionTokenSettings): SessionTokens {
  if (key.length < 32) throw new Error('session tokens: the key must have at least 32 bytes');

  return {
    async issue({ accountId, sessionId }) {
      const issuedAtSeconds = Math.floor(clock.now().getTime() / 1000);
      const expiresAtSeconds = issuedAtSeconds + lifetimeSeconds;
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setSubject(accountId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAtSeconds)
        .setExpirationTime(expiresAtSeconds)
        .sign(key);
      return { token, expiresAt: new Date(expiresAtSeconds * 1000) };
    },

    async verify(token) {
      const expected = {
        algorithms: [ALGORITHM],
        issuer,
        audience,
        requiredClaims: ['sub', 'sid', 'exp'],
        currentDate: clock.now(),
      };
      try {
        const { payload } = await jwtVerify(token, key, expected);
        const { sub: accountId, sid: sessionId } = payload;
        return accountId && typeof sessionId === 'string' ? { accountId, sessionId } : undefined;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
