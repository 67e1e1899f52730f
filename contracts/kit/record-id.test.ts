import { describe, expect, it } from 'vitest';
import { type FilingId, type RecordId, recordBegunBy } from './record-id.ts';

/** The compiler is the test: each line below an expected error must be one. */
const filing = (id: FilingId): string => id;
const record = (id: RecordId): string => id;

describe('the id of a record', () => {
  it('is that of the filing which began it, and stands for no filing', () => {
    const id = recordBegunBy('f1');

    expect(record(id)).toBe('f1');
    // @ts-expect-error: a record is no filing
    expect(filing(id)).toBe('f1');
    // @ts-expect-error: nor where a filing may be missing
    const about: { readonly filingId?: FilingId | undefined } = { filingId: id };
    expect(about.filingId).toBe('f1');
  });

  it('is made of no text by itself', () => {
    expect(filing('f1')).toBe('f1');
    // @ts-expect-error: any text may be the id of a filing, not of a record
    expect(record('f1')).toBe('f1');
  });
});
