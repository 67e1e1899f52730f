import { alignFace } from './align.ts';
import type { Embedding } from './facts.ts';
import type { Mesh } from './mesh.ts';
import { OnnxModel, planesOf } from './onnx.ts';
import type { Pyramid } from './pyramid.ts';

const SIDE = 112;

/** Turns a face into numbers that are close for the same person and far apart for others. */
export class FaceEmbedder {
  private constructor(private readonly model: OnnxModel) {}

  static async load(): Promise<FaceEmbedder> {
    return new FaceEmbedder(await OnnxModel.load('fr_feature'));
  }

  async embed(pyramid: Pyramid, mesh: Mesh): Promise<Embedding> {
    const planes = planesOf(alignFace(pyramid, mesh, SIDE), [0, 1, 2], (value) => (value - 127) / 128);
    return Float32Array.from(await this.model.run(planes, SIDE));
  }
}

/** Cosine of two embeddings, −1 to 1. Two photos of one person are seldom below 0.42, strangers around 0. */
export function similarity(first: Embedding, second: Embedding): number {
  let [product, oneSquared, otherSquared] = [0, 0, 0];
  first.forEach((value, i) => {
    const against = second[i] ?? 0;
    product += value * against;
    oneSquared += value * value;
    otherSquared += against * against;
  });
  return product / Math.sqrt(oneSquared * otherSquared);
}
