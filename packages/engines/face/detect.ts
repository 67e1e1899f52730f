import type { Box } from './facts.ts';
import { angleOf, applyAffine, type Point, type Square } from './geometry.ts';
import { Graph, outputOf } from './graph.ts';
import type { Pyramid } from './pyramid.ts';
import { DETECTION } from './thresholds.ts';

/** A face found by the detector, in pixels of the picture. */
export interface Detection {
  readonly box: Box;
  readonly score: number;
  /** The subject's right and left. */
  readonly rightEye: Point;
  readonly leftEye: Point;
}

const SIDE = 256;
/** Values per candidate: centre, size and six points, of which the first two are the eyes. */
const STRIDE = 16;

/**
 * Centres of the cells that BlazeFace's candidates are relative to: two per cell of 16 pixels, then six per cell of 32.
 */
const GRIDS = [
  { cell: 16, perCell: 2 },
  { cell: 32, perCell: 6 },
].map(({ cell, perCell }) => {
  const across = SIDE / cell;
  return Array.from({ length: across * across * perCell }, (_, i) => {
    const index = Math.floor(i / perCell);
    return { x: ((index % across) + 0.5) * cell, y: (Math.floor(index / across) + 0.5) * cell };
  });
});

/** MediaPipe BlazeFace, back-camera model. */
export class FaceDetector {
  private constructor(private readonly graph: Graph) {}

  static async load(): Promise<FaceDetector> {
    return new FaceDetector(await Graph.load('blazeface'));
  }

  /** Every face, largest first. */
  detect(pyramid: Pyramid): Detection[] {
    const { width, height } = pyramid.picture;
    const whole = { x: width / 2, y: height / 2, side: Math.max(width, height), angle: 0 };
    const { values, toPicture } = pyramid.crop(whole, SIDE);
    const outputs = this.graph.run(
      values.map((value) => value / 127.5 - 1),
      1,
      SIDE,
    );
    const inPicture = ({ box, score, rightEye, leftEye }: Detection): Detection => ({
      box: {
        ...applyAffine(toPicture, box.x, box.y),
        width: box.width * toPicture.a,
        height: box.height * toPicture.a,
      },
      score,
      rightEye: applyAffine(toPicture, rightEye.x, rightEye.y),
      leftEye: applyAffine(toPicture, leftEye.x, leftEye.y),
    });
    const candidates = GRIDS.flatMap((grid) =>
      candidatesOf(grid, outputOf(outputs, grid.length, 1), outputOf(outputs, grid.length, STRIDE)),
    );
    return mergeOverlapping(candidates)
      .map(inPicture)
      .sort((a, b) => areaOf(b.box) - areaOf(a.box));
  }
}

function candidatesOf(grid: readonly Point[], logits: Float32Array, values: Float32Array): Detection[] {
  return grid.flatMap((middle, i) => {
    const score = 1 / (1 + Math.exp(-(logits[i] as number)));
    if (score < DETECTION.minScore) return [];
    const at = (k: number) => values[i * STRIDE + k] as number;
    const point = (k: number) => ({ x: middle.x + at(k), y: middle.y + at(k + 1) });
    const centre = point(0);
    const [width, height] = [at(2), at(3)];
    const box = { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
    return [{ box, score, rightEye: point(4), leftEye: point(6) }];
  });
}

/** Merges the candidates of one face, weighted by their scores (MediaPipe's weighted non-maximum suppression). */
function mergeOverlapping(candidates: readonly Detection[]): Detection[] {
  const faces: { best: Detection; members: Detection[] }[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    const same = faces.find(({ best }) => overlap(best.box, candidate.box) > DETECTION.sameFaceOverlap);
    if (same) same.members.push(candidate);
    else faces.push({ best: candidate, members: [candidate] });
  }
  return faces.map(({ best, members }) => {
    const total = members.reduce((sum, { score }) => sum + score, 0);
    const mean = (value: (member: Detection) => number) =>
      members.reduce((sum, member) => sum + member.score * value(member), 0) / total;
    return {
      box: {
        x: mean(({ box }) => box.x),
        y: mean(({ box }) => box.y),
        width: mean(({ box }) => box.width),
        height: mean(({ box }) => box.height),
      },
      score: best.score,
      rightEye: { x: mean(({ rightEye }) => rightEye.x), y: mean(({ rightEye }) => rightEye.y) },
      leftEye: { x: mean(({ leftEye }) => leftEye.x), y: mean(({ leftEye }) => leftEye.y) },
    };
  });
}

function overlap(p: Box, q: Box): number {
  const width = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x);
  const height = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (areaOf(p) + areaOf(q) - width * height);
}

const areaOf = ({ width, height }: Box): number => width * height;

/** The square that FaceMesh takes as input. */
export function squareOfDetection({ box, rightEye, leftEye }: Detection): Square {
  return {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    side: Math.max(box.width, box.height) * 1.5,
    angle: angleOf(rightEye, leftEye),
  };
}

/**
 * Whether there is more than one person.
 *
 * @param minArea of the second face, as a share of the first one's area.
 */
export function hasSecondFace([first, ...others]: readonly Detection[], minArea: number): boolean {
  if (!first) return false;
  return others.some(
    ({ box, score }) => score > DETECTION.secondFaceScore && areaOf(box) > minArea * areaOf(first.box),
  );
}
