import type { Glyph, Page } from '../picture/page.ts';
import type { OcrModels } from '../text/models.ts';
import { rereadLine } from '../text/reread.ts';
import type { RowGlyph } from '../text/rows.ts';

/** Other crops of a line: wider by so many of its heights, and so many times as high. */
const CROPS = [
  { wider: 0.3, higher: 0.88 },
  { wider: 0, higher: 0.92 },
  { wider: 0.2, higher: 1.15 },
] as const;
/** Maximum distance of a character between two crops, in heights. */
const SHIFT = 0.45;

/**
 * Rereads the line of some characters in other crops and lets the readings vote. A name has no check digit and no
 * dictionary, and often has rare characters, which are misread differently in each crop, or left out.
 *
 * @param glyphs of one line.
 * @returns as many characters as most readings have, each with the mean of its confidences, 0 where it wasn't read.
 */
export async function voted(models: OcrModels, page: Page, glyphs: readonly RowGlyph[]): Promise<readonly Glyph[]> {
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  if (!first || !last || glyphs.some(({ line }) => line !== first.line)) return glyphs;
  const { line } = first;
  const from = first.x - SHIFT * line.height;
  const to = last.x === line.glyphs.at(-1)?.x ? Number.POSITIVE_INFINITY : last.x + SHIFT * line.height;
  const again = await rereadLine(models, page, line, CROPS);
  const readings = again.map((textLine) =>
    textLine.glyphs.filter(({ char, x }) => HAN.test(char) && x > from && x < to),
  );
  return vote([glyphs, ...readings]);
}

const HAN = /[\u3400-\u9fff·]/;

/** The characters of most readings. The greater of equally frequent lengths counts: characters get only lost. */
export function vote(readings: readonly (readonly Glyph[])[]): readonly Glyph[] {
  const count = (length: number) => readings.filter((reading) => reading.length === length).length;
  const length = readings
    .map((reading) => reading.length)
    .reduce(
      (best, value) => (count(value) > count(best) || (count(value) === count(best) && value > best) ? value : best),
      0,
    );
  const voters = readings.filter((reading) => reading.length === length);
  return Array.from({ length }, (_, place) => {
    const choices = voters.flatMap((reading) => reading[place] ?? []);
    const support = (char: string) =>
      choices.reduce((sum, choice) => sum + (choice.char === char ? choice.confidence : 0), 0);
    const best = choices.reduce((first, second) => (support(second.char) > support(first.char) ? second : first));
    return { ...best, confidence: support(best.char) / readings.length };
  });
}
