import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import {
  creditCodeProblem,
  isOldCertificateNumber,
  organizationCodeIsSound,
  organizationKind,
  registryDivision,
} from './credit-code.ts';

// Codes of companies from their annual reports and page footers; the others are invented.
const TENCENT = '9144030071526726XG';
const PUBLISHED = [
  TENCENT,
  '91440300708461136T',
  '914403001922038216',
  '91330100799655058B',
  '91110000802100433B',
  '91100000100003962T',
  '9144030010001686XA',
  '91440300192181490G',
  '91110000710925462X',
  '91440300192317458F',
  '91440400192548256N',
  '91440606722473344C',
  '911100001011016602',
  '9144030027939873X7',
  '91110108551385082Q',
  '91350900587527783P',
];

describe('credit code', () => {
  it('a real code passes both checks and has the expected parts', () => {
    expect(creditCodeProblem(TENCENT)).toBeUndefined();
    expect(organizationCodeIsSound(TENCENT)).toBe(true);
    expect(organizationKind(TENCENT)).toBe('91');
    expect(registryDivision(TENCENT)).toBe('440300');
  });

  it.each(PUBLISHED)('%s passes both checks', (code) => {
    expect([creditCodeProblem(code), organizationCodeIsSound(code)]).toEqual([undefined, true]);
  });

  it('the sum of all characters, each times a power of 3, is a multiple of 31', () => {
    const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const isMultiple = (code: string) => {
      const last = characters.indexOf(code.charAt(17));
      const rest = [...code.slice(0, 17)].reduceRight((sum, text) => (sum * 3 + characters.indexOf(text)) % 31, 0);
      return (rest + last) % 31 === 0;
    };

    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-HJ-NP-RTUWXY]{18}$/), (code) => {
        expect(creditCodeProblem(code) === undefined).toBe(isMultiple(code));
      }),
      { numRuns: 2000 },
    );
  });

  it('has exactly one valid check character, and all 31 of them occur', () => {
    const characters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    const checks = characters.map((character) => {
      const body = `91440300MA5FKH72${character}`;
      return characters.filter((check) => creditCodeProblem(body + check) === undefined);
    });

    expect(checks.filter(({ length }) => length !== 1)).toEqual([]);
    expect(new Set(checks.flat()).size).toBe(31);
  });

  it('has exactly one valid check character of the organization code inside, 0 to 9 or X', () => {
    const bodies = Array.from({ length: 31 }, (_, i) => `91440300MA5FKH${String(i + 10)}`);
    const checks = bodies.map((body) =>
      [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].filter((check) => organizationCodeIsSound(`${body}${check}0`)),
    );

    expect(checks.filter(({ length }) => length !== 1)).toEqual([]);
    expect(new Set(checks.flat())).toEqual(new Set('0123456789X'));
  });

  it.each(['', '9144030071526726X', `${TENCENT}0`, '9144030071526726xG', 'I144030071526726XG', '91440300S1526726XG'])(
    '%j does not have the format of a code',
    (code) => {
      expect(creditCodeProblem(code)).toBe('format');
    },
  );

  it('the check character detects every single wrong character', () => {
    const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...characters), (index, character) => {
        fc.pre(TENCENT[index] !== character);
        const wrong = TENCENT.slice(0, index) + character + TENCENT.slice(index + 1);
        expect(creditCodeProblem(wrong)).toBe('check-digit');
      }),
    );
  });

  it('an organization code with a wrong check digit is invalid', () => {
    expect(organizationCodeIsSound('91440300715267260T')).toBe(false);
  });

  it('the normal form is in upper case and half-width', () => {
    expect(certificateForm(' 9144030071526726xｇ ')).toBe(TENCENT);
  });

  it.each([
    ['440301103456789', true],
    ['71526726-X', true],
    ['71526726X', true],
    ['X440301103456789', false],
    ['4403011034567890', false],
    ['171526726-X', false],
    ['71526726-X1', false],
    [TENCENT, false],
  ])('%s is an old number: %s', (number, old) => {
    expect(isOldCertificateNumber(number)).toBe(old);
  });
});
