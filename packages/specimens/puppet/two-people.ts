import { FACE } from './face-points.ts';
import { type Canvas, type Spot, sampleInto } from './paint.ts';
import type { Likeness } from './portrait.ts';

const SIZE = { width: 640, height: 480 } as const;
/** From here on the picture is the second person's. */
const BORDER = 360;

/**
 * Two people side by side, 640 × 480. The mesh is the first person's: only they can move.
 *
 * @param scale of the second person, who stands farther back.
 */
export function twoPeople(first: Likeness, second: Likeness, scale: number): Likeness {
  const canvas: Canvas = { ...SIZE, pixels: new Uint8Array(SIZE.width * SIZE.height * 3) };
  const moveFirst = BORDER / 2 - noseOf(first).x;
  const nose = noseOf(second);
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      if (x < BORDER) sampleInto(canvas, x, y, first.portrait, { x: x - moveFirst, y });
      else {
        const aside = x - (BORDER + SIZE.width) / 2;
        const from = { x: nose.x + aside / scale, y: SIZE.height - (SIZE.height - y) / scale };
        sampleInto(canvas, x, y, second.portrait, from);
      }
    }
  }
  return { portrait: canvas, mesh: first.mesh.map((point) => ({ ...point, x: point.x + moveFirst })) };
}

const noseOf = ({ mesh }: Likeness): Spot => mesh[FACE.nose] ?? { x: 0, y: 0 };
