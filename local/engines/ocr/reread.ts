import type { Box } from './box.ts';
import type { OcrModels } from './models.ts';
import { type Page, placeLine, type TextLine } from './page.ts';
import { cropLine, recognise } from './recognition.ts';

/** Other crops of a line: wider by so many of its heights, and so many times as high. */
const CROPS = [
  { wider: 0.32, higher: 0.86 },
  { wider: 0.16, higher: 1.18 },
  { wider: 0.48, higher: 1 },
  { wider: 0, higher: 0.75 },
  { wider: 0.8, higher: 1.35 },
] as const;

/** Reads a line again in five other crops: what its own crop got wrong, one of them often gets right. */
export async function rereadLine(models: OcrModels, page: Page, { box }: TextLine): Promise<TextLine[]> {
  const boxes = CROPS.map(({ wider, higher }) => ({
    ...box,
    width: box.width + wider * box.height,
    height: box.height * higher,
  }));
  return readBoxes(models, page, boxes);
}

/**
 * Reads the strip right of a line, from `from` to `to` in the frame of the page, without looking for text there first: where a watermark
 * melts lines together, the detector finds none.
 */
export async function readStrip(
  models: OcrModels,
  page: Page,
  beside: TextLine,
  strip: { readonly from: number; readonly to: number; readonly height: number },
): Promise<TextLine | undefined> {
  const angle = page.angle + beside.slope;
  const shift = (strip.from + strip.to) / 2 - (beside.left + beside.right) / 2;
  const box = {
    cx: beside.box.cx + shift * Math.cos(angle),
    cy: beside.box.cy + shift * Math.sin(angle),
    width: strip.to - strip.from,
    height: strip.height,
    angle,
  };
  const [line] = await readBoxes(models, page, [box]);
  return line;
}

async function readBoxes(models: OcrModels, page: Page, boxes: readonly Box[]): Promise<TextLine[]> {
  const texts = await recognise(
    models,
    boxes.map((box) => cropLine(page.picture, box)),
  );
  return boxes.map((box, index) => placeLine(box, texts[index] ?? [], page.angle));
}
