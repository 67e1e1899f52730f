import { describe, expect, it } from 'vitest';
import { districts } from '../../../contracts/data/divisions.ts';
import { bareDistrictsIn, cityOfAddress, isWithin, placesIn, provinceOfAddress } from './places.ts';

describe('places in texts', () => {
  it.each([
    ['广东省深圳市南山区样例路1号', '440000'],
    ['深圳市南山区样例路1号', '440000'],
    ['内蒙古呼和浩特市样例路1号', '150000'],
    ['重庆市城口县样例路1号', '500000'],
    ['中国 上海市徐汇区', '310000'],
    ['恩施土家族苗族自治州样例县', '420000'],
    // 朝阳 is a district of 北京 and a city of 辽宁: without 市 it is ambiguous.
    ['朝阳区样例路1号', undefined],
    ['朝阳市样例路1号', '210000'],
    ['南山区广东路1号', undefined],
    ['直辖县级行政区样例路1号', undefined],
    ['广中国东省样例路1号', undefined],
    ['', undefined],
  ])('%s is in the province %s', (address, province) => {
    expect(provinceOfAddress(address)).toBe(province);
  });

  it('a city is found by its full name', () => {
    expect(cityOfAddress('广东省 深圳市南山区', '440000')?.code).toBe('440300');
    expect(cityOfAddress('南山区样例路', '440000')).toBeUndefined();
  });

  it('names are found with and without 市, districts only in full', () => {
    expect(placesIn('深圳南山区样例').map(({ code }) => code)).toEqual(['440300', '230404', '440305']);
    expect(placesIn('延边手记').map(({ name }) => name)).toEqual(['延边']);
    expect(placesIn('和平手记')).toEqual([]);
    expect(bareDistrictsIn('和平手记')).toEqual(['和平']);
  });

  it.each([
    ['广东省手记', ['广东省', '广东']],
    ['深圳市手记', ['深圳市', '深圳']],
    ['深圳和广东手记', ['广东', '深圳']],
    ['延边朝鲜族自治州手记', ['延边朝鲜族自治州', '延边']],
    ['赵县手记', ['赵县']],
    ['郊区和城区手记', []],
    ['直辖县级行政区手记', []],
    ['重庆市郊县手记', ['重庆市', '重庆', '重庆市', '重庆']],
    ['', []],
    ['深', []],
  ])('%s names %j, in the order of the table', (text, names) => {
    expect(placesIn(text).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['沙市手记', ['沙市']],
    ['赵县手记', ['赵县']],
    ['郊区手记', []],
    ['孟连手记', ['孟连']],
    ['金秀和三都手记', ['三都', '金秀']],
    ['互助手记', ['互助']],
    ['青龙手记', ['青龙']],
    ['循化手记', ['循化']],
  ])('%s names the districts %j without 区 or 县', (text, names) => {
    expect([...bareDistrictsIn(text)].sort()).toEqual([...names].sort());
  });

  it('every district is found by its full name, except generic names such as 东区', () => {
    const named = districts().filter(({ name }) => !['城区', '矿区', '郊区', '东区', '西区'].includes(name));
    const text = named.map(({ name }) => name).join('、');

    expect(placesIn(text).filter(({ code }) => !code.endsWith('00'))).toEqual(named);
  });

  it('codes of divisions are not part of a name', () => {
    expect(placesIn('4403 05南山区').map(({ name }) => name)).toEqual(['南山区', '南山区']);
    expect(placesIn('5南山').map(({ name }) => name)).toEqual([]);
  });

  it('a district is within its city and a city within its province, but not the reverse', () => {
    const [guangdong, shenzhen] = [
      { code: '440000', name: '广东省' },
      { code: '440300', name: '深圳市' },
    ];

    expect(isWithin(shenzhen, guangdong)).toBe(true);
    expect(isWithin(shenzhen, shenzhen)).toBe(true);
    expect(isWithin(guangdong, shenzhen)).toBe(false);
    expect(isWithin({ code: '500101', name: '万州区' }, { code: '500100', name: '重庆市' })).toBe(true);
  });
});
