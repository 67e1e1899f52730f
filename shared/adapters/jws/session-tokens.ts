import jws from 'jws';
import * as z from 'zod/mini';
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

/** A page asks several times with one token. Its signature is checked once per instance, its end every time. */
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

  const secret = Buffer.from(key);
  const ours = z.object({
    header: z.object({ alg: z.literal(ALGORITHM) }),
    payload: z.object({
      iss: z.literal(issuer),
      aud: z.literal(audience),
      sub: z.string().check(z.minLength(1)),
      exp: z.number(),
      /** RFC 7519 §4.1.5; we give none. */
      nbf: z.optional(z.number()),
    }),
  });
  const good = new Map<string, { readonly accountId: string; readonly expiresAtSeconds: number }>();
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000);

  return {
    async issue(accountId) {
      const iat = nowSeconds();
      const exp = iat + lifetimeSeconds;
      const payload = { sub: accountId, iss: issuer, aud: audience, iat, exp };
      const token = jws.sign({ header: { alg: ALGORITHM, typ: 'JWT' }, payload, secret });
      return { token, expiresAt: new Date(exp * 1000) };
    },

    async verify(token) {
      const known = good.get(token);
      if (known) return known.expiresAtSeconds <= nowSeconds() ? undefined : { accountId: known.accountId };
      if (!jws.isValid(token) || !jws.verify(token, ALGORITHM, secret)) return undefined;
      const { data } = ours.safeParse(jws.decode(token, { json: true }));
      if (!data) return undefined;
      const { sub: accountId, exp: expiresAtSeconds, nbf = 0 } = data.payload;
      if (expiresAtSeconds <= nowSeconds() || nbf > nowSeconds()) return undefined;
      if (good.size === KEPT_TOKENS) good.clear();
      good.set(token, { accountId, expiresAtSeconds });
      return { accountId };
    },
  };
}
