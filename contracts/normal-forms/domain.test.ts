import { describe, expect, it } from 'vitest';
import { domainForm, hostForm, urlForm } from './domain.ts';

describe('pasted addresses', () => {
  it.each([
    [urlForm, ' https://www.Yunfan-Keji.cn/ ', 'www.yunfan-keji.cn'],
    [urlForm, 'ｗｗｗ．yunfan。cn', 'www.yunfan.cn'],
    [urlForm, 'http://yunfan.cn/Index.html?A=1', 'yunfan.cn/Index.html?A=1'],
    [hostForm, 'https://www.yunfan-keji.cn/', 'yunfan-keji.cn'],
    [hostForm, 'http://yunfan.cn:8080/a?b#c', 'yunfan.cn'],
    [hostForm, 'www.cn', 'www.cn'],
    [hostForm, '云帆.中国', '云帆.中国'],
    [domainForm, 'http://例子.中国./', 'xn--fsqu00a.xn--fiqs8s'],
    [domainForm, 'пример.example', 'xn--e1afmkfd.example'],
    [domainForm, 'http://192.0.2.1:8080/', '192.0.2.1'],
    [domainForm, '不是域名', '不是域名'],
    [domainForm, 'a b.cn', 'a b.cn'],
    [domainForm, '', ''],
  ])('%o makes %j to %j', (formOf, text, form) => {
    expect(formOf(text)).toBe(form);
    expect(formOf(form)).toBe(form);
  });
});
