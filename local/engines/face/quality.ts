import type { FaceQuality } from './facts.ts';
import type { Mesh } from './mesh.ts';
import { greyOf } from './picture.ts';
import type { Pyramid } from './pyramid.ts';

const SIDE = 160;

/** Sharpness (variance of the Laplacian over the variance of the luma) and brightness of a face. */
export function qualityOf(pyramid: Pyramid, mesh: Mesh): FaceQuality {
  const square = mesh.square;
  const { values } = pyramid.crop({ ...square, side: square.side * 1.05 }, SIDE);
  const grey = greyOf(values);
  const { mean: brightness, variance } = momentsOf(grey);
  // One is the variance of the sensor's noise: without it a black picture would count as sharp.
  return { sharpness: momentsOf(laplacian(grey)).variance / (variance + 1), brightness };
}

function laplacian(grey: Float32Array): Float32Array {
  const inner = SIDE - 2;
  const out = new Float32Array(inner * inner);
  const at = (index: number) => grey[index] as number;
  for (let k = 0; k < out.length; k++) {
    const i = (Math.floor(k / inner) + 1) * SIDE + (k % inner) + 1;
    out[k] = 4 * at(i) - at(i - 1) - at(i + 1) - at(i - SIDE) - at(i + SIDE);
  }
  return out;
}

function momentsOf(values: Float32Array): { mean: number; variance: number } {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return { mean, variance: squares / values.length - mean * mean };
}
