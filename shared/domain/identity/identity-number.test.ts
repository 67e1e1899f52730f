import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { ageOn, birthDate, checkCharacter, identityNumberProblem, sex } from './identity-number.ts';

const TODAY = '2026-11-25';
// The specimen of GB 11643-1999; the others are invented.
const SPECIMEN = '11010519491231002X';

const numberFrom = (digits: string) => digits + checkCharacter(digits);

describe('identity number', () => {
  it('the specimen of the standard is valid', () => {
    expect(identityNumberProblem(SPECIMEN, TODAY)).toBeUndefined();
    expect(birthDate(SPECIMEN)).toBe('1949-12-31');
    expect(sex(SPECIMEN)).toBe('female');
    expect(ageOn(SPECIMEN, TODAY)).toBe(76);
    expect(ageOn(SPECIMEN, '2026-12-31')).toBe(77);
  });

  it('the second example of the standard has a valid check character', () => {
    expect(checkCharacter('44052418800101001')).toBe('4');
  });

  it('the check character is that of ISO 7064 MOD 11-2, computed digit by digit', () => {
    const byDigits = (digits: string) => {
      const rest = [...digits].reduce((so, digit) => ((so + Number(digit)) * 2) % 11, 0);
      return '0123456789X'.charAt((12 - rest) % 11);
    };

    fc.assert(
      fc.property(fc.stringMatching(/^\d{17}$/), (digits) => {
        expect(checkCharacter(digits)).toBe(byDigits(digits));
      }),
    );
  });

  it.each(['1', '3', '5', '7', '9'])('a sequence that ends in %s is that of a man', (digit) => {
    expect(sex(`4403051990010100${digit}0`)).toBe('male');
  });

  it.each(['0', '2', '4', '6', '8'])('a sequence that ends in %s is that of a woman', (digit) => {
    expect(sex(`4403051990010111${digit}1`)).toBe('female');
  });

  it('a birth date on the first day of 1900 is valid', () => {
    expect(identityNumberProblem(numberFrom('44030519000101001'), TODAY)).toBeUndefined();
  });

  it.each([
    ['110105491231002', 'fifteen-digits'],
    ['', 'format'],
    ['11010519491231002x', 'format'],
    ['1101051949123100', 'format'],
    [`1${SPECIMEN}`, 'format'],
    [`${SPECIMEN}X`, 'format'],
    ['1110105491231002', 'format'],
    ['110105491231002X', 'format'],
    [numberFrom('81000019900101001'), 'other-card'],
    [numberFrom('83000019900101001'), 'other-card'],
    [numberFrom('91115619900101001'), 'other-card'],
    [numberFrom('16010519900101001'), 'province'],
    [numberFrom('44030519900230001'), 'birth-date'],
    [numberFrom('44030518991231001'), 'birth-date'],
    [numberFrom('44030520261126001'), 'birth-date'],
    ['110105194912310021', 'check-digit'],
  ])('%s is refused for its %s', (number, problem) => {
    expect(identityNumberProblem(number, TODAY)).toBe(problem);
  });

  it('a birth date of today is valid', () => {
    expect(identityNumberProblem(numberFrom('44030520261125001'), TODAY)).toBeUndefined();
  });

  it('the check character detects every single wrong digit of the sequence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 999 }), (right, wrong) => {
        const digits = (sequence: number) => `44030519900101${String(sequence).padStart(3, '0')}`;
        const differing = [...digits(right)].filter((digit, i) => digit !== digits(wrong)[i]).length;
        fc.pre(differing === 1);
        const number = digits(wrong) + checkCharacter(digits(right));
        expect(identityNumberProblem(number, TODAY)).toBe('check-digit');
      }),
    );
  });

  it('the normal form is in upper case and half-width', () => {
    expect(certificateForm(' 110105 19491231 002ｘ')).toBe(SPECIMEN);
  });

  it('a number without a valid birth date has no age', () => {
    expect(ageOn('44030', TODAY)).toBeUndefined();
  });
});
