import type { Box } from './facts.ts';
import { OnnxModel, planesOf } from './onnx.ts';
import type { Pyramid } from './pyramid.ts';

const SIDE = 128;
/** Margin around the face: the model looks for edges of paper and screens. */
const CONTEXT = 2.7;

/** Estimates whether a face is a person or a picture. A weak vote: good on prints, blind to masks, many screens. */
export class SpoofDetector {
  private constructor(private readonly model: OnnxModel) {}

  static async load(): Promise<SpoofDetector> {
    return new SpoofDetector(await OnnxModel.load('fr_liveness'));
  }

  /** How live the face looks, 0 to 1. */
  async liveness(pyramid: Pyramid, box: Box): Promise<number> {
    const { width, height } = pyramid.picture;
    const scale = Math.min((height - 1) / box.height, (width - 1) / box.width, CONTEXT);
    const seen = { width: box.width * scale, height: box.height * scale };
    const left = within(box.x + box.width / 2 - seen.width / 2, width - 1 - seen.width);
    const top = within(box.y + box.height / 2 - seen.height / 2, height - 1 - seen.height);
    const map = { a: seen.width / SIDE, b: 0, c: left, d: 0, e: seen.height / SIDE, f: top };
    // Trained on BGR without scaling: with RGB it is wrong on real faces.
    const planes = planesOf(pyramid.sample(map, SIDE, SIDE).values, [2, 1, 0], (value) => value);
    const weights = (await this.model.run(planes, SIDE)).map(Math.exp);
    return (weights[0] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0);
  }
}

const within = (value: number, max: number): number => Math.min(Math.max(value, 0), max);
