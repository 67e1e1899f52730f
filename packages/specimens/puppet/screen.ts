import type { Random } from '../random.ts';
import { type Canvas, type Spot, sampleInto } from './paint.ts';

/** A screen that shows a film and is filmed by a camera in a hand. Lengths in pixels of the camera's picture. */
export interface Screen {
  /** Share of the picture that it takes: above 1, since its frame is outside. */
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

/** Some screen, with its frame outside the picture. */
export const anyScreen = (random: Random): Screen => ({
  fill: random.between(1.02, 1.15),
  tiltDegrees: random.between(-2.5, 2.5),
  pitch: random.between(2.2, 9),
  depth: random.between(0.02, 0.08),
  skewDegrees: random.between(-3, 3),
  sway: random.between(1, 5),
});

/** A screen's black glows, most of all blue, and its white is dimmer than the wall was. */
const GLOW = [14, 15, 20] as const;
const CONTRAST = 0.9;

/** The film as a camera sees it on the screen. */
export function onScreen(frames: readonly Uint8Array[], { width, height }: Canvas, screen: Screen): Uint8Array[] {
  return frames.map((pixels, at) => {
    const hand = { x: screen.sway * Math.sin(at / 9), y: screen.sway * Math.cos(at / 7) };
    return filmedFrom(hand, { width, height, pixels }, screen);
  });
}

/** One frame. A film has twenty million pixels: none of them makes an object. */
function filmedFrom(hand: Spot, film: Canvas, { fill, tiltDegrees, skewDegrees, pitch, depth }: Screen): Uint8Array {
  const { width, height } = film;
  const seen: Canvas = { width, height, pixels: new Uint8Array(film.pixels.length) };
  const [cos, sin] = turnOf(tiltDegrees);
  const [gridCos, gridSin] = turnOf(skewDegrees);
  const wavesPerPixel = (2 * Math.PI) / pitch;
  const from = { x: 0, y: 0 };
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      // The place on the screen, from its middle.
      const [right, down] = [x - width / 2 - hand.x, y - height / 2 - hand.y];
      const across = right * cos + down * sin;
      const along = down * cos - right * sin;
      from.x = width / 2 + across / fill;
      from.y = height / 2 + along / fill;
      sampleInto(seen, x, y, film, from);
      // Light of the screen's pixels, 1 in their middle.
      const column = 1 + Math.cos(wavesPerPixel * (across * gridCos + along * gridSin));
      const row = 1 + Math.cos(wavesPerPixel * (along * gridCos - across * gridSin));
      const light = CONTRAST * (1 - depth * (column + 0.7 * row));
      for (let channel = 0; channel < 3; channel++) {
        const shown = (GLOW[channel] as number) + light * (seen.pixels[to + channel] as number);
        seen.pixels[to + channel] = Math.min(255, shown);
      }
    }
  }
  return seen.pixels;
}

function turnOf(degrees: number): readonly [cos: number, sin: number] {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}
