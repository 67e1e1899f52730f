import { DISTRICT_TABLE } from '../data/division-table.ts';
import { cities, citiesOf, type Division, districts } from '../data/divisions.ts';
import { PROVINCES, provinceOf } from '../data/provinces.ts';
import { lazily } from '../lazily.ts';
import { normalForm } from '../normal-form.ts';

/** Names of places in texts that people and certificates carry. */

const isRealCity = ({ name }: Division): boolean => !name.startsWith('直辖') && !name.startsWith('重庆市郊');
const namedCities = lazily(() => cities().filter(isRealCity));

// Without its suffix a name must keep two characters: 赵县, 芒市 and the like would leave one that means something else.
const SUFFIX = /(特别行政区|自治区|自治州|自治县|地区|林区|省|市|盟|区|县|旗)$/;
const NATION = new RegExp(
  `(${[
    '壮族|回族|维吾尔|藏族|蒙古族?|彝族|苗族|侗族|布依族|土家族|傣族|白族|哈尼族|景颇族|傈僳族|羌族|朝鲜族|柯尔克孜|哈萨克族?',
    '满族|达斡尔族|畲族|瑶族|仫佬族|毛南族|黎族|仡佬族|水族|纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|裕固族|保安族|东乡族',
    '撒拉族|土族|各族',
  ].join('|')})+`,
);

/** 城区, 郊区, 东区 and the like are districts too, but mean no place to anybody. */
const namedDistricts = lazily(() => districts().filter(({ name }) => name.length !== 2 || !name.endsWith('区')));

/** A name as people say it: 深圳市 → 深圳, 延边朝鲜族自治州 → 延边. */
function everydayName(name: string): string {
  const short = name.replace(SUFFIX, '').replace(NATION, '');
  return short.length >= 2 ? short : name;
}

/** Provinces and cities, each by its full name and by the everyday one. */
const largerPlaces = lazily((): readonly Division[] => [
  ...PROVINCES.flatMap(({ code, name, short }) => [
    { code, name },
    { code, name: short },
  ]),
  ...namedCities().flatMap(({ code, name }) => [
    { code, name },
    { code, name: everydayName(name) },
  ]),
]);
const largerNames = lazily(() => String(largerPlaces().map(({ name }) => name)));

const bareDistricts = lazily((): readonly string[] => [
  ...new Set(namedDistricts().map(({ name }) => everydayName(name))),
]);

/** What the full name of a district ends in. */
const DISTRICT_END = /[区县市旗城岛域会]/;

/**
 * Parts of a text that are written among names, if only inside one or across two: what else is in the text can't be a name. The names stay
 * one long text, which is searched in microseconds: an index of three thousand takes milliseconds to make, and most texts name no place.
 * No name has less than two characters.
 */
function partsAmong(names: string, text: string, end = /./): ReadonlySet<string> {
  const parts = new Set<string>();
  for (let to = 2; to <= text.length; to += 1) {
    // Stryker disable next-line ConditionalExpression,MethodExpression: every name has one of these ends.
    if (!end.test(text.charAt(to - 1))) continue;
    // What isn't there itself isn't there inside something longer.
    // Stryker disable next-line ArithmeticOperator: what is shorter than two characters is no name.
    for (let from = to - 2; from >= 0 && names.includes(text.slice(from, to)); from -= 1)
      parts.add(text.slice(from, to));
  }
  return parts;
}

/** The divisions that have one of these names. */
const namedBy = (parts: ReadonlySet<string>, list: () => readonly Division[]): readonly Division[] =>
  // Stryker disable next-line ConditionalExpression,EqualityOperator: without parts nothing is named.
  parts.size > 0 ? list().filter(({ name }) => parts.has(name)) : [];

/** Provinces and cities named anywhere in a text, with or without 省 and 市, and districts named in full. */
export const placesIn = (text: string): readonly Division[] => [
  ...namedBy(partsAmong(largerNames(), text), largerPlaces),
  ...namedBy(partsAmong(DISTRICT_TABLE, text, DISTRICT_END), namedDistricts),
];

/** Names of districts without 区 or 县 in a text. Many are ordinary words (和平, 朝阳). */
export const bareDistrictsIn = (text: string): readonly string[] =>
  // Stryker disable next-line ConditionalExpression,EqualityOperator: without parts nothing is named, as above.
  partsAmong(DISTRICT_TABLE, text).size > 0 ? bareDistricts().filter((name) => text.includes(name)) : [];

/** Whether one division lies in another or is it. */
export const isWithin = (inner: Division, outer: Division): boolean =>
  inner.code.startsWith(outer.code.replace(/(00)+$/, ''));

/**
 * The province that an address begins with, by its own name or a city's; undefined when it names none there. Cities count only with their
 * suffix, since 朝阳 may be a district as well.
 */
export function provinceOfAddress(address: string): string | undefined {
  const text = normalForm(address).replace(/^中国/, '');
  // Every full name begins with the short one.
  const province = PROVINCES.find(({ short }) => text.startsWith(short));
  if (province) return province.code;
  const city = namedCities().find(({ name }) => text.startsWith(name));
  // Stryker disable next-line OptionalChaining: every city lies in a province.
  return city && provinceOf(city.code)?.code;
}

/** The city of a province that an address names with its suffix, or undefined. */
export function cityOfAddress(address: string, province: string): Division | undefined {
  const text = normalForm(address);
  return citiesOf(province).find((city) => isRealCity(city) && text.includes(city.name));
}
