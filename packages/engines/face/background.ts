import type { Background } from './facts.ts';
import { distance } from './geometry.ts';
import { MESH, type Mesh } from './mesh.ts';
import { luma, type Picture } from './picture.ts';
import { WALL } from './thresholds.ts';

/** Number of sampled rows and columns on the short side. */
const GRID = 240;

/**
 * How white the wall is. Samples the area above the chin, outside an ellipse around the head and bands beside it, where
 * long hair may hang.
 *
 * @param faceLuma brightness of the face: a wall in dim light is compared with it.
 */
export function backgroundOf({ width, height, pixels }: Picture, mesh: Mesh, faceLuma: number): Background {
  const isWall = wallAround(mesh);
  const [least, most] = WALL.lumaRange;
  const whiteFrom = Math.min(most, Math.max(least, WALL.lumaOverFace * faceLuma));
  const step = Math.max(1, Math.floor(Math.min(width, height) / GRID));

  let [all, wall, white] = [0, 0, 0];
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      all++;
      if (!isWall(x, y)) continue;
      wall++;
      const offset = (y * width + x) * 3;
      if (luma(pixels, offset) >= whiteFrom && chroma(pixels, offset) <= WALL.maxChroma) white++;
    }
  }
  return { whiteShare: wall ? white / wall : 0, visibleShare: wall / all };
}

/** Largest difference between the channels of a pixel. */
function chroma(pixels: Uint8Array, offset: number): number {
  const [red, green, blue] = [pixels[offset] as number, pixels[offset + 1] as number, pixels[offset + 2] as number];
  return Math.max(red, green, blue) - Math.min(red, green, blue);
}

function wallAround(mesh: Mesh): (x: number, y: number) => boolean {
  const [right, left] = [mesh.point(MESH.rightEdge), mesh.point(MESH.leftEdge)];
  const [forehead, chin] = [mesh.point(MESH.forehead), mesh.point(MESH.chin)];
  const faceWidth = distance(right, left);
  const faceHeight = distance(forehead, chin);
  const centre = (right.x + left.x) / 2;
  return (x, y) => {
    if (y > chin.y - 0.1 * faceHeight) return false;
    const aside = Math.abs(x - centre) / faceWidth;
    const below = (y - forehead.y) / faceHeight;
    const inHead = (aside / 1.25) ** 2 + ((below - 0.25) / 1.05) ** 2 < 1;
    const inHair = (aside < 1 && below > -0.15) || (aside < 1.35 && below > 0.5);
    return !inHead && !inHair;
  };
}

export const isWhite = ({ whiteShare }: Background): boolean => whiteShare >= WALL.minWhiteShare;

export const isVisible = ({ visibleShare }: Background): boolean => visibleShare >= WALL.minVisibleShare;
