import { lazily } from '../kit/lazily.ts';
import { CITY_TABLE, DISTRICT_TABLE } from './division-table.ts';
import { PROVINCES, provinceOf } from './provinces.ts';

/** An administrative division. */
export interface Division {
  /** GB/T 2260: `440000` a province, `440300` a city, `440305` a district. */
  readonly code: string;
  readonly name: string;
}

function divisionsOf(line: string): readonly Division[] {
  const [shared = '', ...divisions] = line.split(' ');
  return divisions.map((division) => ({
    code: `${shared}${division.slice(0, 2)}`.padEnd(6, '0'),
    name: division.slice(2),
  }));
}

/** All cities, ordered by code. */
export const cities = lazily((): readonly Division[] => CITY_TABLE.split('\n').flatMap(divisionsOf));

/** All districts and counties, about three thousand, ordered by code. */
export const districts = lazily((): readonly Division[] => DISTRICT_TABLE.split('\n').flatMap(divisionsOf));

/** Cities of a province, ordered by code. */
export const citiesOf = (provinceCode: string): readonly Division[] =>
  cities().filter(({ code }) => code.slice(0, 2) === provinceCode.slice(0, 2));

/** Districts and counties of a city; none for 东莞, 中山 and 儋州. */
export const districtsOf = (cityCode: string): readonly Division[] =>
  districts().filter(({ code }) => code.slice(0, 4) === cityCode.slice(0, 4));

/** The name of a division; undefined for an unknown code. */
export function divisionName(code: string): string | undefined {
  const divisions = code.endsWith('00') ? [...PROVINCES, ...citiesOf(code)] : districtsOf(code);
  return divisions.find((division) => division.code === code)?.name;
}

interface DivisionChain {
  readonly province: string;
  readonly city: string;
  readonly district: string;
}

/** Whether three codes are a province, one of its cities and one of that city's districts (FD-23). */
export function isDivisionChain({ province, city, district }: DivisionChain): boolean {
  if (!citiesOf(province).some(({ code }) => code === city) || provinceOf(province)?.code !== province) return false;
  return (
    districtsOf(city).some(({ code }) => code === district) || (isUndivided(city) && [city, ''].includes(district))
  );
}

/** 东莞, 中山 and 儋州 have no districts, 嘉峪关 has only itself: the third level is empty or repeats the city. */
const isUndivided = (city: string): boolean => districtsOf(city).every(({ name }) => name === divisionName(city));
