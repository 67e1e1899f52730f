import { describe, expect, it } from 'vitest';
import { storable, unstorablePaths } from '../../contracts/kit/storable.ts';

describe('text from outside that a database can not hold', () => {
  it('is made storable wherever it stands, and other values stay as they are', () => {
    const value = { 'a\0': ['b\ud800', 'c\udc00d', '云帆😀\n'], n: 1, nothing: null, yes: true };

    expect(storable(value)).toEqual({
      'a\ufffd': ['b\ufffd', 'c\ufffdd', '云帆😀\n'],
      n: 1,
      nothing: null,
      yes: true,
    });
  });

  it('is found wherever it stands', () => {
    const value = { name: '云帆😀', websites: [{ remark: 'a\0' }, { remark: 'ok', tags: ['\udfff'] }], n: 1 };

    expect(unstorablePaths(value)).toEqual(['websites.0.remark', 'websites.1.tags.0']);
  });

  it('keeps no property of an object that it makes', () => {
    const made = storable(JSON.parse('{"__proto__":{"polluted":true},"a":1}')) as { polluted?: boolean };

    expect(made.polluted).toBeUndefined();
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  });
});
