import { describe, expect, it } from 'vitest';
import { type FilingId, type RecordId, recordBegunBy, recordIdFrom } from './record-id.ts';

/** The compiler is the test: each line below an expected error must be one. */
const filing = (id: FilingId): string => id;
const record = (id: RecordId): string => String(id);

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

  it('is no text, so none carries it to where a filing is asked for', () => {
    // @ts-expect-error: it becomes a text only where somebody writes that it does
    const text: string = recordIdFrom('r1');

    expect(text).toBe('r1');
    // @ts-expect-error: and no text is one
    expect(record('f1')).toBe('f1');
  });
});
