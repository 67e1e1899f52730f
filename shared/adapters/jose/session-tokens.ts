import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../ports/clock.ts';
import type { SessionTokens } from '../../ports/session-tokens.ts';

export interface SessionTokenSettings {
  /** Secret of at least 32 bytes (RFC 7518 §3.2 for HS256). */
  readonly key: Uint8Array;
  readonly issuer: string;
  readonly audience: string;
  /** How long a sign-in lasts. */
  readonly lifetimeSeconds: number;
  readonly clock: Clock;
}

/** Half an hour: a token in the wrong hands is of little use, and a device renews it without asking the person (see Sessions). */
export const SESSION_LIFETIME_SECONDS = 30 * 60;

const ALGORITHM = 'HS256';

/** A page asks several times with one token. Its signature is checked once per instance, which takes 100 µs; its end every time. */
const KEPT_TOKENS = 500;

/**
 * Session tokens as JWT (RFC 7519), signed with HMAC-SHA-256. The subject is our account id and nothing personal is inside.
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

  const good = new Map<string, { readonly accountId: string; readonly expiresAtSeconds: number }>();

  return {
    async issue(accountId) {
      const issuedAt = Math.floor(clock.now().getTime() / 1000);
      const expiresAt = issuedAt + lifetimeSeconds;
      const token = await new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setSubject(accountId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAt: new Date(expiresAt * 1000) };
    },

    async verify(token) {
      const known = good.get(token);
      if (known) {
        const isOver = known.expiresAtSeconds <= Math.floor(clock.now().getTime() / 1000);
        return isOver ? undefined : { accountId: known.accountId };
      }
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          issuer,
          audience,
          requiredClaims: ['sub', 'exp'],
          currentDate: clock.now(),
        });
        const { sub: accountId, exp: expiresAtSeconds } = payload;
        if (!accountId || expiresAtSeconds === undefined) return undefined;
        if (good.size === KEPT_TOKENS) good.clear();
        good.set(token, { accountId, expiresAtSeconds });
        return { accountId };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
