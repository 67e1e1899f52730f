import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Canvas, Spot } from './paint.ts';

const ASSETS = new URL('../assets/', import.meta.url);
/** Width and height of the portrait and of every picture with it. */
const SIDE = 480;

/** A point of the portrait's face mesh; z is the depth away from the camera. */
export interface MeshPoint extends Spot {
  readonly z: number;
}

/** A person in front of the camera: the picture, and the 468 FaceMesh points of the face in it. */
export interface Likeness {
  readonly portrait: Canvas;
  readonly mesh: readonly MeshPoint[];
}

/** The site owner's cut-out portrait: PNG, 480 × 480, head and shoulders before a transparent background. */
export const portraitFile = (): Promise<Buffer> => readFile(new URL('portrait.png', ASSETS));

/** Position and light of one photo: no two photos of one person are the same. */
export interface Take {
  readonly scale: number;
  /** Position of the portrait's top left corner, in pixels. */
  readonly left: number;
  readonly top: number;
  /** How much darker the wall is at the right edge and at the bottom than at the top left, 0 to 255. */
  readonly fall: Spot;
}

/** The portrait's original take. */
const POSED: Take = { scale: 1, left: 0, top: 0, fall: { x: 18, y: 30 } };

/**
 * Near the middle, in the light of another hour.
 *
 * @param random 0 to below 1
 */
export function anyTake(random: () => number = Math.random): Take {
  const between = (least: number, most: number) => least + random() * (most - least);
  const scale = between(0.8, 1.05);
  const spare = SIDE * (1 - scale);
  return {
    scale,
    left: Math.round(spare / 2 + between(-45, 45)),
    top: Math.round(spare / 2 + between(-4, 40)),
    fall: { x: between(0, 30), y: between(0, 36) },
  };
}

/** The 468 points of the portrait's face. */
export async function portraitMesh({ scale, left, top }: Take = POSED): Promise<MeshPoint[]> {
  const [, ...lines] = (await readFile(new URL('portrait-mesh.csv', ASSETS), 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = line.split(',').map(Number);
    return { x: left + x * scale, y: top + y * scale, z: z * scale };
  });
}

/** Colour at a position, each coordinate 0 to 1 from the top left. */
export type Wall = (x: number, y: number, fall: Spot) => readonly [number, number, number];

/** White paint in the light of a window at the left. */
export const WHITE_WALL: Wall = (x, y, fall) => {
  const light = 232 - fall.x * x - fall.y * y;
  return [light, light - 1, light - 4];
};

/** Raw concrete. */
export const GREY_WALL: Wall = (x, y) => {
  const light = 136 - 14 * x - 18 * y;
  return [light, light, light + 2];
};

/** The owner of the portrait in front of a wall. */
export async function likenessBefore(wall: Wall, take?: Take): Promise<Likeness> {
  return { portrait: await portraitBefore(wall, take), mesh: await portraitMesh(take) };
}

/** The portrait in front of a wall. */
export async function portraitBefore(wall: Wall, { scale, left, top, fall }: Take = POSED): Promise<Canvas> {
  const side = Math.round(SIDE * scale);
  const person = await sharp(await portraitFile())
    .ensureAlpha()
    .resize(side, side)
    .raw()
    .toBuffer();
  const pixels = new Uint8Array(SIDE * SIDE * 3);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    // The shoulders continue below the edge of the portrait.
    const [column, row] = [x - left, Math.min(y - top, side - 1)];
    const from = column < 0 || column >= side || row < 0 ? undefined : 4 * (row * side + column);
    const cover = from === undefined ? 0 : (person[from + 3] as number) / 255;
    wall(x / SIDE, y / SIDE, fall).forEach((behind, channel) => {
      const skin = from === undefined ? 0 : (person[from + channel] as number);
      pixels[3 * i + channel] = cover * skin + (1 - cover) * behind;
    });
  }
  return { width: SIDE, height: SIDE, pixels };
}
