import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameText, textForm, textKey } from './text.ts';

describe('a name or an address as it is stored', () => {
  it.each([
    [' 云帆(样例)有限公司 ', '云帆（样例）有限公司'],
    ['云帆（样例）有限公司', '云帆（样例）有限公司'],
    ['ＡＢＣ云帆１号', 'ABC云帆1号'],
    ['Yunfan  (Sample)\u3000Ltd', 'Yunfan (Sample) Ltd'],
    ['阿依古丽·艾山', '阿依古丽·艾山'],
    ['云帆【样例】，二号—三号：', '云帆【样例】，二号—三号：'],
    ['云\u200b帆', '云帆'],
    ['王\uf9dc', '王\uf9dc'],
    ['', ''],
  ])('%j is %j', (typed, form) => {
    expect(textForm(typed)).toBe(form);
    expect(textForm(form)).toBe(form);
  });
});

describe('the key of a text', () => {
  it.each([
    ['深圳市星河（集团）有限公司', '深圳市星河(集团)有限公司'],
    ['北京 星河　科技有限公司', '北京星河科技有限公司'],
    ['ＡＢＣ科技', 'abc科技'],
    ['阿依古丽·艾山', '阿依古丽•艾山'],
    ['阿依古丽・艾山', '阿依古丽.艾山'],
    ['星河【深圳】有限公司', '星河(深圳)有限公司'],
    ['Ａ栋１－２层', 'A栋1-2层'],
    ['A栋1—2层', 'A栋1-2层'],
    // Separate codes for a rare character (U+E863), a compatibility ideograph (U+F9DC) and a radical (U+2F46).
    ['张\ue863', '张䶮'],
    ['王\uf9dc', '王隆'],
    ['⽆为', '无为'],
  ])('of %s and %s is the same', (first, second) => {
    expect(sameText(first, second)).toBe(true);
  });

  it.each([
    ['深圳市星河有限公司', '深圳市星何有限公司'],
    ['科技园1号', '科技园11号'],
    ['科技园1-1号', '科技园11号'],
    ['星河（深圳）有限公司', '星河深圳有限公司'],
    // A rare character is different from a similar one.
    ['王㛃', '王婕'],
    ['王㛃', '王洁'],
  ])('of %s and %s differs', (first, second) => {
    expect(sameText(first, second)).toBe(false);
  });

  it.each([
    ['艾.力', '艾·力'],
    ['艾•力.江', '艾·力·江'],
    // A character outside the BMP.
    ['𠮷・𠮷', '𠮷·𠮷'],
    ['3.5', '3.5'],
    ['A.艾力', 'A.艾力'],
    ['艾力.A', '艾力.A'],
    ['艾A.力', '艾A.力'],
    ['艾.A力', '艾.A力'],
    ['艾力.', '艾力.'],
    ['.艾力', '.艾力'],
  ])('of %s is %s: a dot is a middle dot only between two Chinese characters', (text, form) => {
    expect(textKey(text)).toBe(form);
  });

  it('does not change if it is normalized again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => textKey(textKey(text)) === textKey(text)),
      { numRuns: 2000 },
    );
  });
});
