import { alignFace } from './align.ts';
import type { Clip } from './decode-clip.ts';
import { type Detection, squareOfDetection } from './detect.ts';
import { distance } from './geometry.ts';
import { type Measures, measure } from './measures.ts';
import { type FoundMesh, type Mesh, squareAround } from './mesh.ts';
import type { FaceModels } from './models.ts';
import { greyOf, type Picture } from './picture.ts';
import { Pyramid } from './pyramid.ts';
import { DECODE, DETECTION } from './thresholds.ts';

export interface TrackedFace {
  readonly mesh: Mesh;
  readonly measures: Measures;
  /** Lid distance over eye width. */
  readonly eyeOpening: number;
  /** Luma of the aligned face, `GREY_SIDE` × `GREY_SIDE`. */
  readonly grey: Float32Array;
}

export interface TrackedFrame {
  readonly seconds: number;
  readonly picture: Picture;
  /** Every face, if the detector ran on this frame. */
  readonly detections?: readonly Detection[];
  /** The main face, if there is one. */
  readonly face?: TrackedFace;
}

/** A frame with the main face. */
export type FrameWithFace = TrackedFrame & { readonly face: TrackedFace };

export const hasFace = (frame: TrackedFrame): frame is FrameWithFace => frame.face !== undefined;

export const GREY_SIDE = 64;

/** Follows the main face through a clip. */
export function trackFace(models: FaceModels, { frames }: Clip): TrackedFrame[] {
  let last: Mesh | undefined;
  return frames.map((picture, index) => {
    const pyramid = new Pyramid(picture);
    const { found, detections } = locate(models, pyramid, last, index % DETECTION.everyFrames === 0);
    last = found?.mesh;
    return {
      seconds: index / DECODE.framesPerSecond,
      picture,
      ...(detections ? { detections } : {}),
      ...(found ? { face: look(models, pyramid, found.mesh) } : {}),
    };
  });
}

function locate(models: FaceModels, pyramid: Pyramid, last: Mesh | undefined, detectNow: boolean) {
  let detections = detectNow || !last ? models.detector.detect(pyramid) : undefined;
  const followed = last && squareAround(last);
  const main = detections?.[0];
  if (followed && !isElsewhere(main, followed)) {
    const found = models.meshes.find(pyramid, followed, 1);
    if (isBelievable(found)) return { found, detections };
  }
  detections ??= models.detector.detect(pyramid);
  const [largest] = detections;
  const found = largest && models.meshes.find(pyramid, squareOfDetection(largest), 2);
  return { found: found && isBelievable(found) ? found : undefined, detections };
}

/** The track has drifted away from the largest face. */
function isElsewhere(detection: Detection | undefined, followed: { x: number; y: number }): boolean {
  if (!detection) return false;
  const square = squareOfDetection(detection);
  return distance(square, followed) > DETECTION.reanchorDistance * square.side;
}

const isBelievable = ({ score }: FoundMesh): boolean => score >= DETECTION.minMeshScore;

function look({ eyelids }: FaceModels, pyramid: Pyramid, mesh: Mesh): TrackedFace {
  return {
    mesh,
    measures: measure(mesh),
    eyeOpening: eyelids.opening(pyramid, mesh),
    grey: greyOf(alignFace(pyramid, mesh, GREY_SIDE)),
  };
}
