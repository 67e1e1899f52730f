import { domainToASCII, domainToUnicode } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiDomain } from '../../contracts/normal-forms/domain.ts';
import { readableDomain } from '../../contracts/normal-forms/readable-domain.ts';
import { APPROVED_SUFFIXES, UNAPPROVED_SUFFIXES } from './data/approved-suffixes.ts';
import { approvedSuffix, domainProblem, registrableDomain } from './domain-name.ts';

const label63 = 'a'.repeat(63);

/** Before `.com`: 249 characters, 253 with it. */
const longest = `${[label63, label63, label63].join('.')}.${'a'.repeat(57)}`;

describe('domain name', () => {
  it('may have 253 characters', () => {
    expect(`${longest}.com`).toHaveLength(253);
    expect(asciiDomain(`${longest}.com`)).toBe(`${longest}.com`);
    expect(asciiDomain(`${longest}a.com`)).toBeUndefined();
  });

  it.each([
    ['example.com', 'example.com'],
    [' EXAMPLE.Com. ', 'example.com'],
    ['ｅｘａｍｐｌｅ。ｃｎ', 'example.cn'],
    ['例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
    ['3dm.网店', '3dm.xn--hxt814e'],
    ['xn--fsqu00a.cn', 'xn--fsqu00a.cn'],
    [`${label63}.com`, `${label63}.com`],
  ])('%j is stored as %s', (typed, ascii) => {
    expect(asciiDomain(typed)).toBe(ascii);
    expect(domainProblem(typed)).toBeUndefined();
  });

  it.each([
    ['192.0.2.1', 'ip-address'],
    ['2001:db8::1', 'ip-address'],
    ['2001:db8::1:29', 'ip-address'],
    ['[2001:db8::1]', 'ip-address'],
    ['', 'syntax'],
    ['example', 'syntax'],
    ['http://example.com', 'syntax'],
    ['example.com/path', 'syntax'],
    ['-example.com', 'syntax'],
    ['example-.com', 'syntax'],
    ['exa_mple.com', 'syntax'],
    ['ex%61mple.com', 'syntax'],
    ['user@example.com', 'syntax'],
    ['example..com', 'syntax'],
    ['com.cn', 'syntax'],
    [`${label63}a.com`, 'syntax'],
    [`${Array(5).fill(label63).join('.')}.com`, 'syntax'],
    [`${longest}a.com`, 'syntax'],
    ['example.com:8080', 'syntax'],
    ['::1/64', 'syntax'],
    ['example.com2', 'suffix'],
    ['example.io', 'suffix'],
    ['example.com.hk', 'suffix'],
    ['example.台湾', 'suffix'],
    ['example.com.co', 'suffix'],
    ['www.example.law.pro', 'suffix'],
    ['例子.公司.cn', 'suffix'],
    ['co.me', 'suffix'],
    ['example.xn--com-', 'syntax'],
    ['xn--a.com', 'syntax'],
    ['www.example.com', 'subdomain'],
    ['a.b.com.cn', 'subdomain'],
    ['b.例子.中国', 'subdomain'],
  ])('%j is refused for its %s', (typed, problem) => {
    expect(domainProblem(typed)).toBe(problem);
  });

  it.each([
    ['www.example.com', 'example.com'],
    ['a.b.example.com.cn', 'example.com.cn'],
    ['shop.example.gd.cn', 'example.gd.cn'],
    ['example.cn', 'example.cn'],
    ['a.example.io', undefined],
    ['a.example.co', 'example.co'],
    ['a.example.com.co', undefined],
    ['com.co', undefined],
  ])('%s has the registrable name %s', (name, registrable) => {
    expect(registrableDomain(name)).toBe(registrable);
  });

  it.each([
    ['example.gov.cn', 'gov.cn', 'public-bodies'],
    ['example.xn--zfr164b', 'xn--zfr164b', 'public-bodies'],
    ['example.com.cn', 'com.cn', 'open'],
    ['example.baidu', 'baidu', 'brand'],
    ['com.cn', 'cn', 'open'],
  ])('%s has the suffix %s for %s', (name, suffix, use) => {
    expect(approvedSuffix(name)).toEqual({ suffix, use });
  });

  it('a suffix alone has no registrable name', () => {
    expect(approvedSuffix('com')).toBeUndefined();
  });

  it('has all 195 approved suffixes', () => {
    expect(APPROVED_SUFFIXES.size).toBe(195);
  });

  it('has the unapproved suffixes below approved ones', () => {
    const above = UNAPPROVED_SUFFIXES.map((suffix) => suffix.split('.').slice(1).join('.'));

    expect([...new Set(above)]).toEqual(['me', 'co', 'pro', 'cn']);
    expect(above.every((suffix) => APPROVED_SUFFIXES.has(suffix))).toBe(true);
    expect(UNAPPROVED_SUFFIXES.filter((suffix) => APPROVED_SUFFIXES.has(suffix))).toEqual([]);
  });

  it('ASCII and readable form convert to each other, as in Node.js', () => {
    const han = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'星河云海科技山水例子网站中国') });

    fc.assert(
      fc.property(han, (name) => {
        const ascii = asciiDomain(`${name}.com`);
        expect(ascii).toBe(domainToASCII(`${name}.com`));
        expect(readableDomain(ascii ?? '')).toBe(domainToUnicode(ascii ?? ''));
      }),
    );
  });

  // RFC 3492, section 7.1, samples of several scripts.
  it.each([
    ['xn--ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['xn--ihqwctvzc91f659drss3x8bo0yb', '他們爲什麽不說中文'],
    ['xn--egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
    ['xn--3b-ww4c5e180e575a65lsy2b', '3年b組金八先生'],
    ['xn--dn32g', '\u{10ffff}'],
  ])('%s is decoded as %s', (label, text) => {
    expect(readableDomain(`${label}.com`)).toBe(`${text}.com`);
  });

  it.each([
    ['that is plain', 'example'],
    ['that only has the prefix inside', 'axn--fiqs8s'],
    ['with a character that is no digit of punycode', 'xn--a!'],
    ['that ends in the middle of a number', 'xn--99999999'],
    ['that ends after a digit that another has to follow', 'xn--9'],
    ['one beyond the last code point', 'xn--en32g'],
    ['far beyond the last code point', 'xn--zzzzzzzzz9'],
  ])('a label %s stays unchanged: %s', (_, label) => {
    expect(readableDomain(`${label}.com`)).toBe(`${label}.com`);
  });
});
