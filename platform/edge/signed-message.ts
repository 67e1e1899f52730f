import { createHmac, timingSafeEqual } from 'node:crypto';

/** The three headers of Standard Webhooks 1.0. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  /** Unix time of this attempt in seconds. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** Why a message is not authentic. Safe to log: it contains nothing of the message. */
export type Disbelief = 'headers' | 'timestamp' | 'signature';

/** The result of a verification. */
export type Verified =
  | { readonly believed: true; readonly messageId: string }
  | { readonly believed: false; readonly because: Disbelief };

/** The largest difference between an attempt's time and ours, in either direction. */
export const TOLERANCE_SECONDS = 300;

const PREFIX = 'whsec_';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
// Limits of Standard Webhooks for symmetric secrets.
const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;
// A full stop would make `id.timestamp.body` ambiguous; 255 is the limit of the inbox.
const MESSAGE_ID = /^[\x21-\x2d\x2f-\x7e]{1,255}$/;
const TIMESTAMP = /^\d{1,12}$/;

/**
 * The key of a secret such as `whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`; the prefix is optional.
 *
 * @throws Error, without the secret, when it isn't base64 of 24 to 64 bytes. Call it at startup.
 */
export function signingKey(secret: string): Buffer {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  const key = Buffer.from(BASE64.test(text) ? text : '', 'base64');
  if (key.length < MIN_SECRET_BYTES || key.length > MAX_SECRET_BYTES) {
    throw new Error('signed messages: the secret must be "whsec_" and base64 of 24 to 64 random bytes');
  }
  return key;
}

/**
 * Signs a message for one attempt. A retry keeps the id and gets a new time and signature.
 *
 * @param keys one per secret that the receiver may know; the newest first.
 * @param id visible ASCII without a full stop, at most 255 characters.
 * @throws RangeError for an invalid id, or without keys.
 */
export function signMessage(
  keys: readonly Buffer[],
  message: { readonly id: string; readonly body: string | Uint8Array; readonly at: Date },
): SignedHeaders {
  if (!MESSAGE_ID.test(message.id)) throw new RangeError('signed messages: the id must be visible ASCII without "."');
  if (keys.length === 0) throw new RangeError('signed messages: no key');
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map((key) => signature(key, message.id, timestamp, message.body)).join(' '),
  };
}

/**
 * Verifies that a message was signed with one of the secrets, within 300 seconds of `now`.
 *
 * One valid `v1` signature is enough, so that both sides can rotate secrets independently; other versions are skipped.
 * The caller must remember message ids, because a message can be replayed within the tolerance.
 *
 * @param headers names in lower case.
 * @param body the bytes as received, before any parsing.
 */
export function verifyMessage(
  keys: readonly Buffer[],
  message: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: string | Uint8Array;
    readonly now: Date;
  },
): Verified {
  const id = message.headers['webhook-id'] ?? '';
  const timestamp = message.headers['webhook-timestamp'] ?? '';
  const signatures = message.headers['webhook-signature'] ?? '';
  if (!MESSAGE_ID.test(id) || timestamp === '' || signatures === '') return { believed: false, because: 'headers' };
  const secondsAway = Math.abs(Math.floor(message.now.getTime() / 1000) - Number(timestamp));
  if (!TIMESTAMP.test(timestamp) || secondsAway > TOLERANCE_SECONDS) return { believed: false, because: 'timestamp' };
  const given = signatures.split(' ');
  const valid = keys.some((key) => {
    const expected = signature(key, id, timestamp, message.body);
    return given.some((candidate) => equalInConstantTime(candidate, expected));
  });
  return valid ? { believed: true, messageId: id } : { believed: false, because: 'signature' };
}

/** A request between the filing service, the desk and the provider, as its signature covers it. */
export interface WholeRequest {
  readonly method: string;
  /** The path with the query, as the contract has it: without what stands before it in an address. */
  readonly target: string;
  /** '' without one. */
  readonly body: string;
}

/**
 * What is signed of such a request in place of its body: `POST /v1/filings`, a line break, the body. So a captured one is
 * worth nothing at another path; a library of Standard Webhooks signs and verifies it as any text.
 */
export const requestText = ({ method, target, body }: WholeRequest): string => `${method} ${target}\n${body}`;

/** As `signMessage`, for one attempt at a request. */
export const signRequest = (
  keys: readonly Buffer[],
  { id, at, ...request }: WholeRequest & { readonly id: string; readonly at: Date },
): SignedHeaders => signMessage(keys, { id, body: requestText(request), at });

function signature(key: Buffer, id: string, timestamp: string, body: string | Uint8Array): string {
  const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}

/** The duration reveals only the length, which is public. */
function equalInConstantTime(text: string, right: string): boolean {
  const [a, b] = [Buffer.from(text), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
