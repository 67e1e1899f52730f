import { describe, expect, it } from 'vitest';
import { districts } from '../../../contracts/data/divisions.ts';
import { isFormerDistrict } from './former-districts.ts';

const all = Array.from({ length: 1_000_000 }, (_, number) => String(number).padStart(6, '0')).filter(isFormerDistrict);

describe('the former districts', () => {
  it.each([
    ['110103', '崇文区 in 北京, until 2010'],
    ['110104', '宣武区, the last of its span'],
    ['310103', '卢湾区 in 上海, until 2011'],
    ['440401', '市辖区 of 珠海, no district of its own'],
    ['512301', '涪陵市 in 四川, before 重庆 was a province'],
  ])('include %s: %s', (code) => {
    expect(isFormerDistrict(code)).toBe(true);
  });

  it.each(['110101', '110105', '440305', '440000', '999999', '1101', ''])('do not include %j', (code) => {
    expect(isFormerDistrict(code)).toBe(false);
  });

  it('are as many as in the source, and none is a current one', () => {
    const today = new Set(districts().map(({ code }) => code));

    expect(all).toHaveLength(3681);
    expect(all.filter((code) => today.has(code))).toEqual([]);
  });
});
