import sharp from 'sharp';
import type { PictureMeasures } from '../../shared/domain/media/picture-quality.ts';

/** Large enough to show blurred print, small enough to hide the camera's noise. */
const COPY_PIXELS = 512;
/** Below this a picture has one colour, and its few edges are JPEG artefacts. */
const FLAT_VARIANCE = 1;

/** Measures the quality of a picture on a small grey copy. */
export async function measurePicture(bytes: Buffer): Promise<PictureMeasures> {
  const { data, info } = await sharp(bytes)
    .resize({ width: COPY_PIXELS, height: COPY_PIXELS, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const luma = statistics(data);
  const { variance: edges } = statistics(laplacian(data, info.width, info.height));
  const sharpness = luma.variance < FLAT_VARIANCE ? Number.POSITIVE_INFINITY : (1000 * edges) / luma.variance;
  return { meanLuma: luma.mean, lumaDeviation: Math.sqrt(luma.variance), sharpness };
}

function statistics(values: ArrayLike<number>): { mean: number; variance: number } {
  let [sum, squares] = [0, 0];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return { mean, variance: squares / values.length - mean * mean };
}

/** For every pixel except those at the border: four times its value minus its four neighbours. */
function laplacian(pixels: Uint8Array, width: number, height: number): Int16Array {
  const edges = new Int16Array(Math.max(0, width - 2) * Math.max(0, height - 2));
  const value = (index: number): number => pixels[index] as number;
  let next = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let index = y * width + 1; index < (y + 1) * width - 1; index += 1) {
      edges[next] =
        4 * value(index) - value(index - 1) - value(index + 1) - value(index - width) - value(index + width);
      next += 1;
    }
  }
  return edges;
}
