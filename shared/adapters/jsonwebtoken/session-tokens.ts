import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Clock } from '../../../platform/ports/clock.ts';
import { TOKEN_SECONDS } from '../../domain/session.ts';
import type { SessionTokens } from '../../ports/accounts/session-tokens.ts';

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
  // A key object: handed bytes, the library first tries to read them as a public key, which takes 280 µs.
  const secret = createSecretKey(key);

  return {
    async issue({ accountId, sessionId }) {
      const issuedAtSeconds = Math.floor(clock.now().getTime() / 1000);
      const expiresAtSeconds = issuedAtSeconds + lifetimeSeconds;
      const claims = { sid: sessionId, sub: accountId, iss: issuer, aud: audience };
      const lifetime = { iat: issuedAtSeconds, exp: expiresAtSeconds };
      const token = jwt.sign({ ...claims, ...lifetime }, secret, { algorithm: ALGORITHM });
      return { token, expiresAt: new Date(expiresAtSeconds * 1000) };
    },

    async verify(token) {
      const clockTimestamp = Math.floor(clock.now().getTime() / 1000);
      try {
        const claims = jwt.verify(token, secret, { algorithms: [ALGORITHM], issuer, audience, clockTimestamp });
        if (typeof claims === 'string' || claims.exp === undefined) return undefined;
        const { sub: accountId, sid: sessionId } = claims;
        return accountId && typeof sessionId === 'string' ? { accountId, sessionId } : undefined;
      } catch (error) {
        // The library lets JSON.parse throw about a token's payload, before it looks at the signature.
        if (error instanceof jwt.JsonWebTokenError || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
  };
}
