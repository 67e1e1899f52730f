import { expect, it } from 'vitest';
import { isSame } from './is-same.ts';

it.each([
  ['null', null],
  ['an empty text', ''],
  ['nothing', undefined],
])('an empty text is the same as %s', (_, is) => {
  expect([isSame({ Suffix: '' }, { Suffix: is }), isSame({ Suffix: '.jpg' }, { Suffix: is })]).toEqual([true, false]);
});

it.each([
  ['a number', 600, '600', '60'],
  ['a switch', true, 'true', 'false'],
])('%s is the same as its text', (_, wanted, same, other) => {
  expect([isSame([{ value: wanted }], [{ value: same }]), isSame([{ value: wanted }], [{ value: other }])]).toEqual([
    true,
    false,
  ]);
});

it('fields that the platform adds make no difference, elements do', () => {
  expect(isSame({ a: 1 }, { a: 1, b: 2 })).toBe(true);
  expect(isSame(['x'], ['x', 'y'])).toBe(false);
  expect(isSame({ a: { b: 'c' } }, { a: null })).toBe(false);
});
