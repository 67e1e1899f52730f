import { describe, expect, it } from 'vitest';
import { divisionsIn } from './code-tables.ts';

const DIVISIONS = [
  { code: '440000', name: '广东省' },
  { code: '440300', name: '深圳市' },
  { code: '440305', name: '南山区' },
  { code: '440306', name: '宝安区' },
  { code: '441900', name: '东莞市' },
  { code: '350200', name: '厦门市' },
];
const namesIn = (code: string) => divisionsIn(DIVISIONS, code).map(({ name }) => name);

describe('the divisions below a place', () => {
  it.each([
    ['440000', ['深圳市', '东莞市']],
    ['440300', ['南山区', '宝安区']],
    ['441900', []],
    ['', []],
  ])('of %j are %j', (code, names) => {
    expect(namesIn(code)).toEqual(names);
  });
});
