import { randomBytes } from 'node:crypto';
import { WeChatError } from './wechat-error.ts';

const LIFETIME_MS = 7200 * 1000;
/** A new token is issued this long before the old one expires; both are valid in between. */
const RENEWAL_MS = 5 * 60 * 1000;

/** Access tokens with the behaviour of `stable_token`: every caller in normal mode gets the same one. */
export class AccessTokens {
  readonly #expiries = new Map<string, number>();
  #current: string | undefined;
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** @param force true invalidates every earlier token. */
  stable(force: boolean): { access_token: string; expires_in: number } {
    const time = this.#now().getTime();
    if (force) this.#expiries.clear();
    const kept =
      this.#current && (this.#expiries.get(this.#current) ?? 0) - RENEWAL_MS > time ? this.#current : undefined;
    const token = kept ?? randomBytes(102).toString('base64url');
    if (!kept) this.#expiries.set(token, time + LIFETIME_MS);
    this.#current = token;
    const expiresAt = this.#expiries.get(token) ?? time;
    return { access_token: token, expires_in: Math.floor((expiresAt - time) / 1000) };
  }

  /** @throws WeChatError 41001 without a token, 40001 for an unknown or invalidated one, 42001 for an expired one. */
  check(token: string | null): void {
    if (!token) throw new WeChatError(41001, 'access_token missing');
    const expiresAt = this.#expiries.get(token);
    if (expiresAt === undefined)
      throw new WeChatError(40001, 'invalid credential, access_token is invalid or not latest');
    if (expiresAt <= this.#now().getTime()) throw new WeChatError(42001, 'access_token expired');
  }
}
