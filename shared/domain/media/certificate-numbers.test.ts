import { describe, expect, it } from 'vitest';
import { certificateNumbersIn, proofOf } from './certificate-numbers.ts';

const NUMBER = '440106199704189988';
const front = (text: string, confidence?: number) => ({
  kind: 'id-front' as const,
  fields: { idNumber: { text, ...(confidence === undefined ? {} : { confidence }) } },
});

describe('the numbers on a certificate', () => {
  it('are in normal form', () => {
    expect(certificateNumbersIn({ creditCode: { text: '91440300mayh3k7264' } })).toEqual(['91440300MAYH3K7264']);
    expect(certificateNumbersIn({ name: { text: '周建明' } })).toEqual([]);
  });
});

describe('a certificate in the account', () => {
  it.each([
    ['bears the number', [front(NUMBER, 0.6)], 'read'],
    [
      'bears the number of a licence',
      [{ kind: 'business-licence' as const, fields: { creditCode: { text: NUMBER } } }],
      'read',
    ],
    ['was read unsurely, and differs in two characters', [front('440106199704189900', 0.6)], 'typed'],
    ['was read by a vendor that states no certainty, and differs in one', [front('440106199704189980')], 'typed'],
    ['was read unsurely, and differs in three characters', [front('440106199704180990', 0.6)], 'none'],
    ['was read surely, and differs in one character', [front('440106199704189980', 0.99)], 'none'],
    ['is shorter', [front('44010619970418998', 0.6)], 'none'],
    ['could not be read', [{ kind: 'id-front' as const, fields: undefined }], 'typed'],
    ['was read without its number', [{ kind: 'id-front' as const, fields: { name: { text: '何书云' } } }], 'typed'],
    ['is of another kind, and could not be read', [{ kind: 'business-licence' as const, fields: undefined }], 'none'],
    [
      'is the other side of the card',
      [{ kind: 'id-back' as const, fields: { validTo: { text: '2036-01-01' } } }],
      'none',
    ],
    ['does not exist', [], 'none'],
  ])('that %s proves a typed number as far as that', (_, certificates, proof) => {
    expect(proofOf(NUMBER, 'id-card', certificates)).toBe(proof);
  });
});
