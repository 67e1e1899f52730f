import type { Division } from './division.ts';
import { type Glyph, textOf } from './page.ts';

/** Characters that were read less surely than this may be wrong. Sure ones stay: old cards bear names that are no longer in the table. */
const DOUBTFUL = 0.9;
/** A shorter name with a wrong character could be any. */
const MIN_NAME_LENGTH = 3;

/**
 * The characters of an address with province, city and district as the table of divisions has them, where one doubtful character was read
 * wrongly and only one name fits: 福建省厦内市 becomes 福建省厦门市.
 *
 * @param divisions of all three levels, cities before districts; without any the address stays as it was read.
 */
export function withDivisionNames<G extends Glyph>(
  address: readonly G[],
  divisions: readonly Division[],
): readonly G[] {
  const provinces = divisions.filter(({ code }) => code.endsWith('0000'));
  const belowProvinces = divisions.filter(({ code }) => !code.endsWith('0000'));
  const districts = belowProvinces.filter(({ code }) => !code.endsWith('00'));
  let [glyphs, start] = [address, 0];
  let within = '';
  // Two levels below the province at most; the city may be left out, as before 义乌市.
  for (const level of [provinces, belowProvinces, districts]) {
    const name = nameAt(
      glyphs,
      start,
      level.filter(({ code }) => code.startsWith(within)),
    );
    if (!name) return glyphs;
    glyphs = spelt(glyphs, start, name.name);
    start += name.name.length;
    within = name.code.replace(/(00)+$/, '');
  }
  return glyphs;
}

/** The division that is printed at a place: the longest name as it is read, or else the only one that a doubtful character hides. */
function nameAt(glyphs: readonly Glyph[], start: number, divisions: readonly Division[]): Division | undefined {
  const read = textOf(glyphs.slice(start));
  const printed = divisions.filter(({ name }) => read.startsWith(name)).sort((a, b) => b.name.length - a.name.length);
  if (printed[0]) return printed[0];
  const hidden = divisions.filter(({ name }) => isHidden(glyphs.slice(start, start + name.length), name));
  return new Set(hidden.map(({ name }) => name)).size === 1 ? hidden[0] : undefined;
}

function isHidden(glyphs: readonly Glyph[], name: string): boolean {
  if (name.length < MIN_NAME_LENGTH || glyphs.length < name.length) return false;
  const wrong = glyphs.filter(({ char }, index) => char !== name[index]);
  return wrong.length === 1 && wrong.every(({ confidence }) => confidence < DOUBTFUL);
}

const spelt = <G extends Glyph>(glyphs: readonly G[], start: number, name: string): readonly G[] =>
  glyphs.map((glyph, index) => ({ ...glyph, char: name[index - start] ?? glyph.char }));

/** A dash between Han characters of an address is the number 一, printed small; real ones stand beside digits and letters. */
export const withStrokes = (address: string): string =>
  address.replace(/(?<=[\u3400-\u9fff])[-—](?=[\u3400-\u9fff])/g, '一');
