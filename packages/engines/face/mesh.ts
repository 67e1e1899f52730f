import { angleOf, applyAffine, distance, middle, type Point, type Square } from './geometry.ts';
import { Graph, outputOf } from './graph.ts';
import type { Pyramid } from './pyramid.ts';

/** Numbers of FaceMesh's points. Right and left are the subject's own. */
export const MESH = {
  points: 468,
  noseTip: 1,
  noseBridge: 168,
  forehead: 10,
  chin: 152,
  rightEdge: 234,
  leftEdge: 454,
  rightEye: { outer: 33, inner: 133, upper: 159, lower: 145 },
  leftEye: { outer: 263, inner: 362, upper: 386, lower: 374 },
  mouthRight: 61,
  mouthLeft: 291,
  innerLips: { right: 78, left: 308, upper: [82, 13, 312], lower: [87, 14, 317] },
} as const;

/** The points of one face in pixels of the picture; z is depth on the same scale, away from the camera. */
export class Mesh {
  constructor(readonly coordinates: Float32Array) {}

  point(index: number): Point & { readonly z: number } {
    const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = this.coordinates.subarray(3 * index, 3 * index + 3);
    return { x, y, z };
  }

  points(indexes: readonly number[]): Point[] {
    return indexes.map((index) => this.point(index));
  }

  distance(first: number, second: number): number {
    return distance(this.point(first), this.point(second));
  }

  middle(first: number, second: number): Point {
    return middle(this.point(first), this.point(second));
  }

  /** Clockwise angle of the line of the eyes in the picture, in radians. */
  get roll(): number {
    return angleOf(this.point(MESH.rightEye.outer), this.point(MESH.leftEye.outer));
  }

  /** Pixels between the centres of the eyes. */
  get eyeDistance(): number {
    const { rightEye, leftEye } = MESH;
    return distance(this.middle(rightEye.outer, rightEye.inner), this.middle(leftEye.inner, leftEye.outer));
  }

  /** The smallest face-aligned square around all points. */
  get square(): Square {
    const angle = this.roll;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let index = 0; index < MESH.points; index++) {
      const { x, y } = this.point(index);
      const [along, across] = [cos * x + sin * y, cos * y - sin * x];
      left = Math.min(left, along);
      right = Math.max(right, along);
      top = Math.min(top, across);
      bottom = Math.max(bottom, across);
    }
    const [along, across] = [(left + right) / 2, (top + bottom) / 2];
    const side = Math.max(right - left, bottom - top);
    return { x: cos * along - sin * across, y: sin * along + cos * across, side, angle };
  }
}

/** Margin around the face that FaceMesh requires. */
const MARGIN = 1.5;
const SIDE = 192;

export const squareAround = (mesh: Mesh): Square => ({ ...mesh.square, side: mesh.square.side * MARGIN });

export interface FoundMesh {
  readonly mesh: Mesh;
  /** The model's confidence that there is a face, 0 to 1. */
  readonly score: number;
}

/** MediaPipe FaceMesh. */
export class MeshFinder {
  private constructor(private readonly graph: Graph) {}

  static async load(): Promise<MeshFinder> {
    return new MeshFinder(await Graph.load('facemesh'));
  }

  /** @param square of the face, with margin. `passes` > 1 repeats with the mesh of the previous pass. */
  find(pyramid: Pyramid, square: Square, passes: 1 | 2): FoundMesh {
    const { values, toPicture } = pyramid.crop(square, SIDE);
    const outputs = this.graph.run(
      values.map((value) => value / 255),
      1,
      SIDE,
    );
    const coordinates = outputOf(outputs, MESH.points * 3);
    for (let i = 0; i < coordinates.length; i += 3) {
      const { x, y } = applyAffine(toPicture, coordinates[i] as number, coordinates[i + 1] as number);
      coordinates.set([x, y, ((coordinates[i + 2] as number) * square.side) / SIDE], i);
    }
    const mesh = new Mesh(coordinates);
    if (passes === 2) return this.find(pyramid, squareAround(mesh), 1);
    const [logit = Number.NaN] = outputOf(outputs, 1);
    return { mesh, score: logit };
  }
}
