import { describe, expect, it } from 'vitest';
import { areaCodeServes } from '../../shared/domain/data/area-codes.ts';
import { cities, citiesOf, districts, districtsOf, divisionName, isDivisionChain } from './divisions.ts';
import { PROVINCES, provinceOf } from './provinces.ts';

describe('divisions', () => {
  it('have cities in every province, and a province for every city', () => {
    expect(PROVINCES).toHaveLength(31);
    expect(PROVINCES.every(({ code, name }) => citiesOf(code).length > 0 && divisionName(code) === name)).toBe(true);
    expect(cities().every(({ code }) => provinceOf(code) && !code.endsWith('0000'))).toBe(true);
    expect(districts().every(({ code }) => divisionName(`${code.slice(0, 4)}00`))).toBe(true);
  });

  it('are 342 cities and 2975 districts', () => {
    expect([cities().length, districts().length]).toEqual([342, 2975]);
  });

  it('have a unique mark for each province', () => {
    expect(new Set(PROVINCES.map(({ mark }) => mark)).size).toBe(31);
  });

  it.each([
    ['440000', '440300', '440305', true],
    ['120000', '120100', '120116', true],
    ['440000', '441900', '', true],
    ['440000', '441900', '441900', true],
    ['620000', '620200', '', true],
    ['420000', '429000', '429004', true],
    ['440000', '440300', '', false],
    ['440000', '350200', '350203', false],
    ['440000', '440300', '440106', false],
    ['440100', '440100', '440106', false],
    ['', '', '', false],
  ])('%s, %s, %s belong together: %s', (province, city, district, chain) => {
    expect(isDivisionChain({ province, city, district })).toBe(chain);
  });

  it('have the districts of a city', () => {
    expect(districtsOf('460400')).toEqual([]);
    expect(districtsOf('350200').map(({ name }) => name)).toContain('思明区');
  });
});

describe('area codes', () => {
  it.each([
    ['0755', '440300', '440305', true],
    ['0755', '440100', '440106', false],
    ['022', '120100', '120116', true],
    ['0731', '430200', '430202', true],
    ['0898', '460400', '', true],
    ['0728', '429000', '429004', true],
    ['0757', '440600', '440606', true],
    ['0999', '440300', '440305', false],
    ['0112', '440300', '440305', false],
  ])('%s serves %s %s: %s', (areaCode, city, district, serves) => {
    expect(areaCodeServes(areaCode, { city, district })).toBe(serves);
  });
});
