import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

describe('a table for a spreadsheet', () => {
  it('has the mark of UTF-8, lines as RFC 4180 has them, and quotes where they are needed', () => {
    expect(
      csvOf([
        ['原因', 3],
        ['说了“不”, 又说', 'a"b'],
        ['两\n行', ''],
      ]),
    ).toBe('\uFEFF原因,3\r\n"说了“不”, 又说","a""b"\r\n"两\n行",\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@a', '\tb'])('is never run as a formula: %s', (text) => {
    expect(csvOf([[text]])).toBe(`\uFEFF'${text}\r\n`);
  });

  it('leaves a number below zero one', () => {
    expect(csvOf([[-3]])).toBe('\uFEFF-3\r\n');
  });
});
