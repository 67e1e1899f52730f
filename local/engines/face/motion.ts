import type { Baseline } from './baseline.ts';
import type { Clip } from './decode-clip.ts';
import { percentile } from './statistics.ts';
import { VIDEO } from './thresholds.ts';
import type { FrameWithFace } from './track.ts';

/** The face looks the same in all frames, apart from noise and movement of the whole: a picture held into the camera. */
export function isStaticFace(frames: readonly FrameWithFace[], { frontal }: Baseline): boolean {
  const still = centred(frontal.face.grey);
  const differences = frames.map(({ face }) => meanDifference(centred(face.grey), still, 1));
  return percentile(differences, 0.95) < VIDEO.staticFaceDifference;
}

/** Most frames repeat the one before. */
export function isFrozen({ frames }: Clip): boolean {
  // Every 37th byte: a prime, so that all rows and channels have their turn.
  const repeated = frames.filter((frame, index) => {
    const before = frames[index - 1];
    return before && meanDifference(frame.pixels, before.pixels, 37) < VIDEO.repeatedFrameDifference;
  });
  return repeated.length > VIDEO.maxRepeatedShare * (frames.length - 1);
}

/** Without its mean, so that the camera's exposure doesn't count as movement. */
function centred(grey: Float32Array): Float32Array {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  return grey.map((value) => value - mean);
}

function meanDifference(one: Uint8Array | Float32Array, other: Uint8Array | Float32Array, step: number): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < one.length; i += step) {
    sum += Math.abs((one[i] as number) - (other[i] as number));
    count++;
  }
  return sum / count;
}
