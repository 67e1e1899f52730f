import { describe, expect, it } from 'vitest';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import { hasBothSides, isResidencePermit, isTemporary, kindOf, papersIn, sidesIn } from './kind.ts';

const FRONT = ['姓名周建明', '性别男民族汉', '住址广东省深圳市', '公民身份号码440305198806159974'];
const BACK = ['中华人民共和国', '居民身份证', '签发机关深圳市公安局', '有效期限2019.03.11-长期'];
const LICENCE = ['营业执照', '统一社会信用代码', '法定代表人周建明', '经营范围软件开发', '登记机关'];

const lines = (...texts: string[]) => texts.map((text, row) => drawnLine({ text, left: 0, y: row * 50 }));

describe('kindOf', () => {
  it.each([
    ['id-front', ['姓名周建明', '性别男民族汉', '公民身份号码440305198806159974']],
    ['id-back', ['中华人民共和国', '居民身份证', '有效期限2019.03.11-长期']],
    ['business-licence', ['营业执照', '统一社会信用代码', '法定代表人周建明']],
    ['business-licence', ['营业执照', '经营者姓名周建明', '住址']],
  ])('knows a %s by its labels', (kind, texts) => {
    const found = kindOf(lines(...texts));

    expect(found).toBe(kind);
  });

  it.each([
    [['会议通知', '请准时参加']],
    [['法定代表人签字']],
    [['现住址：']],
    [['证件类型营业执照', '负责人姓名', '证件住址']],
    [[]],
  ])('knows no certificate in %j', (texts) => {
    const found = kindOf(lines(...texts));

    expect(found).toBeUndefined();
  });
});

describe('sidesIn', () => {
  it('counts the sides of several cards', () => {
    const sides = sidesIn(lines('公民身份号码1', '姓名', '公民身份号码2'), /公民身份/);

    expect(sides).toBe(2);
  });

  it('counts a side whose label was lost', () => {
    const sides = sidesIn(lines('姓名'), /公民身份/);

    expect(sides).toBe(1);
  });
});

describe('isTemporary', () => {
  it.each([
    ['id-back', '中华人民共和国临时居民身份证', true],
    ['id-back', '中华人民共和国居民身份证', false],
    ['id-back', '签发机关北京市公安局', false],
    ['id-front', '签发机关北京市公安局', true],
    ['id-front', '住址北京市朝阳区临时居民安置点', false],
  ] as const)('takes an %s with %s for temporary: %s', (kind, text, temporary) => {
    const found = isTemporary(lines(text), kind);

    expect(found).toBe(temporary);
  });
});

describe('isResidencePermit', () => {
  it.each([
    ['港澳居民居住证', true],
    ['台湾居民居住证', true],
    ['居民身份证', false],
  ])('recognizes the side with %s as a permit: %s', (text, isPermit) => {
    const found = isResidencePermit(lines(text));

    expect(found).toBe(isPermit);
  });
});

describe('both sides of a card in one picture', () => {
  it.each(['id-front', 'id-back'] as const)('are read as the expected one: %s', (expected) => {
    const page = lines(...FRONT, ...BACK);

    expect(hasBothSides(page)).toBe(true);
    expect(kindOf(page, expected)).toBe(expected);
    expect(isTemporary(page, 'id-front')).toBe(false);
  });

  it('are not those of a temporary card, which has issuer and validity on its portrait side', () => {
    const page = lines(...FRONT, '签发机关深圳市公安局', '有效期限2019.03.11-2019.06.11');

    expect(hasBothSides(page)).toBe(false);
    expect(isTemporary(page, 'id-front')).toBe(true);
  });
});

describe('papersIn', () => {
  it.each([
    ['a licence', LICENCE, 1],
    ['a card', FRONT, 1],
    ['both sides of a card', [...FRONT, ...BACK], 1],
    ['two cards', [...FRONT, ...FRONT], 2],
    ['two licences', [...LICENCE, ...LICENCE], 2],
    ['a licence beside a card', [...LICENCE, ...FRONT], 2],
    ['a notice', ['会议通知'], 1],
  ])('counts %s', (_, texts, papers) => {
    const found = papersIn(lines(...texts));

    expect(found).toBe(papers);
  });
});
