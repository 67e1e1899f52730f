import { FACE } from './face-points.ts';
import { type Canvas, type Spot, sampleInto } from './paint.ts';
import type { MeshPoint } from './portrait.ts';

/** Moves the place that a pixel is taken from, in parts of half the face's height from its centre. */
type Bend = (place: Spot) => Spot;

/** 1 at the centre, falling to 0 within about twice the radius. */
const near = ({ x, y }: Spot, radius: number): number => Math.exp(-(x * x + y * y) / (radius * radius));

const from = (place: Spot, centre: Spot): Spot => ({ x: place.x - centre.x, y: place.y - centre.y });

/** Positive amounts shrink what is within the radius, negative ones enlarge it. */
function scaleAround(centre: Spot, radius: number, across: number, along: number): Bend {
  return (place) => {
    const offset = from(place, centre);
    const weight = near(offset, radius);
    return { x: across * offset.x * weight, y: along * offset.y * weight };
  };
}

/** Widens (negative) or narrows a level of the face. */
function scaleLevel(level: number, radius: number, across: number): Bend {
  return (place) => {
    const inFace = Math.exp(-(((place.x ** 2 + place.y ** 2) / 1.3 ** 2) ** 2));
    return { x: across * place.x * near({ x: 0, y: place.y - level }, radius) * inFace, y: 0 };
  };
}

const BENDS: readonly Bend[] = [
  scaleLevel(0.9, 0.7, -0.35), // a broad jaw
  scaleLevel(-0.5, 0.5, 0.45), // eyes close together
  scaleAround({ x: 0, y: 0 }, 0.45, -0.5, -0.4), // a large nose
  scaleAround({ x: -0.42, y: -0.5 }, 0.3, 0.7, 0.9), // small eyes
  scaleAround({ x: 0.42, y: -0.5 }, 0.3, 0.7, 0.9),
];

/** Somebody else: the portrait with another jaw, nose and eyes, so far from the original that no face match takes them for one person. */
export function otherFace(portrait: Canvas, mesh: readonly MeshPoint[]): Canvas {
  const { x = 0, y = 0 } = mesh[FACE.nose] ?? {};
  const [forehead, chin] = [mesh[FACE.forehead], mesh[FACE.chin]];
  const unit = forehead && chin ? Math.hypot(forehead.x - chin.x, forehead.y - chin.y) / 2 : 1;
  const centre = { x, y };
  const { width, height } = portrait;
  const canvas = { width, height, pixels: new Uint8Array(portrait.pixels.length) };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const offset = from({ x: column, y: row }, centre);
      const place = { x: offset.x / unit, y: offset.y / unit };
      const shift = BENDS.map((bend) => bend(place)).reduce((sum, move) => ({ x: sum.x + move.x, y: sum.y + move.y }));
      sampleInto(canvas, column, row, portrait, { x: column + shift.x * unit, y: row + shift.y * unit });
    }
  }
  return canvas;
}
