import { type Glyph, meanConfidence, type Page, type TextLine, textOf } from '../picture/page.ts';
import type { OcrModels } from '../text/models.ts';
import { readStrip } from '../text/reread.ts';
import type { RowGlyph } from '../text/rows.ts';

/** Distance of the rows of a value, in heights of a detected line. */
const ROW_DISTANCE = 1.18;
/** Endings of addresses. After a digit a 室 may be missing, after a street or park a house. */
const WHOLE = /[室房号户层楼栋幢座组)]/;
/** The detector finds more characters than this by itself, even in small print. */
const MAX_CHARACTERS = 8;
const MIN_CONFIDENCE = 0.6;

/**
 * The end of an address, if its last row has only a few characters: 室 or 号3806房, which the detector misses. Searched
 * below addresses that end with a digit or letter.
 *
 * @param glyphs of the address as found so far.
 * @param lines of the page, levelled.
 */
export async function rowBelow(
  models: OcrModels,
  page: Page,
  glyphs: readonly RowGlyph[],
  lines: readonly TextLine[],
): Promise<readonly RowGlyph[]> {
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  if (!first || !last || WHOLE.test(last.char)) return [];
  const { line } = last;
  const { height } = line;
  const [from, to] = [first.x - 0.7 * height, first.x + MAX_CHARACTERS * height];
  const below = ROW_DISTANCE * height;
  const isThere = (textLine: TextLine) =>
    Math.abs(textLine.y - line.y - below) < 0.6 * height && textLine.left < to && textLine.right > from;
  if (lines.some(isThere)) return [];
  const found = await readStrip(models, page, line, { from, to, below, height });
  const glyphsBelow = found ? connected(found.glyphs, height) : [];
  const isEnd =
    /^[\u3400-\u9fff0-9A-Z]{1,8}$/.test(textOf(glyphsBelow)) && meanConfidence(glyphsBelow) > MIN_CONFIDENCE;
  return found && isEnd ? glyphsBelow.map((glyph) => ({ ...glyph, line: found })) : [];
}

/** The first characters, up to one that is uncertain or far from the others: the rest is not print. */
function connected(glyphs: readonly Glyph[], height: number): readonly Glyph[] {
  const end = glyphs.findIndex(
    ({ x, confidence }, index) =>
      confidence < MIN_CONFIDENCE || (index > 0 && x - (glyphs[index - 1]?.x ?? x) > height),
  );
  return end < 0 ? glyphs : glyphs.slice(0, end);
}
