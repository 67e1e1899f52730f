import { describe, expect, it } from 'vitest';
import { areaCodeOf, isLandline, isMobile, mayMissSms, mobileOf, samePhone } from './phone-number.ts';

describe('phone numbers', () => {
  it.each([
    ['13822201234', true],
    ['１３８２２２０１２３４', true],
    ['+8613822201234', true],
    ['12822201234', false],
    ['138222012345', false],
  ])('%s is a mobile number: %s', (text, expected) => {
    expect(isMobile(text)).toBe(expected);
  });

  it.each([
    ['010-86001234', '010'],
    ['02286001234', '022'],
    ['0755-86001234-801', '0755'],
    ['0755—8600123', '0755'],
    ['0755—86001234—801', '0755'],
    ['011-86001234', undefined],
    ['0255-86001234', undefined],
    ['86001234', undefined],
    ['86-0755-86001234', '0755'],
    ['0755-86001234转801', '0755'],
    ['0755‐8600123', '0755'],
    ['13822201234', undefined],
  ])('%s has the area code %s', (text, areaCode) => {
    expect(areaCodeOf(text)).toBe(areaCode);
    expect(isLandline(text)).toBe(areaCode !== undefined);
  });

  it('are equal with and without a dash after the area code, but not with an extension', () => {
    expect(samePhone('0755-86001234', '075586001234')).toBe(true);
    expect(samePhone('0755-86001234', '0755-86001234-1')).toBe(false);
  });

  it.each([
    ['17012345678', true],
    ['17112345678', true],
    ['16212345678', true],
    ['16512345678', true],
    ['16712345678', true],
    ['17512345678', false],
    ['15012345678', false],
    ['14012345678', true],
  ])('the verification SMS may not reach %s: %s', (mobile, expected) => {
    expect(mayMissSms(mobile)).toBe(expected);
  });
});

describe('a mobile number as people paste it', () => {
  it.each([
    ['13822230017', '13822230017'],
    [' 138 2223 0017 ', '13822230017'],
    ['+86 138-2223-0017', '13822230017'],
    ['008613822230017', '13822230017'],
    ['8613822230017', '13822230017'],
    ['１３８２２２３００１７', '13822230017'],
    ['12822230017', undefined],
    ['0755-86001234', undefined],
    ['', undefined],
  ])('%j is %j', (typed, mobile) => {
    expect(mobileOf(typed)).toBe(mobile);
  });
});
