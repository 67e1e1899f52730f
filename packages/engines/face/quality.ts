import type { FaceQuality } from './facts.ts';
import type { Mesh } from './mesh.ts';
import { greyOf } from './picture.ts';
import type { Pyramid } from './pyramid.ts';

const SIDE = 160;

/**
 * Sharpness and brightness of a face. Sharpness compares the detail at 80 pixels across the face with the detail at 40:
 * blur removes the first and keeps the second, whatever the face, its contrast and its light. Halving the picture first
 * reduces the noise.
 */
export function qualityOf(pyramid: Pyramid, mesh: Mesh): FaceQuality {
  const square = mesh.square;
  const grey = greyOf(pyramid.crop({ ...square, side: square.side * 1.05 }, SIDE).values);
  const fine = halved(grey, SIDE);
  const coarse = halved(fine, SIDE / 2);
  // One is the variance of the sensor's noise: without it a black picture would count as sharp.
  const sharpness = detailOf(fine, SIDE / 2) / (detailOf(coarse, SIDE / 4) + 1);
  return { sharpness, brightness: grey.reduce((sum, value) => sum + value, 0) / grey.length };
}

function halved(grey: Float32Array, side: number): Float32Array {
  const half = side / 2;
  const out = new Float32Array(half * half);
  const at = (index: number) => grey[index] as number;
  for (let k = 0; k < out.length; k++) {
    const i = 2 * (Math.floor(k / half) * side + (k % half));
    out[k] = (at(i) + at(i + 1) + at(i + side) + at(i + side + 1)) / 4;
  }
  return out;
}

/** Variance of the Laplacian. */
function detailOf(grey: Float32Array, side: number): number {
  const inner = side - 2;
  const at = (index: number) => grey[index] as number;
  let [sum, squares] = [0, 0];
  for (let k = 0; k < inner * inner; k++) {
    const i = (Math.floor(k / inner) + 1) * side + (k % inner) + 1;
    const edge = 4 * at(i) - at(i - 1) - at(i + 1) - at(i - side) - at(i + side);
    sum += edge;
    squares += edge * edge;
  }
  const mean = sum / (inner * inner);
  return squares / (inner * inner) - mean * mean;
}
