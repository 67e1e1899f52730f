import { describe, expect, it } from 'vitest';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { codeText } from './code-text.ts';

describe('codeText', () => {
  it('writes five bits of each byte, in groups of four', () => {
    const bytes = Buffer.from([0, 1, 2, 3, 28, 29, 30, 31, 32, 63, 64, 255, 8, 9, 10, 11]);

    const text = codeText(bytes.toString('base64url'));

    expect(text).toBe('ABCD-6789-A9A9-JKLM');
  });

  it('never gives two secrets the same text', () => {
    const texts = new Set(Array.from({ length: 1000 }, () => codeText(cryptoIds.secret())));

    expect(texts.size).toBe(1000);
    expect([...texts].every((text) => /^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){3}$/.test(text))).toBe(true);
  });

  it('requires 16 bytes', () => {
    expect(() => codeText('short')).toThrow(RangeError);
  });
});
