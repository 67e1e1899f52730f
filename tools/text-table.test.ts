import { describe, expect, it } from 'vitest';
import { textTable } from './text-table.ts';

describe('a table in a terminal', () => {
  it('aligns its columns, with Chinese characters two wide', () => {
    const rows = [
      ['block', 'FD-24', '手机号码'],
      ['warn', '网站', '。'],
      ['“𠮷”', '，', ''],
    ];

    expect(textTable(rows)).toBe('block  FD-24  手机号码\nwarn   网站   。\n“𠮷”   ，');
  });

  it('ends no line in spaces, and takes rows of any length', () => {
    expect(textTable([['a'], ['bb', ''], ['c', 'd', 'e']])).toBe('a\nbb\nc   d  e');
    expect(textTable([])).toBe('');
  });
});
