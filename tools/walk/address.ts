import { citiesOf, districtsOf } from '../../contracts/data/divisions.ts';
import { provinceOf } from '../../contracts/data/provinces.ts';
import type { Address } from '../../contracts/forms/form-field.ts';

/** Splits a printed address into divisions and the rest; undefined when city or district are not recognized. */
export function placeOfAddress(text: string, region: string): Address | undefined {
  const province = provinceOf(region)?.name ?? '';
  const local = text.startsWith(province) ? text.slice(province.length) : text;
  const city = citiesOf(region).find(({ name }) => local.startsWith(name));
  if (!city) return undefined;
  const rest = local.slice(city.name.length);
  const district = districtsOf(city.code).find(({ name }) => rest.startsWith(name));
  if (!district) return undefined;
  return { province: region, city: city.code, district: district.code, detail: rest.slice(district.name.length) };
}
