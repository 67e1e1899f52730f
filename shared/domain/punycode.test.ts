import { domainToUnicode } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLabel } from './punycode.ts';

describe('decodeLabel', () => {
  // RFC 3492, section 7.1, samples of scripts that people read in labels.
  it.each([
    ['xn--ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['xn--ihqwctvzc91f659drss3x8bo0yb', '他們爲什麽不說中文'],
    ['xn--proprostnemluvesky-uyb24dma41a', 'pročprostěnemluvíčesky'],
    ['xn--egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
    ['xn--n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa', 'なぜみんな日本語を話してくれないのか'],
    ['xn--3b-ww4c5e180e575a65lsy2b', '3年b組金八先生'],
    // Where the bias changes by one: 20,999 and 21,000 divided by 700, and 455 when no step of 36 is left.
    ['xn--8er31l', '劇場'],
    ['xn--9er811c', '劈柴'],
    ['xn--ghqa5c670neyf', '下下东水月'],
    ['xn--dn32g', '\u{10ffff}'],
  ])('reads %s as %s', (label, text) => {
    expect(decodeLabel(label)).toBe(text);
  });

  it('agrees with Node.js on every label of Chinese characters, letters and digits', () => {
    const unit = fc.constantFrom(...'星河云海科技山水例子网站中国𠮷𡈽é', ...'abyz0189-');
    const label = fc
      .string({ unit, minLength: 1, maxLength: 20 })
      .map((text) => new URL(`http://a${text}b.com`).hostname.replace('.com', ''));

    fc.assert(
      fc.property(label, (ascii) => {
        expect(`${decodeLabel(ascii)}.com`).toBe(domainToUnicode(`${ascii}.com`));
      }),
    );
  });

  it.each([
    ['that is plain', 'example'],
    ['that only has the prefix inside', 'axn--fiqs8s'],
    ['with a character that is no digit of punycode', 'xn--a!'],
    ['that ends in the middle of a number', 'xn--99999999'],
    ['that ends after a digit that another has to follow', 'xn--9'],
    ['one beyond the last code point', 'xn--en32g'],
    ['far beyond the last code point', 'xn--zzzzzzzzz9'],
    ['with a capital letter', 'xn--FIQS8S'],
  ])('leaves a label %s as it is: %s', (_, label) => {
    expect(decodeLabel(label)).toBe(label);
  });
});
