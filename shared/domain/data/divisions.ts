import { DIVISION_TABLE } from './division-table.ts';
import { provinceOf } from './provinces.ts';

/** An administrative division. */
export interface Division {
  /** GB/T 2260: `440000` a province, `440300` a city, `440305` a district. */
  readonly code: string;
  readonly name: string;
}

const byCode = new Map<string, Division>();
const cities: Division[] = [];
const districts: Division[] = [];

// One pass: three thousand rows are read whenever a function starts.
for (const line of DIVISION_TABLE.trim().split('\n')) {
  const row = { code: line.slice(0, 6), name: line.slice(7) };
  byCode.set(row.code, row);
  if (!row.code.endsWith('00')) districts.push(row);
  else if (!row.code.endsWith('0000')) cities.push(row);
}

export const CITIES: readonly Division[] = cities;
export const DISTRICTS: readonly Division[] = districts;

/** The name of a division; undefined for a code that is not in the table. */
export const divisionName = (code: string): string | undefined => byCode.get(code)?.name;

/** Cities of a province, in order of their codes. */
export const citiesOf = (provinceCode: string): readonly Division[] =>
  CITIES.filter(({ code }) => code.slice(0, 2) === provinceCode.slice(0, 2));

/** Districts and counties of a city; none for 东莞, 中山 and 儋州. */
export const districtsOf = (cityCode: string): readonly Division[] =>
  DISTRICTS.filter(({ code }) => code.slice(0, 4) === cityCode.slice(0, 4));

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

/** 东莞, 中山 and 儋州 have no districts, 嘉峪关 only itself: the third level stays empty or repeats the city. */
const isUndivided = (city: string): boolean => districtsOf(city).every(({ name }) => name === divisionName(city));
