import { type Point, templateToPicture } from './geometry.ts';
import { MESH, type Mesh } from './mesh.ts';
import type { Pyramid } from './pyramid.ts';

/** Positions of eyes, nose and mouth corners in a face of 112 × 112 pixels: the template of ArcFace (InsightFace). */
const TEMPLATE_SIDE = 112;
const TEMPLATE: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** The face aligned to the template: `side` × `side` RGB numbers of 0 to 255. */
export function alignFace(pyramid: Pyramid, mesh: Mesh, side: number): Float32Array {
  const template = TEMPLATE.map(({ x, y }) => ({ x: (x * side) / TEMPLATE_SIDE, y: (y * side) / TEMPLATE_SIDE }));
  return pyramid.sample(templateToPicture(template, fivePoints(mesh)), side, side).values;
}

function fivePoints(mesh: Mesh): Point[] {
  const eye = ({ outer, inner, upper, lower }: typeof MESH.rightEye | typeof MESH.leftEye): Point => {
    const [across, down] = [mesh.middle(outer, inner), mesh.middle(upper, lower)];
    return { x: (across.x + down.x) / 2, y: (across.y + down.y) / 2 };
  };
  return [eye(MESH.rightEye), eye(MESH.leftEye), ...mesh.points([MESH.noseTip, MESH.mouthRight, MESH.mouthLeft])];
}
