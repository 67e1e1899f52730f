import type { Random } from '../random.ts';
import { type Canvas, sampleInto } from './paint.ts';

/** A screen that shows a film and is filmed by a camera in a hand. Lengths in pixels of the camera's picture. */
export interface Screen {
  /** Share of the picture that it takes; from 1 on its frame is outside. */
  readonly fill: number;
  readonly tiltDegrees: number;
  /** Distance of its pixels, as the sensor sees them: a pattern of this period lies over the film. */
  readonly pitch: number;
  /** How deep that pattern is, as a share of the light. */
  readonly depth: number;
  /** Angle of the pattern to the screen, by the lens. */
  readonly skewDegrees: number;
  /** How far the hand sways. */
  readonly sway: number;
}

/** How deep the pattern of its pixels is in the camera's picture, least and most. */
export const PATTERNS = {
  plain: [0.02, 0.08],
  faint: [0.002, 0.01],
  /** The camera is out of focus, or its own pixels are too coarse. */
  none: [0, 0],
} as const;

/** Some screen, with its frame in view or not. */
export function anyScreen(
  random: Random,
  frame: 'in view' | 'outside',
  pattern: keyof typeof PATTERNS = 'plain',
): Screen {
  const [least, most] = PATTERNS[pattern];
  return {
    fill: frame === 'in view' ? random.between(0.72, 0.92) : random.between(1.02, 1.15),
    tiltDegrees: random.between(-2.5, 2.5),
    pitch: random.between(2.2, 9),
    depth: random.between(least, most),
    skewDegrees: random.between(-3, 3),
    sway: random.between(1, 5),
  };
}

const BEZEL = 14;
const BEZEL_COLOUR = [20, 20, 21] as const;
const ROOM_COLOUR = [106, 98, 88] as const;
/** A screen's black glows, most of all blue, and its white is dimmer than the wall was. */
const GLOW = [14, 15, 20] as const;
const CONTRAST = 0.9;

/** The film as a camera sees it on the screen. */
export function onScreen(frames: readonly Uint8Array[], { width, height }: Canvas, screen: Screen): Uint8Array[] {
  return frames.map((pixels, at) => {
    const seen: Canvas = { width, height, pixels: new Uint8Array(pixels.length) };
    const film = { width, height, pixels };
    const hand = { x: screen.sway * Math.sin(at / 9), y: screen.sway * Math.cos(at / 7) };
    const toScreen = placeOn(screen, seen, hand);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) paintPixel(seen, x, y, film, toScreen(x, y), screen);
    }
    return seen.pixels;
  });
}

/** Position on the screen, from its middle. */
function placeOn({ tiltDegrees }: Screen, { width, height }: Canvas, hand: { readonly x: number; readonly y: number }) {
  const angle = (tiltDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x: number, y: number) => {
    const [right, down] = [x - width / 2 - hand.x, y - height / 2 - hand.y];
    return { x: right * cos + down * sin, y: down * cos - right * sin };
  };
}

function paintPixel(
  seen: Canvas,
  x: number,
  y: number,
  film: Canvas,
  place: { readonly x: number; readonly y: number },
  screen: Screen,
): void {
  const half = { x: (film.width * screen.fill) / 2, y: (film.height * screen.fill) / 2 };
  const beyond = Math.max(Math.abs(place.x) - half.x, Math.abs(place.y) - half.y);
  const to = 3 * (y * seen.width + x);
  if (beyond > 0) {
    seen.pixels.set(beyond > BEZEL ? ROOM_COLOUR : BEZEL_COLOUR, to);
    return;
  }
  const from = { x: film.width / 2 + place.x / screen.fill, y: film.height / 2 + place.y / screen.fill };
  sampleInto(seen, x, y, film, from);
  const light = CONTRAST * gridAt(place, screen);
  for (let channel = 0; channel < 3; channel++)
    seen.pixels[to + channel] = Math.min(255, (GLOW[channel] ?? 0) + light * (seen.pixels[to + channel] ?? 0));
}

/** Light of the screen's pixels at a place, 1 in their middle. */
function gridAt({ x, y }: { readonly x: number; readonly y: number }, { pitch, depth, skewDegrees }: Screen): number {
  const angle = (skewDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const wave = (along: number) => depth * (1 + Math.cos((2 * Math.PI * along) / pitch));
  return 1 - wave(x * cos + y * sin) - 0.7 * wave(y * cos - x * sin);
}
