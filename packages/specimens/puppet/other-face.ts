import { FACE } from './face-points.ts';
import { type Canvas, type Spot, sampleInto } from './paint.ts';
import type { Likeness } from './portrait.ts';

/** Moves the position that a pixel is copied from, in units of half the face's height from its centre. */
type Bend = (place: Spot) => Spot;

/** 1 at the centre, falling to 0 within about twice the radius. */
const near = ({ x, y }: Spot, radius: number): number => Math.exp(-(x * x + y * y) / (radius * radius));

const from = (place: Spot, centre: Spot): Spot => ({ x: place.x - centre.x, y: place.y - centre.y });

/** Positive amounts shrink the area within the radius, negative ones enlarge it. */
function scaleAround(centre: Spot, radius: number, across: number, along: number): Bend {
  return (place) => {
    const offset = from(place, centre);
    const weight = near(offset, radius);
    return { x: across * offset.x * weight, y: along * offset.y * weight };
  };
}

const inFace = ({ x, y }: Spot): number => Math.exp(-(((x ** 2 + y ** 2) / 1.3 ** 2) ** 2));

/** Widens (negative) or narrows a level of the face. */
function scaleLevel(level: number, radius: number, across: number): Bend {
  return (place) => ({ x: across * place.x * near({ x: 0, y: place.y - level }, radius) * inFace(place), y: 0 });
}

const EYES: readonly Spot[] = [
  { x: -0.42, y: -0.5 },
  { x: 0.42, y: -0.5 },
];
const NOSE: Spot = { x: 0, y: 0 };

/** A broad jaw, eyes close together, a large nose and small eyes. */
const STRANGER: readonly Bend[] = [
  scaleLevel(0.9, 0.7, -0.35),
  scaleLevel(-0.5, 0.5, 0.45),
  scaleAround(NOSE, 0.45, -0.5, -0.4),
  ...EYES.map((eye) => scaleAround(eye, 0.3, 0.7, 0.9)),
];

/** Another person: the portrait with another jaw, nose and eyes, too different for a face match. */
export function otherFace({ portrait, mesh }: Likeness): Likeness {
  const { x = 0, y = 0 } = mesh[FACE.nose] ?? {};
  const [forehead, chin] = [mesh[FACE.forehead], mesh[FACE.chin]];
  const unit = forehead && chin ? Math.hypot(forehead.x - chin.x, forehead.y - chin.y) / 2 : 1;
  /** The position from which a position of the new picture is copied. */
  const sourceOf = (spot: Spot): Spot => {
    const offset = from(spot, { x, y });
    const place = { x: offset.x / unit, y: offset.y / unit };
    const shift = STRANGER.map((bend) => bend(place)).reduce((sum, move) => ({ x: sum.x + move.x, y: sum.y + move.y }));
    return { x: spot.x + shift.x * unit, y: spot.y + shift.y * unit };
  };
  return {
    portrait: drawn(portrait, sourceOf),
    mesh: mesh.map((point) => ({ ...point, ...whereFrom(point, sourceOf) })),
  };
}

function drawn(portrait: Canvas, sourceOf: (spot: Spot) => Spot): Canvas {
  const { width, height } = portrait;
  const canvas = { width, height, pixels: new Uint8Array(portrait.pixels.length) };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      sampleInto(canvas, column, row, portrait, sourceOf({ x: column, y: row }));
    }
  }
  return canvas;
}

const SEARCH_STEPS = 30;

/** The new picture's position that is copied from a given old one, found by halving the remaining error. */
function whereFrom(target: Spot, sourceOf: (spot: Spot) => Spot): Spot {
  let place = target;
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const missing = from(target, sourceOf(place));
    place = { x: place.x + missing.x / 2, y: place.y + missing.y / 2 };
  }
  return { x: place.x, y: place.y };
}
