import { describe, expect, it } from 'vitest';
import { DIVISIONS } from '../../../../local/divisions.ts';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import { textOf } from '../picture/page.ts';
import { withDivisionNames, withStrokes } from './division-names.ts';

/** The glyphs of a text; those at these positions have low confidence. */
const read = (text: string, ...doubtful: readonly number[]) =>
  drawnLine({ text, left: 0, y: 0 }).glyphs.map((glyph, index) => ({
    ...glyph,
    confidence: doubtful.includes(index) ? 0.6 : 0.99,
  }));

describe('withDivisionNames', () => {
  it.each([
    ['奚湖北省黄冈市罗田县长江镇', '湖北省黄冈市罗田县长江镇'],
    ['住所湖北省黄冈市罗田县长江镇', '湖北省黄冈市罗田县长江镇'],
    ['义乌市北苑街道', '义乌市北苑街道'],
    ['湖北省黄冈市', '湖北省黄冈市'],
  ])('leaves out what stands before the province: %s', (address, rest) => {
    expect(textOf(withDivisionNames(read(address), DIVISIONS))).toBe(rest);
  });

  it.each([
    ['福建省厦内市思明区凤凰路1号', [4], '福建省厦门市思明区凤凰路1号'],
    ['北京市海海区知春路1号', [4], '北京市海淀区知春路1号'],
    ['新疆维吾尔自治区乌鲁本齐市天山区', [10], '新疆维吾尔自治区乌鲁木齐市天山区'],
    ['广末省深圳市南山区科苑南路1号', [1], '广东省深圳市南山区科苑南路1号'],
    ['浙江省义鸟市稠城街道1号', [4], '浙江省义乌市稠城街道1号'],
    ['福建省厦内市恩明区凤凰路1号', [4, 6], '福建省厦门市思明区凤凰路1号'],
  ])('corrects %s', (text, doubtful, corrected) => {
    const glyphs = withDivisionNames(read(text, ...doubtful), DIVISIONS);

    expect(textOf(glyphs)).toBe(corrected);
  });

  it.each([
    ['a name that was read surely, for it may be an old one', '浙江省杭州市下城区1号', []],
    ['a character that several names could have', '福建省幅州市鼓楼区', [3]],
    ['two wrong characters in one name', '福建省夏内市思明区', [3, 4]],
    ['what is no address', '会议通知', [0, 1, 2, 3]],
    ['what comes after the district', '福建省厦门市思明区厦内路', [10]],
  ])('leaves %s', (_, text, doubtful) => {
    const glyphs = withDivisionNames(read(text, ...doubtful), DIVISIONS);

    expect(textOf(glyphs)).toBe(text);
  });
});

describe('a county of no known name', () => {
  it.each([
    ['云南省丽江市宁彝族自治县翠竹街117号', [6, 7, 8, 9, 10, 11]],
    ['云南省丽江市宁蒗彝族自治县翠竹街117号', []],
    ['广东省东莞市南城街道1号', []],
    ['湖北省黄冈市罗田县长江镇旗山村', []],
  ])('is doubted, because a character of it may be lost: %s', (address, doubted) => {
    const glyphs = withDivisionNames(read(address), DIVISIONS);

    expect(glyphs.flatMap(({ confidence }, index) => (confidence < 0.9 ? [index] : []))).toEqual(doubted);
  });
});

describe('withStrokes', () => {
  it.each([
    ['会展大道338号-期3栋', '会展大道338号一期3栋'],
    ['和平路3-1-201室', '和平路3-1-201室'],
    ['和平路A-12号', '和平路A-12号'],
    ['和平路12-号', '和平路12-号'],
  ])('reads the dash of %s as %s', (read, address) => {
    const written = withStrokes(read);

    expect(written).toBe(address);
  });
});
