import { describe, expect, it } from 'vitest';
import { footerNumber, isReplaceableIn, PROVINCES, type Province, provinceOf } from './provinces.ts';

/** Short names of the provinces with an exception, by its value. */
const differing = <K extends keyof Province>(field: K, usual: Province[K]): Readonly<Record<string, string>> => {
  const groups: Record<string, string> = {};
  for (const { short, [field]: value } of PROVINCES)
    if (value !== usual) groups[String(value)] = [groups[String(value)], short].filter(Boolean).join(' ');
  return groups;
};

describe('the provinces', () => {
  it('are 31, ordered by code, each with its own names and mark', () => {
    expect(PROVINCES.map(({ code }) => code.slice(0, 2)).join(' ')).toBe(
      '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65',
    );
    expect(PROVINCES.map(({ short }) => short).join(' ')).toBe(
      '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆',
    );
    expect(PROVINCES.map(({ mark }) => mark).join('')).toBe(
      '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇藏陕陇青宁新',
    );
    expect(PROVINCES.filter(({ code }) => !/^\d{2}0000$/.test(code))).toEqual([]);
    expect(PROVINCES.filter(({ name, short }) => !/^(市|省|.*自治区)$/u.test(name.replace(short, '')))).toEqual([]);
  });

  // Collected from the pages listed in provinces.ts: the special requirements of each authority.
  it.each<[keyof Province, Province[keyof Province], Readonly<Record<string, string>>]>([
    ['reviewWorkdays', 20, { 30: '浙江' }],
    ['unitMayBeReplaced', false, { true: '河北 山西 湖南 广东 重庆 青海 新疆' }],
    ['emptyShellMayAdd', false, { true: '北京 天津 山西 辽宁 上海 江苏 浙江 广西 四川 贵州 云南' }],
    ['footerNumber', 'website', { organizer: '广东' }],
    ['fingerprint', false, { true: '广东' }],
    ['domainMonths', 0, { 1: '吉林', 3: '北京 天津 河北 山西 内蒙古 上海 江苏 浙江 安徽 河南 贵州 甘肃' }],
    ['principal', 'legal-representative', { free: '北京 辽宁 江苏 海南', letter: '吉林 黑龙江 安徽 四川 甘肃' }],
    ['domainOwner', 'unit-or-legal-representative', { unit: '福建 河南 湖南 重庆 西藏 青海 宁夏 新疆' }],
    ['enterpriseAge', 18, { 16: '广东 海南 云南', undefined: '重庆 甘肃' }],
    ['individualAge', 18, { 16: '江苏 安徽 福建 江西 广东 海南 重庆 四川 云南', 17: '山东', undefined: '甘肃' }],
    [
      'outsiders',
      'allowed',
      {
        'local-phone': '河北',
        refused: '山西 内蒙古 黑龙江 河南 广西 重庆 甘肃 青海 新疆',
        proof: '吉林 上海 江苏 浙江 安徽 福建 江西 山东 湖北 广东 四川 贵州 云南 宁夏',
      },
    ],
  ])('have for %s the usual value %s, with exceptions', (field, usual, expected) => {
    expect(differing(field, usual)).toEqual(expected);
  });

  it.each([
    ['440000', '广东'],
    ['440305', '广东'],
    ['120116', '天津'],
    ['810000', undefined],
    ['', undefined],
  ])('are found by every code inside: %s is in %s', (code, short) => {
    expect(provinceOf(code)?.short).toBe(short);
  });
});

describe('another unit in the place of the filed one', () => {
  it.each([
    ['440000', [], false],
    ['440000', ['430000', '440000'], true],
    // PV-FJ-09 and PV-TJ-17: switched on or not.
    ['350000', ['350000'], false],
    ['120000', ['120000'], false],
    ['999999', ['999999'], false],
  ])('in %s, with %j switched on: %s', (code, switchedOn, expected) => {
    expect(isReplaceableIn(code, switchedOn)).toBe(expected);
  });
});

it("the footer has the website's own number, in 广东 the organizer's (PV-GD-17)", () => {
  expect(footerNumber('350000', '闽ICP备2026000017号', '闽ICP备2026000017号-1')).toBe('闽ICP备2026000017号-1');
  expect(footerNumber('440305', '粤ICP备2026000017号', '粤ICP备2026000017号-1')).toBe('粤ICP备2026000017号');
});
