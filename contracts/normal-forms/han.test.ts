import { expect, it } from 'vitest';
import { isHan } from './han.ts';

it.each([
  ['云帆', true],
  // A character outside the BMP.
  ['𠮷', true],
  ['云帆A', false],
  ['A云帆', false],
  ['云·帆', false],
  ['', false],
])('%j consists of Chinese characters: %s', (text, expected) => {
  expect(isHan(text)).toBe(expected);
});
