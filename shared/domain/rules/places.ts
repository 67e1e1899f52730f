import { CITIES, citiesOf, DISTRICTS, type Division } from '../data/divisions.ts';
import { PROVINCES, provinceOf } from '../data/provinces.ts';
import { normalForm } from '../normal-form.ts';

/** Names of places in texts that people and certificates carry. */

const isRealCity = ({ name }: Division): boolean => !name.startsWith('直辖') && !name.startsWith('重庆市郊');
const NAMED_CITIES = CITIES.filter(isRealCity);

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
const NAMED_DISTRICTS = DISTRICTS.filter(({ name }) => name.length !== 2 || !name.endsWith('区'));

/** A name as people say it: 深圳市 → 深圳, 延边朝鲜族自治州 → 延边. */
function everydayName(name: string): string {
  const short = name.replace(SUFFIX, '').replace(NATION, '');
  return short.length >= 2 ? short : name;
}

/** Made at first use, not when a function starts: most requests ask for no place. */
const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** Names that can be looked for in a text all at once: by their first two characters, each with its place in the list. */
type Finder<T> = ReadonlyMap<string, readonly { readonly named: T; readonly place: number }[]>;

/** No name may have less than two characters. */
function finderOf<T extends { readonly name: string }>(list: readonly T[]): Finder<T> {
  const finder = new Map<string, { named: T; place: number }[]>();
  for (const [place, named] of list.entries()) {
    const start = named.name.slice(0, 2);
    const same = finder.get(start);
    if (same) same.push({ named, place });
    else finder.set(start, [{ named, place }]);
  }
  return finder;
}

/** What of the list is named anywhere in a text, each once, in the order of the list. */
function foundBy<T extends { readonly name: string }>(finder: Finder<T>, text: string): readonly T[] {
  const found = new Map<number, T>();
  // mutation: equivalent for a loop that begins earlier or ends later, because no name has less than two characters.
  for (let at = 0; at < text.length - 1; at += 1) {
    for (const { named, place } of finder.get(text.slice(at, at + 2)) ?? [])
      if (text.startsWith(named.name, at)) found.set(place, named);
  }
  return [...found].sort(([one], [other]) => one - other).map(([, named]) => named);
}

const places = lazily(() =>
  finderOf([
    ...PROVINCES.flatMap(({ code, name, short }) => [
      { code, name },
      { code, name: short },
    ]),
    ...NAMED_CITIES.flatMap(({ code, name }) => [
      { code, name },
      { code, name: everydayName(name) },
    ]),
    ...NAMED_DISTRICTS,
  ]),
);

const bareDistricts = lazily(() => {
  const names = new Set(NAMED_DISTRICTS.map(({ name }) => everydayName(name)));
  return finderOf([...names].map((name) => ({ name })));
});

/** Provinces and cities named anywhere in a text, with or without 省 and 市, and districts named in full. */
export const placesIn = (text: string): readonly Division[] => foundBy(places(), text);

/** Names of districts without 区 or 县 in a text. Many are ordinary words (和平, 朝阳). */
export const bareDistrictsIn = (text: string): readonly string[] =>
  foundBy(bareDistricts(), text).map(({ name }) => name);

/** Whether one division lies in another or is it. */
export const isWithin = (inner: Division, outer: Division): boolean =>
  inner.code.startsWith(outer.code.replace(/(00)+$/, ''));

/**
 * The province that an address begins with, by its own name or a city's; undefined when it names none there. Cities count only with their
 * suffix, since 朝阳 may be a district as well.
 */
export function provinceOfAddress(address: string): string | undefined {
  const text = normalForm(address).replace(/^中国/, '');
  const province = PROVINCES.find(({ name, short }) => text.startsWith(name) || text.startsWith(short));
  if (province) return province.code;
  const city = NAMED_CITIES.find(({ name }) => text.startsWith(name));
  return city && provinceOf(city.code)?.code;
}

/** The city of a province that an address names with its suffix, or undefined. */
export const cityOfAddress = (address: string, province: string): Division | undefined =>
  citiesOf(province).find((city) => isRealCity(city) && normalForm(address).includes(city.name));
