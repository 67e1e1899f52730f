import { describe, expect, it } from 'vitest';
import { cleaned } from './cleaning.ts';
import type { FormField } from './form-fields.ts';

describe('a field that the person leaves', () => {
  it.each([
    ['homeUrl', 'text', 'https://www.yunfan.cn/', 'www.yunfan.cn'],
    ['domain', 'text', 'https://www.yunfan.cn/', 'yunfan.cn'],
    ['idNumber', 'text', '44030519880615997x', '44030519880615997X'],
    ['mobile', 'phone', '+86 138-2220-1234', '13822201234'],
    ['email', 'email', 'zhou@example。com', 'zhou@example.com'],
    ['name', 'text', '云帆(样例)', '云帆（样例）'],
    ['remark', 'long-text', ' 两行\n文字 ', ' 两行\n文字 '],
  ] as const)('%s, a %s: %j becomes %j', (key, control, value, clean) => {
    expect(cleaned({ key, control }, value)).toBe(clean);
  });

  it('keeps what is not text', () => {
    const field = { key: 'languages', control: 'languages' } satisfies Pick<FormField, 'key' | 'control'>;

    expect(cleaned(field, ['zh-CN'])).toEqual(['zh-CN']);
  });
});
