import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creditCodeProblem,
  isOldCertificateNumber,
  normalCreditCode,
  organizationCodeIsSound,
  organizationKind,
  registryDivision,
} from './credit-code.ts';

// A company's code that is printed in public; the others are invented.
const TENCENT = '9144030071526726XG';

describe('credit code', () => {
  it('a real code passes both checks and tells its parts', () => {
    expect(creditCodeProblem(TENCENT)).toBeUndefined();
    expect(organizationCodeIsSound(TENCENT)).toBe(true);
    expect(organizationKind(TENCENT)).toBe('91');
    expect(registryDivision(TENCENT)).toBe('440300');
  });

  it.each(['', '9144030071526726X', `${TENCENT}0`, '9144030071526726xG', 'I144030071526726XG', '91440300S1526726XG'])(
    '%j does not look like a code',
    (code) => {
      expect(creditCodeProblem(code)).toBe('format');
    },
  );

  it('the check character catches every single wrong character', () => {
    const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...characters), (at, character) => {
        fc.pre(TENCENT[at] !== character);
        const wrong = TENCENT.slice(0, at) + character + TENCENT.slice(at + 1);
        expect(creditCodeProblem(wrong)).toBe('check-digit');
      }),
    );
  });

  it('an organization code with a wrong check digit is not sound', () => {
    expect(organizationCodeIsSound('91440300715267260T')).toBe(false);
  });

  it('codes are compared in upper case and half width', () => {
    expect(normalCreditCode(' 9144030071526726xｇ ')).toBe(TENCENT);
  });

  it.each([
    ['440301103456789', true],
    ['71526726-X', true],
    ['71526726X', true],
    [TENCENT, false],
  ])('%s is an old number: %s', (number, old) => {
    expect(isOldCertificateNumber(number)).toBe(old);
  });
});
