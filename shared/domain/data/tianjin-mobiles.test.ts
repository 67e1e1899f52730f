import { expect, it } from 'vitest';
import { isTianjinMobile } from './tianjin-mobiles.ts';

it.each([
  ['the first of a range', '13000120000', true],
  ['the last', '13000149999', true],
  ['before a range', '13000119999', false],
  ['after a range', '13000150000', false],
  ['the only one of its range', '13010130000', true],
  ['after a range', '13010140000', false],
  ['the last number whose province is known', '18999999999', false],
  ['one whose province nobody knows', '19900000000', undefined],
])('a number was issued in 天津 or not: %s (%s)', (_, mobile, isLocal) => {
  expect(isTianjinMobile(mobile)).toBe(isLocal);
});
