import { distance } from './geometry.ts';
import { MESH, type Mesh } from './mesh.ts';
import { luma, type Picture } from './picture.ts';
import { CONTINUITY } from './thresholds.ts';
import { type FrameWithFace, hasFace, type TrackedFrame } from './track.ts';

/**
 * Whether two takes were joined: from one frame to the next the head is elsewhere, or the light around it another, while
 * just before and after both stay. People and hands speed up and slow down over several frames.
 */
export function isSpliced(frames: readonly TrackedFrame[]): boolean {
  const steps = stepsOf(frames);
  return (
    isCutIn(
      steps.map((step) => step?.head),
      CONTINUITY.head,
    ) ||
    isCutIn(
      steps.map((step) => step?.around),
      CONTINUITY.around,
    )
  );
}

/** @param values undefined where nothing is known; a step without neighbours on both sides is no cut. */
export function isCutIn(
  values: readonly (number | undefined)[],
  {
    least,
    usual,
    timesNeighbours,
  }: { readonly least: number; readonly usual: number; readonly timesNeighbours: number },
): boolean {
  return values.some((value, index) => {
    const [before, after] = [values.slice(Math.max(0, index - 2), index), values.slice(index + 1, index + 3)];
    const near = [...before, ...after].filter((neighbour) => neighbour !== undefined);
    if (value === undefined || value < least || near.length < 4) return false;
    return value > timesNeighbours * (Math.max(...near) + usual);
  });
}

/** What changes from one frame to the next. */
export interface Step {
  /** How far the head moves, turns and grows, in eye distances. */
  readonly head: number;
  /** Mean change of the light in the parts of the picture around the head, 0 to 255. */
  readonly around: number;
}

/** Squares across the picture whose mean light is compared: noise has none. */
const SQUARES = 24;
/** Around the middle of the face, in eye distances: head, hair and neck. */
const HEAD_REACH = 2.6;

/** The steps between successive frames; undefined where one of them shows no face. */
export function stepsOf(frames: readonly TrackedFrame[]): readonly (Step | undefined)[] {
  const lights = frames.map(({ picture }) => lightsOf(picture));
  return frames.slice(1).map((frame, index) => {
    const before = frames[index];
    const [one, other] = [lights[index], lights[index + 1]];
    if (!before || !one || !other || !hasFace(before) || !hasFace(frame)) return undefined;
    return { head: headStep(before.face.mesh, frame.face.mesh), around: lightStep(one, other, before, frame) };
  });
}

/** Eyes and the bridge of the nose: an opening mouth does not move them. */
function headStep(before: Mesh, after: Mesh): number {
  const eyes = before.eyeDistance;
  const moved = distance(middleOf(before), middleOf(after)) / eyes;
  return moved + Math.abs(Math.log(after.eyeDistance / eyes)) + Math.abs(after.roll - before.roll);
}

const middleOf = (mesh: Mesh) => mesh.point(MESH.noseBridge);

function lightStep(
  before: Float32Array,
  after: Float32Array,
  frameWithFace: FrameWithFace,
  other: FrameWithFace,
): number {
  const { width, height } = frameWithFace.picture;
  const rows = before.length / SQUARES;
  const heads = [frameWithFace, other].map(({ face }) => ({
    at: middleOf(face.mesh),
    reach: HEAD_REACH * face.mesh.eyeDistance,
  }));
  let [sum, count] = [0, 0];
  for (let square = 0; square < before.length; square++) {
    const x = ((square % SQUARES) + 0.5) * (width / SQUARES);
    const y = (Math.floor(square / SQUARES) + 0.5) * (height / rows);
    if (heads.some(({ at, reach }) => distance(at, { x, y }) < reach)) continue;
    sum += Math.abs((after[square] as number) - (before[square] as number));
    count++;
  }
  return count > 0 ? sum / count : 0;
}

/** Mean light of each square, `SQUARES` in a row. */
function lightsOf({ width, height, pixels }: Picture): Float32Array {
  const rows = Math.max(1, Math.round((SQUARES * height) / width));
  const [sums, counts] = [new Float32Array(SQUARES * rows), new Float32Array(SQUARES * rows)];
  for (let y = 0; y < height; y += 2) {
    const row = Math.floor((y * rows) / height) * SQUARES;
    for (let x = 0; x < width; x += 2) {
      const square = row + Math.floor((x * SQUARES) / width);
      sums[square] = (sums[square] as number) + luma(pixels, 3 * (y * width + x));
      counts[square] = (counts[square] as number) + 1;
    }
  }
  return sums.map((sum, square) => sum / (counts[square] as number));
}
