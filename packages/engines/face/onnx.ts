import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type OnnxName, readOnnxFile } from './model-files.ts';

/** A model with one picture as input (`input`) and numbers as output (`output`), on one thread. */
export class OnnxModel {
  private constructor(private readonly session: InferenceSession) {}

  static async load(name: OnnxName): Promise<OnnxModel> {
    const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const;
    return new OnnxModel(await InferenceSession.create(await readOnnxFile(name), options));
  }

  /** @param planes `side` × `side` numbers per channel, one channel after the other. */
  async run(planes: Float32Array, side: number): Promise<Float32Array> {
    const { output } = await this.session.run({ input: new Tensor('float32', planes, [1, 3, side, side]) });
    if (!(output?.data instanceof Float32Array)) throw new Error('the model has no output of numbers');
    return output.data;
  }
}

/**
 * RGB pixels to one plane per channel.
 *
 * @param order which of red (0), green (1) and blue (2) comes first, second and third.
 */
export function planesOf(
  pixels: Float32Array,
  order: readonly [number, number, number],
  scale: (value: number) => number,
): Float32Array {
  const size = pixels.length / 3;
  const planes = new Float32Array(pixels.length);
  order.forEach((channel, plane) => {
    for (let i = 0; i < size; i++) planes[plane * size + i] = scale(pixels[3 * i + channel] as number);
  });
  return planes;
}
