import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeSeal } from './seal.suite.ts';
import { createSeal } from './seal.ts';

const first = Buffer.alloc(32, 1);
const second = Buffer.alloc(32, 2);
const indexKey = Buffer.alloc(32, 9);
const PLACE = { table: 'filing', column: 'contents_sealed', row: '7' };
/** '林小满' under the first key, with nothing but the key's id authenticated. */
const UNBOUND = '026b3164af7b72f28bac31612fa1ce6ed9ef95e10baa5e724da2ff112fb2c87db68541aa93489fc9';

describeSeal('AES-256-GCM seal', () => createSeal({ keys: { '2026-11': first }, currentKeyId: '2026-11', indexKey }));

describe('createSeal', () => {
  it('opens old rows after the key was rotated, and closes with the new key', () => {
    const old = createSeal({ keys: { k1: first }, currentKeyId: 'k1', indexKey }).close('林小满', PLACE);
    const rotated = createSeal({ keys: { k1: first, k2: second }, currentKeyId: 'k2', indexKey });

    const fresh = rotated.close('林小满', PLACE);

    expect(rotated.open(old, PLACE)).toBe('林小满');
    expect(fresh.toString('latin1', 0, 3)).toBe('\u0082k2');
  });

  it('says that the key is missing, without the text, once an old key was removed', () => {
    const old = createSeal({ keys: { k1: first }, currentKeyId: 'k1', indexKey }).close('林小满', PLACE);
    const forgetful = createSeal({ keys: { k2: second }, currentKeyId: 'k2', indexKey });

    const open = () => forgetful.open(old, PLACE);

    expect(open).toThrow('seal: the key is gone');
  });

  it('refuses a row whose key id was replaced by another known one', () => {
    const seal = createSeal({ keys: { k1: first, k2: first }, currentKeyId: 'k1', indexKey });
    const sealed = seal.close('林小满', PLACE);

    sealed.write('k2', 1, 'ascii');

    expect(() => seal.open(sealed, PLACE)).toThrow();
  });

  it('refuses a value that is not bound to its place, and one that was made to look so or to look bound', () => {
    const seal = createSeal({ keys: { k1: first }, currentKeyId: 'k1', indexKey });
    const unbound = Buffer.from(UNBOUND, 'hex');
    const marked = Buffer.from(unbound);
    marked.writeUInt8(0x82, 0);
    const unmarked = seal.close('林小满', PLACE);
    unmarked.writeUInt8(0x02, 0);

    expect(() => seal.open(unbound, PLACE)).toThrow('seal: not bound to its place');
    expect(() => seal.open(unmarked, PLACE)).toThrow('seal: not bound to its place');
    expect(() => seal.open(marked, PLACE)).toThrow();
  });

  it('indexes with HMAC-SHA-256 under a key of the purpose', () => {
    const seal = createSeal({ keys: { k1: first }, currentKeyId: 'k1', indexKey });
    const purposeKey = createHmac('sha256', indexKey).update('mobile').digest();

    const index = seal.blindIndex('mobile', '13800138000');

    expect(index).toEqual(createHmac('sha256', purposeKey).update('13800138000').digest());
  });

  it.each([
    ['a short key', { keys: { k1: Buffer.alloc(16) }, currentKeyId: 'k1', indexKey }, 'key k1 must have 32 bytes'],
    ['no current key', { keys: { k1: first }, currentKeyId: 'k2', indexKey }, 'no key k2'],
    ['a malformed id', { keys: { 'k 1': first }, currentKeyId: 'k 1', indexKey }, 'malformed key id'],
    ['a short index key', { keys: { k1: first }, currentKeyId: 'k1', indexKey: Buffer.alloc(8) }, 'at least 32 bytes'],
    ['one key for both', { keys: { k1: first }, currentKeyId: 'k1', indexKey: first }, 'must not be an encryption key'],
  ])('refuses %s at once', (_case, settings, message) => {
    const create = () => createSeal(settings);

    expect(create).toThrow(message);
  });
});
