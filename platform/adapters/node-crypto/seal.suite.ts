import { describe, expect, it } from 'vitest';
import type { Seal } from '../../ports/seal.ts';

const PLACE = { table: 'filing', column: 'contents_sealed', row: '7' };

/** The contract of Seal. `open` returns a seal with the same keys each time, as two instances have them. */
export function describeSeal(name: string, open: () => Seal): void {
  describe(name, () => {
    it('opens in one instance what another has closed', () => {
      const sealed = open().close('广州市天河区 440106199001011234 🔒', PLACE);

      const text = open().open(sealed, PLACE);

      expect(text).toBe('广州市天河区 440106199001011234 🔒');
    });

    it('seals an empty text', () => {
      const sealed = open().close('', PLACE);

      const text = open().open(sealed, PLACE);

      expect(text).toBe('');
    });

    it('never returns the same bytes twice and never contains the text', () => {
      const seal = open();

      const [first, second] = [seal.close('13800138000', PLACE), seal.close('13800138000', PLACE)];

      expect(first).not.toEqual(second);
      expect(first.includes('13800138000')).toBe(false);
    });

    it('refuses bytes that were changed at any place', () => {
      const seal = open();
      const sealed = seal.close('林小满', PLACE);

      const changed = [...sealed.keys()].map((index) => {
        const copy = Buffer.from(sealed);
        copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
        return copy;
      });

      for (const copy of changed) expect(() => seal.open(copy, PLACE)).toThrow();
    });

    it.each([
      ['table', { ...PLACE, table: 'document' }],
      ['column', { ...PLACE, column: 'fields_sealed' }],
      ['row', { ...PLACE, row: '8' }],
      ['table, though the names run together alike', { ...PLACE, table: 'filing","contents_sealed', column: '' }],
    ])('[P8] opens in no other %s than the one it was closed for', (_, place) => {
      const sealed = open().close('林小满', PLACE);

      expect(() => open().open(sealed, place)).toThrow();
    });

    it('refuses bytes that were truncated or are not its own', () => {
      const seal = open();
      const sealed = seal.close('林小满', PLACE);

      const wrong = [Buffer.alloc(0), Buffer.from('plain text in an old row'), sealed.subarray(0, -1)];

      for (const bytes of wrong) expect(() => seal.open(bytes, PLACE)).toThrow();
    });

    it('returns the same index for the same value and purpose in every instance', () => {
      const written = open().blindIndex('mobile', '13800138000');

      const searched = open().blindIndex('mobile', '13800138000');

      expect(searched).toEqual(written);
      expect(written).toHaveLength(32);
    });

    it('separates purposes and values', () => {
      const seal = open();

      const indexes = [
        seal.blindIndex('mobile', '13800138000'),
        seal.blindIndex('mobile', '13800138001'),
        seal.blindIndex('emergency-phone', '13800138000'),
        seal.blindIndex('mobile1', '3800138000'),
      ];

      expect(new Set(indexes.map((index) => index.toString('hex'))).size).toBe(4);
    });
  });
}
