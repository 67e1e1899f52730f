import { affineResidual } from './geometry.ts';
import type { FrameWithFace } from './track.ts';

/** Points that no expression moves. */
// biome-ignore format: one list
const RIGID = [
  1, 4, 6, 168, 197, 5, 195, 234, 454, 127, 356, 93, 323, 132, 361, 10, 338, 109, 151, 9, 8, 33, 263, 133, 362, 50, 280, 101, 330, 116,
  345, 123, 352, 98, 327, 2, 164, 152, 148, 377, 58, 288, 172, 397,
];

/**
 * How much more than any flat picture the face has moved between two frames: the residual of an affine map, in eye
 * distances. Real turns leave 0.14 to 0.29, no turn 0.02 to 0.07.
 */
export function parallaxOf(frontal: FrameWithFace, frame: FrameWithFace): number {
  const points = ({ face }: FrameWithFace) => face.mesh.points(RIGID);
  return affineResidual(points(frontal), points(frame)) / frame.face.measures.eyeDistance;
}
