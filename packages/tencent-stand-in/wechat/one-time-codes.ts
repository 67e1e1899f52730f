import { randomBytes } from 'node:crypto';
import { WeChatError } from './wechat-error.ts';

const LIFETIME_MS = 5 * 60 * 1000;

/** Codes of `wx.login` and of the phone number button: each can be redeemed once, within 5 minutes. */
export class OneTimeCodes<T> {
  readonly #codes = new Map<string, { readonly value: T; readonly expiresAt: number; used: boolean }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  issue(value: T): string {
    const time = this.#now().getTime();
    for (const [code, { expiresAt }] of this.#codes) if (expiresAt <= time) this.#codes.delete(code);
    // `wx.login` gives 32 characters that begin with 0.
    const code = `0${randomBytes(24).toString('base64url').replaceAll(/[-_]/g, 'w').slice(0, 31)}`;
    this.#codes.set(code, { value, expiresAt: time + LIFETIME_MS, used: false });
    return code;
  }

  /** @throws WeChatError 40029 for an unknown or expired code, 40163 for a used one. */
  redeem(code: string): T {
    const entry = this.#codes.get(code);
    if (!entry || entry.expiresAt <= this.#now().getTime()) throw new WeChatError(40029, 'invalid code');
    if (entry.used) throw new WeChatError(40163, 'code been used');
    entry.used = true;
    return entry.value;
  }
}
