import { cities, citiesOf, type Division, districts } from '../../../contracts/data/divisions.ts';
import { PROVINCES, provinceOf } from '../../../contracts/data/provinces.ts';
import { lazily } from '../../../contracts/kit/lazily.ts';
import { textKey } from '../../../contracts/normal-forms/text.ts';

/** Names of places in addresses and in the names of organizers and websites. */

const isRealCity = ({ name }: Division): boolean => !name.startsWith('直辖') && !name.startsWith('重庆市郊');
const namedCities = lazily(() => cities().filter(isRealCity));

// A name keeps its suffix if only one character would remain, as in 赵县 and 芒市: a single character is not a place.
const SUFFIX = /(特别行政区|自治区|自治州|自治县|地区|林区|省|市|盟|区|县|旗)$/;
const NATION = new RegExp(
  `(${[
    '壮族|回族|维吾尔|藏族|蒙古族?|彝族|苗族|侗族|布依族|土家族|傣族|白族|哈尼族|景颇族|傈僳族|羌族|朝鲜族|柯尔克孜|哈萨克族?',
    '满族|达斡尔族|畲族|瑶族|仫佬族|毛南族|黎族|仡佬族|水族|纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|裕固族|保安族|东乡族',
    '撒拉族|土族|各族',
  ].join('|')})+`,
);

/** Without 城区, 郊区, 东区 and the like: they are districts too, but such a word alone names no place. */
const namedDistricts = lazily(() => districts().filter(({ name }) => name.length !== 2 || !name.endsWith('区')));

/** A name in everyday use: 深圳市 → 深圳, 延边朝鲜族自治州 → 延边. */
function everydayName(name: string): string {
  const short = name.replace(SUFFIX, '').replace(NATION, '');
  return short.length >= 2 ? short : name;
}

/** Provinces and cities, each by its full and its everyday name, and districts by their full names. */
const namedPlaces = lazily((): readonly Division[] => [
  ...PROVINCES.flatMap(({ code, name, short }) => [
    { code, name },
    { code, name: short },
  ]),
  ...namedCities().flatMap(({ code, name }) => [
    { code, name },
    { code, name: everydayName(name) },
  ]),
  ...namedDistricts(),
]);

const bareDistricts = lazily((): readonly string[] => [
  ...new Set(namedDistricts().map(({ name }) => everydayName(name))),
]);

/** Provinces and cities named anywhere in a text, with or without 省 and 市, and districts named in full. */
export const placesIn = (text: string): readonly Division[] => namedPlaces().filter(({ name }) => text.includes(name));

/** Names of districts without 区 or 县 in a text. Many are ordinary words (和平, 朝阳). */
export const bareDistrictsIn = (text: string): readonly string[] =>
  bareDistricts().filter((name) => text.includes(name));

/** Whether one division lies in another or is it. */
export const isWithin = (inner: Division, outer: Division): boolean =>
  inner.code.startsWith(outer.code.replace(/(00)+$/, ''));

/**
 * The province at the beginning of an address, by its own name or that of a city; undefined if there is none. Cities
 * count only with their suffix, because 朝阳 may also be a district.
 */
export function provinceOfAddress(address: string): string | undefined {
  const text = textKey(address).replace(/^中国/, '');
  // Every full name begins with the short one.
  const province = PROVINCES.find(({ short }) => text.startsWith(short));
  if (province) return province.code;
  const city = namedCities().find(({ name }) => text.startsWith(name));
  // Stryker disable next-line OptionalChaining: every city lies in a province.
  return city && provinceOf(city.code)?.code;
}

/** The city of a province whose full name is in an address, or undefined. */
export function cityOfAddress(address: string, province: string): Division | undefined {
  const text = textKey(address);
  return citiesOf(province).find((city) => isRealCity(city) && text.includes(city.name));
}
