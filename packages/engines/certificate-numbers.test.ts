import { describe, expect, it } from 'vitest';
import {
  birthDateIn,
  hasSoundOrganizationCode,
  idCheckCharacter,
  isCreditCode,
  isIdNumber,
  sexIn,
} from './certificate-numbers.ts';

describe('an ID number', () => {
  it('is valid in the example of the standard', () => {
    expect(isIdNumber('11010519491231002X')).toBe(true);
    expect(idCheckCharacter('11010519491231002')).toBe('X');
    expect(birthDateIn('11010519491231002X')).toBe('1949-12-31');
    expect(sexIn('11010519491231002X')).toBe('女');
    expect(sexIn('440305198806159974')).toBe('男');
  });

  it.each([
    ['another check character', '110105194912310021'],
    ['a birthday that does not exist, though its check character fits', '440305198802309971'],
    ['17 characters', '11010519491231002'],
    ['a small x', '11010519491231002x'],
  ])('is wrong with %s', (_, number) => {
    expect(isIdNumber(number)).toBe(false);
  });
});

describe('a credit code', () => {
  it('is valid with its check character, and also with that of the organization code inside', () => {
    expect(isCreditCode('91440300MAYH3K7264')).toBe(true);
    expect(hasSoundOrganizationCode('91440300MAYH3K7264')).toBe(true);
  });

  it('is valid without a valid organization code, which the standard does not require', () => {
    expect(isCreditCode('91440300MAYH3K7251')).toBe(true);
    expect(hasSoundOrganizationCode('91440300MAYH3K7251')).toBe(false);
  });

  it.each([
    ['another check character', '91440300MAYH3K7265'],
    ['a letter that the standard leaves out', '91440300MAYI3K7264'],
    ['17 characters', '91440300MAYH3K726'],
  ])('is wrong with %s', (_, code) => {
    expect(isCreditCode(code)).toBe(false);
  });
});
