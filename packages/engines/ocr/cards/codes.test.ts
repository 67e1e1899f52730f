import { describe, expect, it } from 'vitest';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import { idCheckCharacter } from '../../certificate-numbers.ts';
import type { Glyph, TextLine } from '../picture/page.ts';
import { readCreditCode, readIdNumber, readRegistrationNumber } from './codes.ts';

const line = (text: string): TextLine => drawnLine({ text, left: 0, y: 0 });

/** A line with other readings of one character, and with a missing one, as CTC drops the second of two equal ones. */
function doubtful(text: string, place: number, change: Partial<Glyph> | 'lost'): TextLine {
  const whole = line(text);
  const glyphs =
    change === 'lost'
      ? whole.glyphs.toSpliced(place, 1)
      : whole.glyphs.with(place, { ...(whole.glyphs[place] as Glyph), ...change });
  return { ...whole, glyphs, text: glyphs.map(({ char }) => char).join('') };
}

const ID = '440305198806159974';
const HOLDER = { today: '2026-11-25' };
const CREDIT_CODE = '91440300MAYH3K7264';

describe('readIdNumber', () => {
  it.each([
    ['alone', ID],
    ['after its label', `公民身份号码${ID}`],
    ['with letters for digits', '44O3O5l988O6IS9974'.replace('l', 'I')],
    ['with a stroke of the border before it', `公民身份号码1${ID}`],
  ])('reads a number %s', (_, text) => {
    const code = readIdNumber(line(text), HOLDER);

    expect(code).toMatchObject({ text: ID, isValid: true, isRepaired: false });
  });

  it('reads a number that ends in X', () => {
    const code = readIdNumber(line('公民身份号码11010519491231002x'), HOLDER);

    expect(code).toMatchObject({ text: '11010519491231002X', isValid: true });
  });

  it('uses the second reading of a doubtful digit when only that passes the check', () => {
    const alternatives = [
      { char: '6', probability: 0.6 },
      { char: '8', probability: 0.3 },
    ];

    const code = readIdNumber(doubtful(ID.replace('88', '86'), 9, { confidence: 0.6, alternatives }), HOLDER);

    expect(code).toMatchObject({ text: ID, isValid: true, isRepaired: true });
  });

  it('returns a number with a wrong check digit as printed', () => {
    const code = readIdNumber(line('公民身份号码440305198806159971'), HOLDER);

    expect(code).toMatchObject({ text: '440305198806159971', isValid: false });
  });

  it('returns a number with a date that does not exist as printed, though its check digit fits', () => {
    const code = readIdNumber(line('440305198802309971'), HOLDER);

    expect(code).toMatchObject({ text: '440305198802309971', isValid: false });
  });

  it('never changes two digits', () => {
    const alternatives = [{ char: '8', probability: 0.4 }];
    const once = doubtful('440305198606199974', 9, { confidence: 0.5, alternatives });
    const twice = {
      ...once,
      glyphs: once.glyphs.with(13, { ...(once.glyphs[13] as Glyph), alternatives: [{ char: '5', probability: 0.4 }] }),
    };

    const code = readIdNumber(twice, HOLDER);

    expect(code).toMatchObject({ text: '440305198606199974', isValid: false });
  });

  it.each([
    ['another birthday than the printed one', { today: '2026-11-25', birthday: '1968-06-15' }],
    ['a day to come', { today: '1986-11-25' }],
  ])('never repairs a number to %s', (_, holder) => {
    const alternatives = [{ char: '8', probability: 0.3 }];

    const code = readIdNumber(doubtful(ID.replace('88', '86'), 9, { confidence: 0.6, alternatives }), holder);

    expect(code).toMatchObject({ text: ID.replace('88', '86'), isValid: false });
  });

  it('returns a number of a birthday before 1900 as printed, though its check digit fits', () => {
    const code = readIdNumber(line('440305108906159974'.slice(0, 17) + idCheckCharacter('44030510890615997')), HOLDER);

    expect(code).toMatchObject({ isValid: false });
  });

  it('does not repair a digit that was read clearly: a wrong check digit is printed', () => {
    const alternatives = [{ char: '8', probability: 0.001 }];

    const code = readIdNumber(doubtful(ID.replace('88', '86'), 9, { confidence: 0.98, alternatives }), HOLDER);

    expect(code).toMatchObject({ text: ID.replace('88', '86'), isValid: false });
  });

  it('doubts a number that it has repaired', () => {
    const code = readIdNumber(doubtful(ID, 8, 'lost'), HOLDER);

    expect(code?.confidence).toBe(0.8);
  });

  it('doubles a digit where a wide gap hides the second of two', () => {
    const code = readIdNumber(doubtful(ID, 8, 'lost'), HOLDER);

    expect(code).toMatchObject({ text: ID, isValid: true, isRepaired: true });
  });

  it.each(['出生1988年6月15日', '13822230017', '12345678901234567890123'])('finds no number in %s', (text) => {
    const code = readIdNumber(line(text), HOLDER);

    expect(code).toBeUndefined();
  });
});

describe('readCreditCode', () => {
  it.each([
    ['alone', CREDIT_CODE],
    ['after its label', `统一社会信用代码${CREDIT_CODE}`],
    ['with letters that the standard leaves out', '9I44O3OOMAYH3K7Z64'],
  ])('reads a code %s', (_, text) => {
    const code = readCreditCode(line(text));

    expect(code).toMatchObject({ text: CREDIT_CODE, isValid: true, isRepaired: false });
  });

  it('repairs one character that looks like another', () => {
    const code = readCreditCode(line(CREDIT_CODE.replace('H', 'N')));

    expect(code).toMatchObject({ text: CREDIT_CODE, isValid: true, isRepaired: true });
  });

  it('drops a surplus character', () => {
    const alone = `${CREDIT_CODE.slice(0, 9)}8${CREDIT_CODE.slice(9)}`;

    const code = readCreditCode(doubtful(alone, 9, { confidence: 0.4 }));

    expect(code).toMatchObject({ text: CREDIT_CODE, isValid: true, isRepaired: true });
  });

  it('returns a code that fails its check as printed', () => {
    const code = readCreditCode(line('统一社会信用代码91440300MAXXXXXXX4'));

    expect(code).toMatchObject({ text: '91440300MAXXXXXXX4', isValid: false });
  });

  it('accepts a code with an invalid organization code, as the standard allows, but never repairs to one', () => {
    const printed = readCreditCode(line('91440300MAYH3K7251'));
    const misread = readCreditCode(line('91440300MAYN3K7251'));

    expect(printed).toMatchObject({ text: '91440300MAYH3K7251', isValid: true });
    expect(misread).toMatchObject({ isValid: false });
  });

  it.each(['5101081234567890123X', '有限责任公司（自然人独资）', 'ABCDEFGHJKLMNPQRTU'])(
    'finds no code in %s',
    (text) => {
      const code = readCreditCode(line(text));

      expect(code).toBeUndefined();
    },
  );
});

describe('readRegistrationNumber', () => {
  it('reads the 15 digits of an old licence', () => {
    const code = readRegistrationNumber(line('注册号:440301103456789'));

    expect(code).toMatchObject({ text: '440301103456789', isValid: false });
  });

  it('finds none without a label', () => {
    const code = readRegistrationNumber(line('440301103456789'));

    expect(code).toBeUndefined();
  });
});
