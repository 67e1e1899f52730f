import { inspect } from 'node:util';
import * as z from 'zod/mini';

/** A secret value. Prints as dots in strings, JSON and `inspect`. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '••••••';
  }
  toJSON(): string {
    return '••••••';
  }
  [inspect.custom](): string {
    return '••••••';
  }
}

/** Base64 of exactly 32 bytes: 43 characters and one of padding. */
export const KEY = '[A-Za-z0-9+/]{43}=';
/** Base64 of 24 to 64 bytes, with or without the prefix of Standard Webhooks. */
export const SIGNING_SECRET =
  '(?:whsec_)?(?=[A-Za-z0-9+/=]{32,88}(?:,|$))(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?';

export const string = z.string();
const hidden = z.transform((value: string) => new Secret(value));
export const httpUrl = z.url({ protocol: /^https?$/ });
export const optional = z.optional;
export const optionalHttpUrl = optional(httpUrl);
export const optionalSwitch = optional(z.enum(['on', 'off']));
export const text = (format: RegExp, must?: string) => string.check(z.regex(format, must));
export const secret = (format: RegExp, must: string) => z.pipe(text(format, must), hidden);
export const key = secret(new RegExp(`^${KEY}$`), 'must be base64 of 32 bytes');

/** Whether values of a format are secrets. */
export function isSecret(format: z.ZodMiniType): boolean {
  const { def } = format._zod as { readonly def: { readonly innerType?: z.ZodMiniType; readonly out?: unknown } };
  return def.innerType ? isSecret(def.innerType) : def.out === hidden;
}
