import type { Sitter } from './liveness-corpus.ts';
import { type Canvas, encodeJpeg } from './puppet/paint.ts';
import type { Take, Wall } from './puppet/portrait.ts';

/** Paint in the light of a window at the left. */
const paint =
  (red: number, green: number, blue: number): Wall =>
  (x, y, fall) => {
    const light = 1 - (fall.x * x + fall.y * y) / 232;
    return [red * light, green * light, blue * light];
  };

/** Walls that a reviewer accepts, and others. */
export const WALLS = {
  white: [
    ['white', paint(232, 231, 228)],
    ['off-white', paint(238, 229, 212)],
  ],
  other: [
    ['grey 150', paint(150, 150, 152)],
    ['grey 170', paint(170, 170, 171)],
    ['pale blue', paint(200, 215, 235)],
    ['paler blue', paint(205, 220, 235)],
    ['sky blue', paint(175, 205, 235)],
    ['pale green', paint(205, 228, 205)],
    ['cream', paint(240, 225, 190)],
    ['beige', paint(225, 205, 175)],
    ['pink', paint(240, 210, 212)],
  ],
} as const satisfies Record<string, readonly (readonly [string, Wall])[]>;

/** Light on the person and the wall, by its factors of red, green and blue. */
export const LIGHTS = [
  ['neutral', [1, 1, 1]],
  ['bright', [1.12, 1.12, 1.12]],
  ['× 0.85', [0.85, 0.85, 0.85]],
  ['× 0.7', [0.7, 0.7, 0.7]],
  ['window', [0.92, 0.98, 1.05]],
  ['lamp', [1, 0.94, 0.83]],
] as const satisfies readonly (readonly [string, readonly [number, number, number]])[];

/** Factors of the brightness of a person, for darker skin than their own. */
export const TONES = [1, 0.75, 0.55] as const;

const STANDING: Take = { scale: 1, left: 0, top: 0, fall: { x: 18, y: 30 } };

/** A person before a wall, with their own or darker skin. */
export const standBefore = async (sitter: Sitter, wall: Wall, tone = 1): Promise<Canvas> =>
  (await sitter(wall, { ...STANDING, tone })).portrait;

/** The same picture in another light. */
export const inLight = ({ pixels, ...size }: Canvas, light: readonly [number, number, number]): Canvas => ({
  ...size,
  pixels: pixels.map((value, at) => Math.min(255, value * (light[at % 3] as number))),
});

/** @returns JPEG, 480 × 480 */
export const drawBefore = async (sitter: Sitter, wall: Wall): Promise<Buffer> =>
  encodeJpeg(await standBefore(sitter, wall));
