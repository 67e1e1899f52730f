import type { Box } from '../picture/box.ts';
import { cut } from '../picture/crop.ts';
import type { Picture } from '../picture/picture.ts';
import { type CtcGlyph, decodeLine } from './ctc.ts';
import type { OcrModels } from './models.ts';

/** Height of the lines with which both models were trained. */
const LINE_HEIGHT = 48;
const MAX_LINE_WIDTH = 2400;
/** The narrowest line for the recogniser. */
const MIN_WIDTH = 32;
/** Pixels of a line per step of the recogniser. */
const STEP_WIDTH = 8;
/** The classifier looks at the start of a line. */
const CLASSIFIER_WIDTH = 192;

/** One line of text cropped from a picture, 48 pixels high. */
export type Crop = Picture;

export function cropLine(picture: Picture, box: Box): Crop {
  const width = Math.round(((box.widthShare ?? 1) * LINE_HEIGHT * box.width) / box.height);
  return cut(picture, box, Math.max(16, Math.min(MAX_LINE_WIDTH, width)), LINE_HEIGHT);
}

/**
 * Reads lines, one by one: the time depends on their width, so a batch, padded to its longest line, takes longer.
 *
 * @returns for each crop its characters, none for an empty one.
 */
export async function recognise({ recogniser, alphabet }: OcrModels, crops: readonly Crop[]): Promise<CtcGlyph[][]> {
  const lines: CtcGlyph[][] = [];
  for (const crop of crops) {
    const width = Math.max(MIN_WIDTH, STEP_WIDTH * Math.ceil(crop.width / STEP_WIDTH));
    const { data, shape } = await recogniser.run(planesOf([crop], width), 1, LINE_HEIGHT, width);
    const [, steps = 0] = shape;
    lines.push(decodeLine({ probabilities: data, steps, usedShare: crop.width / width }, alphabet));
  }
  return lines;
}

/** Mean probability that lines are upside down. */
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
