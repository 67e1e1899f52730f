import { cornersOf, type Point } from './box.ts';
import { loadModels } from './models.ts';
import { readPage } from './page.ts';
import { decodePhoto, type Picture } from './picture.ts';

/** A line of text with its reading. */
export interface ReadLine {
  readonly text: string;
  /** Mean of its characters', 0 to 1. */
  readonly confidence: number;
  /** Its corners in the picture: top left, top right, bottom right, bottom left, relative to the reading direction. */
  readonly corners: readonly [Point, Point, Point, Point];
}

/** The longest side, in pixels, of the picture for line detection. */
const SMALL_PRINT = [1280] as const;

/**
 * Every line of a picture, to debug a reading. It loads the models on the calling thread.
 *
 * @throws UnusablePicture
 */
export async function readLines(file: Uint8Array): Promise<{ picture: Picture; lines: readonly ReadLine[] }> {
  const { picture } = await decodePhoto(file);
  const { lines } = await readPage(await loadModels([]), picture, SMALL_PRINT);
  return {
    picture,
    lines: lines.map(({ text, confidence, box }) => ({ text, confidence, corners: cornersOf(box) })),
  };
}
