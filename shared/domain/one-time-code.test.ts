import { describe, expect, it } from 'vitest';
import { codeOf, isSilent } from './one-time-code.ts';

const NOW = new Date('2026-11-27T02:00:00Z');

describe('a one-time code', () => {
  it.each([
    [[0, 0, 0, 0], '000000'],
    [[0, 0, 0, 7], '000007'],
    [[0, 0x0f, 0x42, 0x3f], '999999'],
    [[0, 0x0f, 0x42, 0x40, 9], '000000'],
    [[255, 255, 255, 255], '967295'],
  ])('has six digits: %j', (bytes, code) => {
    expect(codeOf(Uint8Array.from(bytes))).toBe(code);
  });

  it('is made from the part of a buffer that is given', () => {
    expect(codeOf(Buffer.from([1, 2, 0, 0, 0, 7]).subarray(2))).toBe('000007');
  });
});

describe('a mobile number', () => {
  it.each([
    ['2026-08-29T02:00:00Z', false],
    ['2026-08-29T01:59:59Z', true],
  ])('is silent after ninety days: proven %s, %s', (provenAt, silent) => {
    expect(isSilent(new Date(provenAt), NOW)).toBe(silent);
  });
});
