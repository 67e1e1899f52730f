import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { contentHashOf } from 'loopback-server/content-hash.ts';
import { describe, expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';

describe('contentHash', () => {
  it('is the SHA-256 of the JSON with sorted keys', () => {
    const text = '{"a":[1,true,null],"ab":"\\"中\\n","b":{"c":1.5,"d":""}}';

    const hash = contentHash({ b: { d: '', c: 1.5 }, ab: '"中\n', a: [1, true, null] });

    expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('does not depend on the order of keys or on undefined properties, but on the order of a list', () => {
    const text = contentHash({ a: 1, b: [1, 2] });

    expect(contentHash({ b: [1, 2], c: undefined, a: 1 })).toBe(text);
    expect(contentHash({ a: 1, b: [2, 1] })).not.toBe(text);
  });

  it('is what the receiver of the JSON computes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const received: unknown = JSON.parse(JSON.stringify(value));

        expect(contentHash(value)).toBe(contentHashOf(received));
      }),
      { numRuns: 200 },
    );
  });
});
