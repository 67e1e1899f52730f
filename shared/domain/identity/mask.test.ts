import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress, maskEmail, maskIdNumber, maskName, maskPhone } from './mask.ts';

describe('masked values', () => {
  it.each([
    [maskIdNumber, '110101199003070078', '110***********0078'],
    [maskIdNumber, '44030', '*****'],
    [maskIdNumber, '12345678901', '123****8901'],
    [maskIdNumber, '1234567890', '**********'],
    [maskPhone, '13800001234', '138****1234'],
    [maskPhone, '1234567890', '**********'],
    [maskPhone, '0755-12345678', '075******5678'],
    [maskPhone, '12345678', '********'],
    [maskName, '张三', '张*'],
    [maskName, '阿依古丽·艾山', '阿******'],
    [maskName, '张', '*'],
    [maskName, '𠮷田', '𠮷*'],
    [maskEmail, 'zhangsan@example.com', 'z****@example.com'],
    [maskEmail, 'a@example.com', 'a****@example.com'],
    [maskEmail, 'no-mailbox', '**********'],
    [maskEmail, '@example.com', '************'],
    [maskAddress, '科技园路1号2栋301室', '科技园****'],
    [maskAddress, '科技园路', '科技园****'],
    [maskAddress, '科技园', '***'],
    [maskAddress, '', ''],
  ] as const)('%o masks %s as %s', (mask, value, shown) => {
    expect(mask(value)).toBe(shown);
  });

  it('a masked number never contains the value, unless the value is empty', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9X]{1,20}$/), (value) => {
        expect(maskIdNumber(value)).not.toBe(value);
        expect(maskPhone(value)).not.toBe(value);
        expect(maskIdNumber(value)).toHaveLength(value.length);
      }),
    );
  });
});
