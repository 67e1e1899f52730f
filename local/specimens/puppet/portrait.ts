import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Canvas, Spot } from './paint.ts';

const ASSETS = new URL('../assets/', import.meta.url);

/** A point of the portrait's face mesh; z is depth away from the camera. */
export interface MeshPoint extends Spot {
  readonly z: number;
}

/** The cut-out portrait: PNG with a transparent background. */
export const portraitFile = (): Promise<Buffer> => readFile(new URL('portrait.png', ASSETS));

/** The 468 points of the portrait's face. */
export async function portraitMesh(): Promise<MeshPoint[]> {
  const [, ...lines] = (await readFile(new URL('portrait-mesh.csv', ASSETS), 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = line.split(',').map(Number);
    return { x, y, z };
  });
}

/** Colour at a place, each coordinate 0 to 1 from the top left. */
export type Wall = (x: number, y: number) => readonly [number, number, number];

/** White paint in the light of a window at the left. */
export const WHITE_WALL: Wall = (x, y) => {
  const light = 232 - 18 * x - 30 * y;
  return [light, light - 1, light - 4];
};

/** Raw concrete. */
export const GREY_WALL: Wall = (x, y) => {
  const light = 136 - 14 * x - 18 * y;
  return [light, light, light + 2];
};

/** The portrait before a wall. */
export async function portraitBefore(wall: Wall): Promise<Canvas> {
  const { data, info } = await sharp(await portraitFile())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const behind = wall((i % width) / width, Math.floor(i / width) / height);
    const cover = (data[4 * i + 3] as number) / 255;
    behind.forEach((light, channel) => {
      pixels[3 * i + channel] = cover * (data[4 * i + channel] as number) + (1 - cover) * light;
    });
  }
  return { width, height, pixels };
}
