import type { Box } from './box.ts';
import { cut } from './crop.ts';
import { type CtcGlyph, decodeLine } from './ctc.ts';
import type { OcrModels } from './models.ts';
import type { Picture } from './picture.ts';

/** Height of the lines that both models were trained with. */
const LINE_HEIGHT = 48;
const MAX_LINE_WIDTH = 2400;
/** The narrowest line the recogniser takes. */
const MIN_BATCH_WIDTH = 32;
/** Total width of the lines that are read at a time. More needs more memory and is no faster. */
const BATCH_WIDTH = 1600;
/** Lines of a batch are padded to its longest: they must be nearly as long. */
const LEAST_FILLED = 0.85;
/** The classifier looks at the start of a line. */
const CLASSIFIER_WIDTH = 192;

/** One line of text cut out of a picture, 48 pixels high. */
export type Crop = Picture;

export function cropLine(picture: Picture, box: Box): Crop {
  const width = Math.round((LINE_HEIGHT * box.width) / box.height);
  return cut(picture, box, Math.max(16, Math.min(MAX_LINE_WIDTH, width)), LINE_HEIGHT);
}

/** Reads lines. @returns for each crop its characters, none where nothing was seen. */
export async function recognise({ recogniser, alphabet }: OcrModels, crops: readonly Crop[]): Promise<CtcGlyph[][]> {
  const glyphs: CtcGlyph[][] = crops.map(() => []);
  for (const batch of batchesOf(crops)) {
    const width = Math.max(MIN_BATCH_WIDTH, ...batch.map(({ crop }) => crop.width));
    const planes = planesOf(
      batch.map(({ crop }) => crop),
      width,
    );
    const { data, shape } = await recogniser.run(planes, batch.length, LINE_HEIGHT, width);
    const [, steps = 0, classes = 0] = shape;
    batch.forEach(({ crop, index }, place) => {
      const probabilities = data.subarray(place * steps * classes, (place + 1) * steps * classes);
      glyphs[index] = decodeLine({ probabilities, steps, usedShare: crop.width / width }, alphabet);
    });
  }
  return glyphs;
}

interface Numbered {
  readonly crop: Crop;
  readonly index: number;
}

/** Lines of about the same length together. */
function batchesOf(crops: readonly Crop[]): Numbered[][] {
  const byWidth = crops.map((crop, index) => ({ crop, index })).sort((a, b) => a.crop.width - b.crop.width);
  const batches: Numbered[][] = [];
  for (const one of byWidth) {
    const batch = batches.at(-1);
    const narrowest = batch?.[0]?.crop.width ?? 0;
    const { width } = one.crop;
    if (batch && narrowest >= LEAST_FILLED * width && (batch.length + 1) * width <= BATCH_WIDTH) batch.push(one);
    else batches.push([one]);
  }
  return batches;
}

/** Mean probability that lines stand on their heads. */
export async function upsideDownProbability({ turnClassifier }: OcrModels, crops: readonly Crop[]): Promise<number> {
  const planes = planesOf(crops, CLASSIFIER_WIDTH);
  const { data } = await turnClassifier.run(planes, crops.length, LINE_HEIGHT, CLASSIFIER_WIDTH);
  return crops.reduce((sum, _, index) => sum + (data[2 * index + 1] as number), 0) / crops.length;
}

/** Blue, green and red planes of each crop, −1 to 1, cut or padded with 0 to `width`. */
function planesOf(crops: readonly Crop[], width: number): Float32Array {
  const size = LINE_HEIGHT * width;
  const planes = new Float32Array(crops.length * 3 * size);
  crops.forEach((crop, index) => {
    for (let plane = 0; plane < 3; plane++) {
      for (let y = 0; y < LINE_HEIGHT; y++) {
        const row = (3 * index + plane) * size + y * width;
        for (let x = 0; x < Math.min(width, crop.width); x++) {
          planes[row + x] = (crop.pixels[3 * (y * crop.width + x) + 2 - plane] as number) / 127.5 - 1;
        }
      }
    }
  });
  return planes;
}
