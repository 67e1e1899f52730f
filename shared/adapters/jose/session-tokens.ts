import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../ports/clock.ts';
import type { SessionTokens } from '../../ports/session-tokens.ts';

export interface SessionTokenSettings {
  /** Secret of at least 32 bytes (RFC 7518 §3.2 for HS256). */
  readonly key: Uint8Array;
  readonly issuer: string;
  readonly audience: string;
  /** Lifetime of a token. */
  readonly lifetimeSeconds: number;
  readonly clock: Clock;
}

/** Half an hour limits the damage of a stolen token, and a device renews it without the person (see Sessions). */
export const SESSION_LIFETIME_SECONDS = 30 * 60;

const ALGORITHM = 'HS256';

/**
 * Session tokens as JWT (RFC 7519), signed with HMAC-SHA-256. The subject is our account id; they contain nothing
 * personal.
 *
 * @throws Error at once when the key is too short.
 */
export function createSessionTokens({
  key,
  issuer,
  audience,
  lifetimeSeconds,
  clock,
}: SessionTokenSettings): SessionTokens {
  if (key.length < 32) throw new Error('session tokens: the key must have at least 32 bytes');

  return {
    async issue(accountId) {
      const issuedAtSeconds = Math.floor(clock.now().getTime() / 1000);
      const expiresAtSeconds = issuedAtSeconds + lifetimeSeconds;
      const token = await new SignJWT()
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
        requiredClaims: ['sub', 'exp'],
        currentDate: clock.now(),
      };
      try {
        const { payload } = await jwtVerify(token, key, expected);
        return payload.sub ? { accountId: payload.sub } : undefined;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
