import Delaunator from 'delaunator';
import { paintLid } from './eyelid.ts';
import { EYES, FACE, INNER_LIPS, JAW } from './face-points.ts';
import { paintMouth } from './mouth.ts';
import { type Canvas, paintTriangle, type Spot } from './paint.ts';
import type { Likeness, MeshPoint } from './portrait.ts';

/** State of the puppet between doing nothing (all 0) and doing everything. */
export interface Pose {
  /** 0 open to 1 closed. */
  readonly lids: number;
  /** 0 shut to 1 wide open. */
  readonly mouth: number;
  /** Degrees to the subject's left. */
  readonly turn: number;
  /** Sway in pixels. */
  readonly dx: number;
  readonly dy: number;
}

/** A point of the puppet: of the face, or of the rings that connect the face with the static rest of the picture. */
interface Joint extends MeshPoint {
  /** How much of the sway it follows. */
  readonly follows: number;
  readonly isFace: boolean;
}

/** Maximum movement of the jaw, as a share of the face's height. */
const JAW_DROP = 0.19;
/** Depth of everything behind the face: painted first. */
const BEHIND = 400;

/** A portrait that can blink, open its mouth and turn its head: a textured face mesh, moved point by point. */
export class Puppet {
  readonly #portrait: Canvas;
  readonly #joints: readonly Joint[];
  /** Farthest first, so that the nose covers the cheek in a turn. */
  readonly #triangles: readonly (readonly [number, number, number])[];
  readonly #centre: Spot;
  readonly #depth: number;
  readonly #faceHeight: number;

  constructor({ portrait, mesh }: Likeness) {
    this.#portrait = portrait;
    const at = (index: number) => mesh[index] ?? { x: 0, y: 0, z: 0 };
    const [forehead, chin] = [at(FACE.forehead), at(FACE.chin)];
    this.#centre = { x: (at(FACE.rightEdge).x + at(FACE.leftEdge).x) / 2, y: (forehead.y + chin.y) / 2 };
    this.#faceHeight = Math.hypot(forehead.x - chin.x, forehead.y - chin.y);
    this.#depth = mesh.reduce((sum, { z }) => sum + z, 0) / mesh.length;
    const ring = (size: number, follows: number) => ringAround(this.#centre, size * this.#faceHeight, follows);
    this.#joints = [
      ...mesh.map((point) => ({ ...point, follows: 1, isFace: true })),
      ...ring(0.85, 0.5),
      ...ring(1.15, 0),
    ];
    this.#triangles = trianglesOf(this.#joints);
  }

  /** One picture of the size of the portrait. */
  render(pose: Pose): Uint8Array {
    const canvas = { ...this.#portrait, pixels: Uint8Array.from(this.#portrait.pixels) };
    const drop = pose.mouth * JAW_DROP * this.#faceHeight;
    const moved = this.#joints.map((joint, index) => this.#move(joint, index, pose, drop));
    const spots = (indexes: readonly number[]) => indexes.flatMap((index) => moved[index] ?? []);

    for (const triangle of this.#triangles) {
      const [p, q, r] = triangle.map((index) => moved[index]);
      const [a, b, c] = triangle.map((index) => this.#joints[index]);
      if (p && q && r && a && b && c) paintTriangle(canvas, [p, q, r], this.#portrait, [a, b, c]);
    }
    if (pose.lids > 0.02) {
      for (const { upper, lower } of EYES) paintLid(canvas, spots(upper), spots(lower), pose.lids);
    }
    if (pose.mouth > 0.05) {
      paintMouth(canvas, spots(INNER_LIPS.upper), spots(INNER_LIPS.lower), drop, this.#faceHeight * 0.035);
    }
    return canvas.pixels;
  }

  #move({ x, y, z, follows, isFace }: Joint, index: number, { turn, dx, dy }: Pose, drop: number): Spot {
    if (!isFace) return { x: x + dx * follows, y: y + dy * follows };
    const angle = (turn * Math.PI) / 180;
    const [aside, forward] = [x - this.#centre.x, this.#depth - z];
    return {
      x: this.#centre.x + aside * Math.cos(angle) + forward * Math.sin(angle) + dx,
      y: y + dy + drop * this.#jawShare(index, x),
    };
  }

  /** How much a point moves down with the jaw: fully in the middle, less at the corners of the mouth. */
  #jawShare(index: number, x: number): number {
    const lip = INNER_LIPS.lower.indexOf(index);
    if (lip >= 0) return Math.sin((Math.PI * (lip + 1)) / (INNER_LIPS.lower.length + 1));
    if (!JAW.includes(index)) return 0;
    const middle = this.#joints[FACE.lowerLip]?.x ?? x;
    return 1 - 0.5 * Math.min(1, Math.abs(x - middle) / (0.28 * this.#faceHeight));
  }
}

const RING_POINTS = 24;

function ringAround(centre: Spot, radius: number, follows: number): Joint[] {
  return Array.from({ length: RING_POINTS }, (_, i) => {
    const angle = (2 * Math.PI * i) / RING_POINTS;
    const x = centre.x + radius * Math.cos(angle);
    const y = centre.y + radius * Math.sin(angle);
    return { x, y, z: BEHIND, follows, isFace: false };
  });
}

/** The movable ones, farthest first. */
function trianglesOf(joints: readonly Joint[]): (readonly [number, number, number])[] {
  const { triangles } = Delaunator.from(joints.map(({ x, y }) => [x, y] as const));
  const depth = (corners: readonly number[]) => corners.reduce((sum, index) => sum + (joints[index]?.z ?? 0), 0);
  return Array.from({ length: triangles.length / 3 }, (_, i) => {
    const [a = 0, b = 0, c = 0] = triangles.subarray(3 * i, 3 * i + 3);
    return [a, b, c] as const;
  })
    .filter((corners) => corners.some((index) => (joints[index]?.follows ?? 0) > 0))
    .sort((first, second) => depth(second) - depth(first));
}
