import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneForm, phoneKeys } from './phone.ts';

describe('a phone number', () => {
  it.each([
    ['+86 138-2220-1234', '13822201234'],
    ['0086 13822201234', '13822201234'],
    ['8613822201234', '13822201234'],
    ['+86 0755-12345678', '0755-12345678'],
    ['+86 (0)755 1234 5678', '0755-12345678'],
    ['+86-10-12345678', '010-12345678'],
    ['02112345678', '021-12345678'],
    ['(0755) 12345678', '0755-12345678'],
    ['0755-1234567-1', '0755-1234567-1'],
    ['0755 1234567 123', '0755-1234567-123'],
    ['(0755)1234567转123', '0755-1234567-123'],
    ['tel:+86-755-12345678;ext=8', '0755-12345678-8'],
    ['0755-12345678*8001', '0755-12345678-8001'],
  ])('%j is stored as %s', (typed, form) => {
    expect(phoneForm(typed)).toBe(form);
    expect(phoneForm(form)).toBe(form);
  });

  it.each([
    ['86755888', '86755888'],
    ['12345678', '12345678'],
    ['400-888-1234', '4008881234'],
    ['+852 2345 6789', '+85223456789'],
    ['755-12345678', '75512345678'],
    ['075-86001234', '075-86001234'],
    ['+86 (075) 8600 1234', '075-8600-1234'],
    ['0755-12345678, 13822201234', '0755-12345678,13822201234'],
    ['没有电话', '没有电话'],
    ['', ''],
  ])('%j, which is none of the mainland or not whole, stays what it is: %s', (typed, form) => {
    expect(phoneForm(typed)).toBe(form);
  });

  it('is compared by itself, and an extension also by its switchboard', () => {
    expect(phoneKeys('0755-12345678转123')).toEqual(['0755-12345678-123', '0755-12345678']);
    expect(phoneKeys('0755 12345678')).toEqual(['0755-12345678']);
    expect(phoneKeys('13822230017')).toEqual(['13822230017']);
  });

  it('does not change when it is normalized again', () => {
    const parts = fc.constantFrom(
      '0755',
      '86',
      '+86',
      '138',
      '1234',
      '5678',
      '12345678',
      '-',
      ' ',
      '(',
      ')',
      '转',
      'x',
      '０',
      '1',
      '#',
    );

    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (all) => {
        const form = phoneForm(all.join(''));
        expect(phoneForm(form)).toBe(form);
      }),
      { numRuns: 5000 },
    );
  });
});
