import { distance, mirrored, squareToPicture } from './geometry.ts';
import { Graph, outputOf } from './graph.ts';
import { MESH, type Mesh } from './mesh.ts';
import type { Pyramid } from './pyramid.ts';

const SIDE = 64;
/** Width of the crop in eye widths. */
const MARGIN = 2.3;
/**
 * 71 points of the lids and the brow, of three numbers each. The iris itself, half of the model's work, is left out.
 */
const CONTOURS = 'StatefulPartitionedCall/model/conv_eyes_contours_and_brows/BiasAdd';
const STRIDE = 71 * 3;
/** Pairs of upper and lower lid, and the two corners: points 0 to 8 are the lower lid, 9 to 15 the upper. */
const LIDS = [
  [11, 3],
  [12, 4],
  [13, 5],
] as const;
const CORNERS = [0, 8] as const;

/** MediaPipe Iris. Its lid contour moves twice as far as FaceMesh's when an eye closes. */
export class EyelidFinder {
  private constructor(private readonly graph: Graph) {}

  static async load(): Promise<EyelidFinder> {
    return new EyelidFinder(await Graph.load('iris'));
  }

  /** How far the eyes are open: lid distance over eye width, mean of both. About 0.4 open, 0.2 closed. */
  opening(pyramid: Pyramid, mesh: Mesh): number {
    const values = new Float32Array(2 * SIDE * SIDE * 3);
    [MESH.rightEye, MESH.leftEye].forEach(({ outer, inner }, eye) => {
      const side = mesh.distance(outer, inner) * MARGIN;
      const toPicture = squareToPicture({ ...mesh.middle(outer, inner), side, angle: mesh.roll }, SIDE);
      // The model was trained on left eyes only.
      const map = eye === 0 ? mirrored(toPicture, SIDE) : toPicture;
      const crop = pyramid.sample(map, SIDE, SIDE).values;
      values.set(
        crop.map((value) => value / 255),
        eye * crop.length,
      );
    });
    const points = outputOf(this.graph.run(values, 2, SIDE, CONTOURS), STRIDE);
    return (openingOf(points.subarray(0, STRIDE)) + openingOf(points.subarray(STRIDE))) / 2;
  }
}

function openingOf(points: Float32Array): number {
  const point = (index: number) => ({ x: points[3 * index] as number, y: points[3 * index + 1] as number });
  const between = ([one, other]: readonly [number, number]) => distance(point(one), point(other));
  return LIDS.reduce((sum, pair) => sum + between(pair), 0) / LIDS.length / between(CORNERS);
}
