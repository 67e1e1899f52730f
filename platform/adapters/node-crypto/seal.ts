import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Seal, SealedPlace } from '../../ports/seal.ts';

export interface SealSettings {
  /** Encryption keys of 32 bytes by id (1 to 32 of `A-Z a-z 0-9 . _ -`). Keep an old key while it is in use. */
  readonly keys: Readonly<Record<string, Uint8Array>>;
  /** Id of the key that `close` uses. */
  readonly currentKeyId: string;
  /** Key of the blind indexes, at least 32 bytes and none of `keys`. */
  readonly indexKey: Uint8Array;
  /** Another key under which there are indexes, while `indexKey` is replaced by it or replaces it. */
  readonly otherIndexKey?: Uint8Array | undefined;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID = /^[\w.-]{1,32}$/;

/** Set in the first byte of every value; the other bits are the length of the key id. */
const BOUND = 0x80;

/**
 * Seals with AES-256-GCM (NIST SP 800-38D), blind indexes with HMAC-SHA-256.
 *
 * Sealed bytes: length of the key id, plus 128 (1) · key id (ASCII) · nonce (12) · tag (16) · ciphertext. The first byte, the
 * key id and the place, which is not stored, are authenticated too. A random nonce limits one key to 2^32 seals (SP 800-38D
 * §8.3).
 *
 * @throws Error at once when a key has the wrong length, an id is malformed or the current key is missing.
 */
export function createSeal({ keys, currentKeyId, indexKey, otherIndexKey }: SealSettings): Seal {
  const indexKeys = [indexKey, ...(otherIndexKey ? [otherIndexKey] : [])];
  for (const [id, key] of Object.entries(keys)) {
    if (!KEY_ID.test(id)) throw new Error('seal: malformed key id');
    if (key.length !== KEY_BYTES) throw new Error(`seal: key ${id} must have ${KEY_BYTES} bytes`);
    if (indexKeys.some((indexKey) => Buffer.compare(key, indexKey) === 0))
      throw new Error('seal: the index key must not be an encryption key');
  }
  if (indexKeys.some(({ length }) => length < KEY_BYTES))
    throw new Error(`seal: the index key must have at least ${KEY_BYTES} bytes`);
  const currentKey = keys[currentKeyId];
  if (!currentKey) throw new Error(`seal: no key ${currentKeyId}`);
  const currentHeader = Buffer.concat([Buffer.from([currentKeyId.length | BOUND]), Buffer.from(currentKeyId, 'ascii')]);

  // A key per purpose, so that a purpose and a value can't be split differently. There are some twenty purposes.
  const purposeKeys = new Map<string, readonly Buffer[]>();
  const keysFor = (purpose: string): readonly Buffer[] => {
    const known = purposeKeys.get(purpose) ?? indexKeys.map((key) => hashUnder(key, purpose));
    purposeKeys.set(purpose, known);
    return known;
  };

  return {
    close(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', currentKey, nonce).setAAD(authenticated(currentHeader, place));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([currentHeader, nonce, cipher.getAuthTag(), ciphertext]);
    },

    open(sealed, place) {
      const nonceAt = 1 + ((sealed[0] ?? 0) & ~BOUND);
      const textAt = nonceAt + NONCE_BYTES + TAG_BYTES;
      if (sealed.length < textAt) throw new Error('seal: too short');
      const header = sealed.subarray(0, nonceAt);
      if (((sealed[0] ?? 0) & BOUND) === 0) throw new Error('seal: not bound to its place');
      const key = keyOf(header.toString('latin1', 1));
      const tag = sealed.subarray(textAt - TAG_BYTES, textAt);
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(nonceAt, nonceAt + NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(authenticated(header, place)).setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed.subarray(textAt)), decipher.final()]).toString('utf8');
    },

    header: () => Buffer.from(currentHeader),

    blindIndex: (purpose, value) => hashUnder(keysFor(purpose)[0] as Buffer, value),

    blindIndexes: (purpose, value) => keysFor(purpose).map((key) => hashUnder(key, value)) as [Buffer, ...Buffer[]],
  };

  function keyOf(id: string): Uint8Array {
    const key = Object.hasOwn(keys, id) ? keys[id] : undefined;
    if (!key) throw new Error('seal: the key is gone');
    return key;
  }
}

const hashUnder = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();

/** What the tag authenticates besides the text. JSON keeps apart what could be joined in two ways. */
const authenticated = (header: Uint8Array, { table, column, row }: SealedPlace): Uint8Array =>
  Buffer.concat([header, Buffer.from(JSON.stringify([table, column, row]), 'utf8')]);
