import { describe, expect, it } from 'vitest';
import { cleanDomain, cleanEmail, cleanIdNumber, cleanPhone, cleanText, cleanUrl } from './cleaning.ts';

describe('pasted text', () => {
  it.each([
    [cleanUrl, ' https://www.Yunfan-Keji.cn/ ', 'www.yunfan-keji.cn'],
    [cleanUrl, 'ｗｗｗ．yunfan。cn', 'www.yunfan.cn'],
    [cleanUrl, 'http://yunfan.cn/Index.html?A=1', 'yunfan.cn/Index.html?A=1'],
    [cleanDomain, 'https://www.yunfan-keji.cn/', 'yunfan-keji.cn'],
    [cleanDomain, 'http://yunfan.cn:8080/a?b#c', 'yunfan.cn'],
    [cleanDomain, 'www.cn', 'www.cn'],
    [cleanDomain, '云帆.中国', '云帆.中国'],
    [cleanPhone, '+86 138-2220-1234', '13822201234'],
    [cleanPhone, '0086 13822201234', '13822201234'],
    [cleanPhone, '１３８ ２２２０ １２３４', '13822201234'],
    [cleanPhone, '+86 0755-12345678', '0755-12345678'],
    [cleanPhone, '(0755) 12345678', '0755-12345678'],
    [cleanPhone, '8613822201234', '8613822201234'],
    [cleanIdNumber, ' 440305 1988 0615 997x', '44030519880615997X'],
    [cleanEmail, 'zhou＠example。com ', 'zhou@example.com'],
    [cleanText, ' 云帆(样例)有限公司 ', '云帆（样例）有限公司'],
    [cleanText, 'ＡＢＣ云帆１号', 'ABC云帆1号'],
    [cleanText, 'Yunfan (Sample) Ltd', 'Yunfan (Sample) Ltd'],
    [cleanText, '', ''],
  ])('%o makes %j to %j', (clean, text, cleaned) => {
    expect(clean(text)).toBe(cleaned);
    expect(clean(cleaned)).toBe(cleaned);
  });
});
