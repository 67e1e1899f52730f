import { leastBy, median, percentile } from './statistics.ts';
import { ACTION } from './thresholds.ts';
import type { FrameWithFace } from './track.ts';

/** How this person looks when doing nothing. */
export interface Baseline {
  /** Position of the nose tip between the face edges. */
  readonly nose: number;
  readonly eyeOpening: number;
  readonly mouthOpening: number;
  /** The most frontal frame. */
  readonly frontal: FrameWithFace;
}

/** Minimum eye opening in a key frame, as a share of an open eye's height. */
const KEY_FRAME_EYES = 0.8;
const KEY_FRAME_MOUTH = 0.3;
const NEAR_FRONTAL = 0.12;

/** @returns undefined when no frame shows a face. */
export function baselineOf(frames: readonly FrameWithFace[]): Baseline | undefined {
  const nose = median(frames.map(({ face }) => face.measures.nose));
  const turn = ({ face }: FrameWithFace) => Math.abs(face.measures.nose - nose);
  const frontal = leastBy(frames, turn);
  if (!frontal) return undefined;
  const facing = frames.filter((frame) => turn(frame) < NEAR_FRONTAL);
  return {
    nose,
    // The 80th percentile: the eyes are closed in some of the frames, and wide open in few.
    eyeOpening: percentile(
      facing.map(({ face }) => face.eyeOpening),
      0.8,
    ),
    mouthOpening: percentile(
      facing.map(({ face }) => face.measures.mouthOpening),
      0.2,
    ),
    frontal,
  };
}

/** Differences between strains below this are noise of the encoder. */
const SAME_STRAIN = 0.1;

/**
 * One frame of each second: the first of the most frontal ones with the eyes open and the mouth shut. Taking the first
 * makes a re-encoded recording give the same frames.
 */
export function checkpointsOf(frames: readonly FrameWithFace[], baseline: Baseline): FrameWithFace[] {
  const strain = ({ face }: FrameWithFace) =>
    Math.abs(face.measures.nose - baseline.nose) / ACTION.frontal +
    Math.max(0, 1 - face.eyeOpening / baseline.eyeOpening) +
    face.measures.mouthOpening;
  const seconds = [...new Set(frames.map((frame) => Math.floor(frame.seconds)))];
  return seconds.flatMap((second) => {
    const inSecond = frames.filter((frame) => Math.floor(frame.seconds) === second);
    const least = Math.min(...inSecond.map(strain));
    return inSecond.find((frame) => strain(frame) < least + SAME_STRAIN) ?? [];
  });
}

/** The person looks straight with open eyes and a shut mouth. */
export const isNeutral = ({ face }: FrameWithFace, baseline: Baseline): boolean =>
  Math.abs(face.measures.nose - baseline.nose) < ACTION.frontal &&
  face.eyeOpening > KEY_FRAME_EYES * baseline.eyeOpening &&
  face.measures.mouthOpening < Math.max(KEY_FRAME_MOUTH, baseline.mouthOpening + ACTION.mouthOpens / 2);
