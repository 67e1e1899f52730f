import type { OcrModels } from './models.ts';
import type { Page, TextLine } from './page.ts';
import { readStrip } from './reread.ts';
import type { RowGlyph } from './rows.ts';

/** Distance of the rows of a value, in heights of a line as the detector boxes it. */
const ROW_DISTANCE = 1.18;
/** More characters than this the detector finds by itself. */
const MAX_CHARACTERS = 3;
const MIN_CONFIDENCE = 0.6;

/**
 * The end of an address, where a row of its own holds no more than a character or two: 室 or 号, which the detector overlooks. Looked for
 * below addresses that end with a digit or letter.
 *
 * @param glyphs of the address as far as it was found.
 * @param lines of the page, levelled.
 */
export async function rowBelow(
  models: OcrModels,
  page: Page,
  glyphs: readonly RowGlyph[],
  lines: readonly TextLine[],
): Promise<readonly RowGlyph[]> {
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  if (!first || !last || !/[0-9A-Za-z]/.test(last.char)) return [];
  const { line } = last;
  const { height } = line;
  const [from, to] = [first.x - 0.7 * height, first.x + MAX_CHARACTERS * height];
  const below = ROW_DISTANCE * height;
  const isThere = (one: TextLine) =>
    Math.abs(one.y - line.y - below) < 0.6 * height && one.left < to && one.right > from;
  if (lines.some(isThere)) return [];
  const found = await readStrip(models, page, line, { from, to, below, height });
  const isEnd = found && /^[\u3400-\u9fff0-9A-Z]{1,3}$/.test(found.text) && found.confidence > MIN_CONFIDENCE;
  return isEnd ? found.glyphs.map((glyph) => ({ ...glyph, line: found })) : [];
}
