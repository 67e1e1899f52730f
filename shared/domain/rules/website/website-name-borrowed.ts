import type { Division } from '../../../../contracts/data/divisions.ts';
import { textKey } from '../../../../contracts/normal-forms/text.ts';
import { type FilingCase, oncePerCase } from '../case.ts';
import { bareDistrictsIn, isWithin, placesIn } from '../places.ts';
import { blocks, type Rule, rulesAbout, warns } from '../rule.ts';
import { type FilledWebsite, filledWebsites } from '../scopes.ts';

/** Rules about website names with the name of a place or a person. */
export const BORROWED_NAME_RULES: readonly Rule<FilingCase>[] = rulesAbout(filledWebsites, [
  blocks('FD-47', 'name', {
    appliesTo: { kinds: ['individual'] },
    when: 'it contains the name of a province or a city, or the full name of a district',
    message: '个人网站名称不能包含地名“{place}”，请修改。',
    source: ['T19-name'],
    refuses: ({ name }) => placesNamed(name).slice(0, 1),
  }),
  warns('FD-47', 'name', {
    appliesTo: { kinds: ['individual'] },
    // Without 区 or 县 the names of districts are often ordinary words.
    when: 'it contains the name of a district without 区 or 县, and no other place',
    message: '网站名称中的“{place}”与地名相同，个人网站名称不能包含地名，如有此意请修改。',
    source: ['T19-name'],
    refuses: ({ name }) =>
      placesNamed(name).length === 0 &&
      bareDistrictsIn(name)
        .map((place) => ({ place }))
        .slice(0, 1),
  }),
  blocks('FD-50', 'name', {
    appliesTo: { kinds: ['individual'] },
    when: 'it contains the person’s own name',
    message: '个人网站名称不能使用姓名，请修改。',
    source: ['T19-name'],
    refuses: ({ normalName }, { contents: { principal } }) =>
      principal !== undefined && [...principal.name.trim()].length >= 2 && normalName.includes(textKey(principal.name)),
  }),
  blocks('FD-51', 'name', {
    appliesTo: { kinds: ['enterprise'] },
    when: 'it contains a place outside the place in the unit’s name',
    message: '网站名称中的地域“{place}”超出了单位名称中的地域范围，请修改。',
    source: ['T19-name'],
    refuses: reachesTooFar,
  }),
]);

const placesNamed = (name: string) => placesIn(name).map((place) => ({ place: place.name }));

/** Places in the unit's name. */
const placesOfUnit = oncePerCase(({ contents: { organizer } }: FilingCase) => placesIn(organizer?.name ?? ''));

/**
 * A unit without a place in its name may use any. The inner one of places with the same name counts: 南山区 is in
 * 深圳 and in 鹤岗.
 */
function reachesTooFar({ name }: FilledWebsite, filingCase: FilingCase) {
  const own = placesOfUnit(filingCase);
  if (own.length === 0) return false;
  const named = placesIn(name);
  const isInside = (place: Division) => own.some((mine) => isWithin(place, mine));
  const outside = named.filter((place) => !named.some((same) => same.name === place.name && isInside(same)));
  return outside.map((place) => ({ place: place.name })).slice(0, 1);
}
