import { distance, type Point } from './geometry.ts';
import { MESH, type Mesh } from './mesh.ts';

/** Pose and mouth, measured on a mesh. */
export interface Measures {
  /** Position of the nose tip between the right (0) and left (1) edge of the face, along the eyes; 0.5 is frontal. */
  readonly nose: number;
  /** Height over width of the inner lips. */
  readonly mouthOpening: number;
  readonly eyeDistance: number;
}

/**
 * The nose ratio instead of the mesh's yaw: the model's depth estimate reduces the latter, which is 22° where the ratio
 * shows a turn of twice that.
 */
export function measure(mesh: Mesh): Measures {
  const { right, left, upper, lower } = MESH.innerLips;
  const [cos, sin] = [Math.cos(mesh.roll), Math.sin(mesh.roll)];
  const along = ({ x, y }: Point) => cos * x + sin * y;
  const from = along(mesh.point(MESH.rightEdge));
  const to = along(mesh.point(MESH.leftEdge));
  const gaps = upper.map((point, i) => distance(mesh.point(point), mesh.point(lower[i] ?? point)));
  return {
    nose: (along(mesh.point(MESH.noseTip)) - from) / (to - from),
    mouthOpening: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length / mesh.distance(right, left),
    eyeDistance: mesh.eyeDistance,
  };
}

/** Degrees about the axes, from the directions edge to edge and forehead to chin. Yaw is too small beyond 20°. */
export function poseOf(mesh: Mesh): { yawDegrees: number; pitchDegrees: number; rollDegrees: number } {
  const down = unit(minus(mesh.point(MESH.chin), mesh.point(MESH.forehead)));
  const across = unit(minus(mesh.point(MESH.leftEdge), mesh.point(MESH.rightEdge)));
  const out = unit(cross(across, down));
  const right = cross(down, out);
  const degrees = 180 / Math.PI;
  return {
    yawDegrees: -Math.atan2(right.z, right.x) * degrees,
    pitchDegrees: Math.atan2(-out.y, out.z) * degrees,
    rollDegrees: mesh.roll * degrees,
  };
}

interface Vector extends Point {
  readonly z: number;
}

const minus = (p: Vector, q: Vector): Vector => ({ x: p.x - q.x, y: p.y - q.y, z: p.z - q.z });
const unit = ({ x, y, z }: Vector): Vector => {
  const length = Math.hypot(x, y, z);
  return { x: x / length, y: y / length, z: z / length };
};
const cross = (p: Vector, q: Vector): Vector => ({
  x: p.y * q.z - p.z * q.y,
  y: p.z * q.x - p.x * q.z,
  z: p.x * q.y - p.y * q.x,
});
