import { CITIES, citiesOf, DISTRICTS, type Division } from '../data/divisions.ts';
import { PROVINCES, provinceOf } from '../data/provinces.ts';
import { normalForm } from '../normal-form.ts';

/** Names of places in texts that people and certificates carry. */

const isRealCity = ({ name }: Division): boolean => !name.startsWith('直辖') && !name.startsWith('重庆市郊');
const NAMED_CITIES = CITIES.filter(isRealCity);

// Without its suffix a name must keep two characters: 沙市, 城区 and the like would leave one that means something else.
const SUFFIX = /(特别行政区|自治区|自治州|自治县|地区|林区|省|市|盟|区|县|旗)$/;
const NATION =
  /(壮族|回族|维吾尔|藏族|蒙古族?|彝族|苗族|侗族|布依族|土家族|傣族|白族|哈尼族|景颇族|傈僳族|羌族|朝鲜族|柯尔克孜|哈萨克)+$/;

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
type Finder = ReadonlyMap<string, readonly { readonly division: Division; readonly place: number }[]>;

function finderOf(divisions: readonly Division[]): Finder {
  const finder = new Map<string, { division: Division; place: number }[]>();
  for (const [place, division] of divisions.entries()) {
    const start = division.name.slice(0, 2);
    const same = finder.get(start);
    if (same) same.push({ division, place });
    else finder.set(start, [{ division, place }]);
  }
  return finder;
}

/** The divisions whose names stand anywhere in a text, each once, in the order of the list. */
function foundBy(finder: Finder, text: string): readonly Division[] {
  const found = new Map<number, Division>();
  for (let at = 0; at < text.length - 1; at += 1) {
    for (const { division, place } of finder.get(text.slice(at, at + 2)) ?? [])
      if (text.startsWith(division.name, at)) found.set(place, division);
  }
  return [...found].sort(([one], [other]) => one - other).map(([, division]) => division);
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
    ...DISTRICTS.filter(({ name }) => name.length >= 2),
  ]),
);

const bareDistricts = lazily(() => {
  const byName = new Map(DISTRICTS.map(({ code, name }) => [everydayName(name), code]));
  return finderOf([...byName].map(([name, code]) => ({ code, name })).filter(({ name }) => name.length >= 2));
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
