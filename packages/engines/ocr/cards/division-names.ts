import { type Glyph, textOf } from '../picture/page.ts';
import type { Division } from './division.ts';

/** Characters below this may be wrong. Confident ones stay: old cards have names that left the table. */
const DOUBTFUL = 0.9;
/** A shorter name with a wrong character could be any. */
const MIN_NAME_LENGTH = 3;

/**
 * Corrects province, city and district in an address by the table of divisions, where one doubtful character was
 * misread and only one name fits: 福建省厦内市 becomes 福建省厦门市. What stands before the province is left out.
 *
 * @param divisions of all three levels, cities before districts; without any the address stays unchanged.
 */
export function withDivisionNames<G extends Glyph>(
  address: readonly G[],
  divisions: readonly Division[],
): readonly G[] {
  const provinces = divisions.filter(({ code }) => code.endsWith('0000'));
  const belowProvinces = divisions.filter(({ code }) => !code.endsWith('0000'));
  const districts = belowProvinces.filter(({ code }) => !code.endsWith('00'));
  let [glyphs, start] = [withoutStrangers(address, divisions), 0];
  let within = '';
  // At most two levels below the province; the city may be left out, as before 义乌市.
  for (const level of [provinces, belowProvinces, districts]) {
    const name = nameAt(
      glyphs,
      start,
      level.filter(({ code }) => code.startsWith(within)),
    );
    if (!name) return doubtedCounty(glyphs, start);
    glyphs = spelt(glyphs, start, name.name);
    start += name.name.length;
    within = name.code.replace(/(00)+$/, '');
  }
  return glyphs;
}

/** A county or banner where none of that name is: a character is missing, which the model may not know, as in 宁蒗. */
const COUNTY = /^[^省市区镇乡街道路村号]{1,12}?[县旗]/;
/** Maximum confidence of its characters: such a name may also be old. */
const UNKNOWN_COUNTY = 0.8;

function doubtedCounty<G extends Glyph>(glyphs: readonly G[], start: number): readonly G[] {
  const length = start > 0 ? (COUNTY.exec(textOf(glyphs.slice(start)))?.[0].length ?? 0) : 0;
  return glyphs.map((glyph, index) =>
    index >= start && index < start + length
      ? { ...glyph, confidence: Math.min(glyph.confidence, UNKNOWN_COUNTY) }
      : glyph,
  );
}

/** What is left of a label, or a piece of a watermark, before the province. */
const MAX_STRANGERS = 2;

function withoutStrangers<G extends Glyph>(address: readonly G[], divisions: readonly Division[]): readonly G[] {
  const beginsAt = (start: number, among: readonly Division[]) =>
    among.some(({ name }) => textOf(address.slice(start, start + name.length)) === name);
  if (beginsAt(0, divisions)) return address;
  const provinces = divisions.filter(({ code }) => code.endsWith('0000'));
  const strangers = Array.from({ length: MAX_STRANGERS }, (_, index) => index + 1);
  const start = strangers.find((count) => beginsAt(count, provinces)) ?? 0;
  return address.slice(start);
}

/** The division at a position: the longest exact name, or else the only one that differs in a doubtful character. */
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

/** A dash between Han characters of an address is a small 一; real dashes are beside digits and letters. */
export const withStrokes = (address: string): string =>
  address.replace(/(?<=[\u3400-\u9fff])[-—](?=[\u3400-\u9fff])/g, '一');

/** Addresses begin with a province, a city, a county or what is like one, whose names have up to ten characters. */
const ADDRESS_START = /^[\u3400-\u9fff]{1,10}?[省市区县州盟旗]/;
/** They end with a house, a room, a village's group; also with a number or a bracket. */
const ADDRESS_END = /[室房号户层楼栋幢座组村屯队社院弄区场里寨湾庄街路道巷坊内旁侧处间铺店园厦城0-9A-Za-z)）]$/;

/** Whether an address may begin and end where it was read; otherwise a part of it is missing. */
export const isWholeAddress = (address: string): boolean => ADDRESS_START.test(address) && ADDRESS_END.test(address);
