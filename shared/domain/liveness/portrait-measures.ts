/**
 * A decoded picture, row by row from the top left: `channels` bytes per pixel, red, green and blue first, as in a
 * canvas.
 */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly pixels: ArrayLike<number>;
}

/** A box in pixels of its picture; it may extend beyond the edge. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The light on a face. */
export interface FaceLight {
  /** Mean luma, 0 to 255. */
  readonly luma: number;
  /** How much red exceeds blue, as a share of the luma: skin in neutral light has 0.4 to 0.8, in lamplight more. */
  readonly warmth: number;
  /** Ratio of the luma of the darker half of the face to that of the brighter one, 0 to 1. */
  readonly evenness: number;
}

/** The wall beside and above a head. */
export interface WallMeasures {
  /** Share of white pixels of the wall, on the side of the head with the smaller share, 0 to 1. */
  readonly whiteShare: number;
  /** Share of the picture that shows the wall. */
  readonly visibleShare: number;
}

/** Number of sampled rows or columns on the short side. */
const GRID = 240;

/**
 * Limits of a white pixel. What counts is how the wall looks in the photo, because that is what is filed: a white wall in
 * little light looks grey and is refused. Measured with portraits of 65 people before drawn walls (docs/liveness.md).
 */
export const WHITE = {
  /** Minimum ratio of the wall's luma to that of the face, and the range of the resulting minimum. */
  lumaToFace: 1.05,
  lumaRange: [160, 180],
  /** Most blue over red, as a share of the luma: daylight at a window has 0.115, pale blue paint 0.137 and more. */
  maxCoolness: 0.125,
  /** Most red over blue, likewise, as a share of that of the face, in a range: a lamp tints both. */
  warmthToFace: 0.36,
  warmthRange: [0.12, 0.22],
  /** Most green over the mean of red and blue, or less than it, likewise. */
  maxGreenOrPink: 0.045,
} as const;

/** The part of a detector's box that shows skin, without hair, ears and background. */
const SKIN = { aside: 0.3, above: 0.25, below: 0.85 } as const;

/** Light and tint of a face. */
export function faceLightOf(picture: Raster, face: FaceBox): FaceLight {
  const middle = face.x + face.width / 2;
  const totals = { right: 0, left: 0, redOverBlue: 0 };
  const counts = { right: 0, left: 0 };
  eachPixel(picture, stepOf(face), (x, y, { luma, red, blue }) => {
    const below = (y - face.y) / face.height;
    if (Math.abs(x - middle) > SKIN.aside * face.width || below < SKIN.above || below > SKIN.below) return;
    const half = x < middle ? 'left' : 'right';
    totals[half] += luma;
    totals.redOverBlue += red - blue;
    counts[half] += 1;
  });
  const [left, right] = [totals.left / Math.max(1, counts.left), totals.right / Math.max(1, counts.right)];
  return {
    luma: (totals.left + totals.right) / Math.max(1, counts.left + counts.right),
    warmth: totals.redOverBlue / Math.max(1, totals.left + totals.right),
    evenness: Math.min(left, right) / Math.max(left, right, 1),
  };
}

/**
 * How white the wall is. The wall is everything above the chin, outside an ellipse around the head and bands beside it,
 * where long hair may hang.
 */
export function wallOf(picture: Raster, face: FaceBox, light: FaceLight): WallMeasures {
  const isWhite = whiteBeside(light);
  const middle = face.x + face.width / 2;
  const all = { left: 0, right: 0 };
  const white = { left: 0, right: 0 };
  let seen = 0;
  eachPixel(picture, stepOf(picture), (x, y, colour) => {
    seen += 1;
    if (!isWall((x - middle) / face.width, (y - face.y) / face.height)) return;
    const side = x < middle ? 'left' : 'right';
    all[side] += 1;
    if (isWhite(colour)) white[side] += 1;
  });
  const shares = (['left', 'right'] as const).filter((side) => all[side] > 0).map((side) => white[side] / all[side]);
  return { whiteShare: shares.length > 0 ? Math.min(...shares) : 0, visibleShare: (all.left + all.right) / seen };
}

/**
 * Whether a point shows the wall. `aside` and `below` are in widths from the middle and heights from the top of the
 * face's box.
 */
function isWall(aside: number, below: number): boolean {
  if (below > 0.9) return false;
  const inHead = (aside / 1.05) ** 2 + ((below - 0.3) / 1.1) ** 2 < 1;
  const inHair = Math.abs(aside) < 1.1 && below > 0.5;
  return !inHead && !inHair;
}

/** Tells white pixels of a wall behind a face in this light. */
function whiteBeside({ luma: faceLuma, warmth }: FaceLight): (colour: Colour) => boolean {
  const leastLuma = within(WHITE.lumaToFace * faceLuma, WHITE.lumaRange);
  const mostWarmth = within(WHITE.warmthToFace * warmth, WHITE.warmthRange);
  return ({ luma, red, green, blue }) =>
    luma >= leastLuma &&
    red - blue <= mostWarmth * luma &&
    blue - red <= WHITE.maxCoolness * luma &&
    Math.abs(green - (red + blue) / 2) <= WHITE.maxGreenOrPink * luma;
}

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));

const stepOf = ({ width, height }: { readonly width: number; readonly height: number }): number =>
  Math.max(1, Math.floor(Math.min(width, height) / GRID));

interface Colour {
  readonly luma: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

function eachPixel(
  { width, height, channels, pixels }: Raster,
  step: number,
  see: (x: number, y: number, colour: Colour) => void,
): void {
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const index = (y * width + x) * channels;
      const [red, green, blue] = [pixels[index] as number, pixels[index + 1] as number, pixels[index + 2] as number];
      see(x, y, { luma: 0.299 * red + 0.587 * green + 0.114 * blue, red, green, blue });
    }
  }
}

/** Side of the square to which a face is scaled, so that its sharpness does not depend on the camera. */
export const SHARPNESS_SIDE = 160;

/**
 * Share of fine detail in a grey picture, in thousandths: the variance of the Laplacian divided by the variance of the
 * luma.
 *
 * @param grey one byte per pixel, `side` × `side`.
 */
export function sharpnessOf(grey: ArrayLike<number>, side: number = SHARPNESS_SIDE): number {
  const edges: number[] = [];
  const inner: number[] = [];
  const at = (x: number, y: number) => grey[y * side + x] as number;
  for (let y = 1; y < side - 1; y += 1) {
    for (let x = 1; x < side - 1; x += 1) {
      inner.push(at(x, y));
      edges.push(4 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1));
    }
  }
  return (1000 * variance(edges)) / Math.max(1, variance(inner));
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
