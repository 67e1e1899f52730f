import { expect, it } from 'vitest';
import { tableCell } from './table-cell.ts';

it.each([
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1',
  '@a',
  '\tb',
  '\rb',
  ' =1',
  '\u200b=1',
  '＝1',
  '＋1',
  '－1',
  '＠a',
])('a cell never begins a formula: %s', (text) => {
  expect(tableCell(text)).toBe(`'${text}`);
});

it.each(['', '介绍=产品', '440301199003077310', 'a@b.example', '0755-26001234', '+852 21001234'])(
  'stays as it is otherwise: %s',
  (text) => {
    expect(tableCell(text)).toBe(text);
  },
);
