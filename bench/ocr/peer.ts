import Ocr from '@gutenye/ocr-node';
import sharp from 'sharp';
import { normal } from './score.ts';
import type { TruePicture } from './truth.ts';

/** The reading of a picture by another pipeline on the same weights, and its duration. */
export interface PeerScore {
  readonly picture: TruePicture;
  /** In seconds of CPU. */
  readonly seconds: number;
  /**
   * How many of the picture's values its text contains, in any order; without dates, because it does not split them.
   */
  readonly found: number;
  readonly values: number;
}

interface PeerOcr {
  detect(file: string): Promise<readonly { readonly text: string }[]>;
}

/** `@gutenye/ocr-node` as in its readme, on one thread. It detects no rotation: pictures are turned upright for it. */
export async function peerScores(
  pictures: readonly TruePicture[],
  scratchFile: string,
  report: (score: PeerScore) => void,
): Promise<PeerScore[]> {
  const peer: PeerOcr = await Ocr.create({ onnxOptions: { intraOpNumThreads: 1, interOpNumThreads: 1 } });
  const scores: PeerScore[] = [];
  for (const picture of pictures) {
    await sharp(picture.path).rotate(-picture.turn).jpeg({ quality: 95 }).toFile(scratchFile);
    const startedAt = process.cpuUsage();
    const lines = await peer.detect(scratchFile);
    const { user, system } = process.cpuUsage(startedAt);
    const seconds = (user + system) / 1e6;
    const text = normal(lines.map((line) => line.text).join(''));
    const values = picture.values.filter((value) => !/^\d{4}-|^long-term$/.test(value.text));
    const found = values.filter((value) => text.includes(normal(value.text))).length;
    const score = { picture, seconds, found, values: values.length };
    scores.push(score);
    report(score);
  }
  return scores;
}
