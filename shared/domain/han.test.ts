import { expect, it } from 'vitest';
import { isHan } from './han.ts';

it.each([
  ['云帆', true],
  // A character outside the basic plane.
  ['𠮷', true],
  ['云帆A', false],
  ['A云帆', false],
  ['云·帆', false],
  ['', false],
])('that %j is nothing but Chinese characters is %s', (text, expected) => {
  expect(isHan(text)).toBe(expected);
});
