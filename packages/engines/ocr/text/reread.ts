import type { Box } from '../picture/box.ts';
import { type Page, placeLine, type TextLine } from '../picture/page.ts';
import type { OcrModels } from './models.ts';
import { cropLine, recognise } from './recognition.ts';

/** How a crop differs from a line's own: wider by so many of its heights, and so many times as high. */
export interface CropChange {
  readonly wider: number;
  readonly higher: number;
}

const CROPS: readonly CropChange[] = [
  { wider: 0.32, higher: 0.86 },
  { wider: 0.16, higher: 1.18 },
  { wider: 0.48, higher: 1 },
  { wider: 0, higher: 0.75 },
  { wider: 0.8, higher: 1.35 },
];

/** Rereads a line in other crops: one of them is often right where its own crop was wrong. */
export async function rereadLine(
  models: OcrModels,
  page: Page,
  { box }: TextLine,
  changes: readonly CropChange[] = CROPS,
): Promise<TextLine[]> {
  const boxes = changes.map(({ wider, higher }) => ({
    ...box,
    width: box.width + wider * box.height,
    height: box.height * higher,
  }));
  return readBoxes(models, page, boxes);
}

/** The page with some of its lines, by their boxes, read again. */
export async function withLinesReread(models: OcrModels, page: Page, boxes: ReadonlySet<Box>): Promise<Page> {
  const again = await readBoxes(models, page, [...boxes]);
  return { ...page, lines: page.lines.map((line) => again.find(({ box }) => box === line.box) ?? line) };
}

/**
 * A piece of the page beside a line, in the frame of the page: from x to x, and its distance below the line's middle.
 */
export interface Strip {
  readonly from: number;
  readonly to: number;
  readonly below?: number;
  readonly height: number;
}

/**
 * Reads a strip to the right of a line or below it without text detection: the detector misses lines merged by a
 * watermark, and single characters.
 */
export async function readStrip(
  models: OcrModels,
  page: Page,
  beside: TextLine,
  { from, to, below = 0, height }: Strip,
): Promise<TextLine | undefined> {
  const angle = page.angle + beside.slope;
  const shift = (from + to) / 2 - (beside.left + beside.right) / 2;
  const box = {
    cx: beside.box.cx + shift * Math.cos(angle) - below * Math.sin(angle),
    cy: beside.box.cy + shift * Math.sin(angle) + below * Math.cos(angle),
    width: to - from,
    height,
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
