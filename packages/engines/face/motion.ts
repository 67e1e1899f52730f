import type { Baseline } from './baseline.ts';
import type { Clip } from './decode-clip.ts';
import { parallaxOf } from './parallax.ts';
import { median, percentile } from './statistics.ts';
import { ACTION, LIGHT, VIDEO } from './thresholds.ts';
import type { FrameWithFace } from './track.ts';

/**
 * The face looks the same in all frames, apart from noise and movement of the whole, or nothing in it ever moved:
 * neither lid nor lip, and no side of it turned into view. That is a picture held in front of the camera, however it is
 * swung.
 */
export function isStaticFace(frames: readonly FrameWithFace[], baseline: Baseline): boolean {
  return looksTheSame(frames, baseline) || nothingMoved(frames, baseline);
}

function looksTheSame(frames: readonly FrameWithFace[], { frontal }: Baseline): boolean {
  const still = centred(frontal.face.grey);
  const differences = frames.map(({ face }) => meanDifference(centred(face.grey), still, 1));
  return percentile(differences, 0.95) < VIDEO.staticFaceDifference;
}

function nothingMoved(frames: readonly FrameWithFace[], { eyeOpening, mouthOpening, frontal }: Baseline): boolean {
  return frames.every(
    (frame) =>
      frame.face.eyeOpening > VIDEO.stillLids * eyeOpening &&
      frame.face.measures.mouthOpening - mouthOpening < VIDEO.stillLips &&
      parallaxOf(frontal, frame) < ACTION.turnParallax,
  );
}

/** Stride of the sampled bytes of a frame: a prime, so that all rows and channels are sampled. */
const SAMPLED = 37;

/** Most frames repeat the previous one. */
export function isFrozen({ frames }: Clip): boolean {
  const repeated = frames.filter((frame, index) => {
    const before = frames[index - 1];
    return before && meanDifference(frame.pixels, before.pixels, SAMPLED) < VIDEO.repeatedFrameDifference;
  });
  return repeated.length > VIDEO.maxRepeatedShare * (frames.length - 1);
}

/** Without its mean, so that the camera's exposure doesn't count as movement. */
function centred(grey: Float32Array): Float32Array {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  return grey.map((value) => value - mean);
}

function meanDifference(first: Uint8Array | Float32Array, second: Uint8Array | Float32Array, step: number): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < first.length; i += step) {
    sum += Math.abs((first[i] as number) - (second[i] as number));
    count++;
  }
  return sum / count;
}

/** Too dark to recognize a face. */
export const isDark = ({ frames }: Clip): boolean =>
  median(frames.map(({ pixels }) => meanOf(pixels))) < LIGHT.minFrame;

function meanOf(pixels: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += SAMPLED) sum += pixels[i] as number;
  return sum / Math.ceil(pixels.length / SAMPLED);
}
