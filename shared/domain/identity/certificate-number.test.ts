import { describe, expect, it } from 'vitest';
import { certificateNumberProblem, hasBirthDate, type OtherCertificate } from './certificate-number.ts';
import { checkCharacter } from './identity-number.ts';

const TODAY = '2026-11-25';
const problem = (certificate: OtherCertificate, number: string) => certificateNumberProblem(certificate, number, TODAY);

/** A number of 18 from its first 17 digits; the holders are invented. */
const withCheck = (digits: string) => digits + checkCharacter(digits);

describe('the number of a certificate', () => {
  it.each<[OtherCertificate, string]>([
    ['passport', 'E99999901'],
    ['passport', '99999'],
    ['hk-macao-permit', 'H99999901'],
    ['hk-macao-permit', 'M9999990102'],
    ['taiwan-permit', '99999901'],
    ['taiwan-permit', '9999990102'],
    ['taiwan-permit', '9999990102(B)'],
    ['foreigner-card', withCheck('91184019900101999')],
    ['foreigner-card', 'CAN110199999901'],
    ['hk-macao-residence', withCheck('81000019900101999')],
    ['hk-macao-residence', withCheck('82000019900101999')],
    ['taiwan-residence', withCheck('83000019900101999')],
  ])('of a %s may be %s', (certificate, number) => {
    expect(problem(certificate, number)).toBeUndefined();
  });

  it.each<[OtherCertificate, string]>([
    ['passport', 'E999'],
    ['passport', 'PASSPORT'],
    ['passport', 'E9999990123456789A'],
    ['passport', 'E9999-9901'],
    ['hk-macao-permit', 'A99999901'],
    ['hk-macao-permit', 'H999999012'],
    ['taiwan-permit', '9999990'],
    ['taiwan-permit', '9999990102(BB)'],
    ['foreigner-card', withCheck('81184019900101999')],
    ['foreigner-card', 'CAN11019999990'],
    ['hk-macao-residence', withCheck('83000019900101999')],
    ['taiwan-residence', withCheck('81000019900101999')],
    ['taiwan-residence', withCheck('44010619900101999')],
  ])('of a %s can’t be %s', (certificate, number) => {
    expect(problem(certificate, number)).toBe('format');
  });

  it('with a birth date has one that exists and is in time', () => {
    expect(problem('taiwan-residence', withCheck('83000019900230999'))).toBe('birth-date');
    expect(problem('taiwan-residence', withCheck('83000018991231999'))).toBe('birth-date');
    expect(problem('taiwan-residence', withCheck('83000020261126999'))).toBe('birth-date');
    expect(problem('taiwan-residence', withCheck('83000020261125999'))).toBeUndefined();
  });

  it.each<[OtherCertificate, string]>([
    ['foreigner-card', '91184019900101999'],
    ['hk-macao-residence', '81000019900101999'],
    ['taiwan-residence', '83000019900101999'],
  ])('of a %s has the check character of GB 11643', (certificate, digits) => {
    const wrong = checkCharacter(digits) === '0' ? '1' : '0';

    expect(problem(certificate, digits + wrong)).toBe('check-digit');
  });
});

describe('a birth date', () => {
  it.each([
    ['id-card', '440305198806159974', true],
    ['taiwan-residence', withCheck('83000019900101999'), true],
    ['foreigner-card', withCheck('91184019900101999'), true],
    ['foreigner-card', 'CAN110199999901', false],
    ['hk-macao-permit', 'H99999901', false],
    ['passport', '99999919900101999', false],
  ] as const)('in the number of a %s, %s: %s', (certificate, number, expected) => {
    expect(hasBirthDate(certificate, number)).toBe(expected);
  });
});
