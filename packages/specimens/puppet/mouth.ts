import { type Canvas, type Colour, fillPolygon, type Spot } from './paint.ts';

const THROAT: Colour = [62, 22, 24];
const TEETH: Colour = [205, 196, 186];
const TONGUE: Colour = [150, 70, 72];

/**
 * Fills the open mouth: dark, with upper teeth and a tongue, because landmark models don't recognize an empty hole as a
 * mouth.
 *
 * @param drop pixels by which the jaw has moved down.
 * @param teethHeight pixels, at most.
 */
export function paintMouth(
  canvas: Canvas,
  upper: readonly Spot[],
  lower: readonly Spot[],
  drop: number,
  teethHeight: number,
): void {
  fillPolygon(canvas, [...upper, ...lower.toReversed()], THROAT);
  const gum = upper.slice(1, -1);
  fillPolygon(canvas, band(gum, Math.min(drop * 0.28, teethHeight)), TEETH);
  fillPolygon(canvas, band(lower.slice(2, -2), -drop * 0.3), TONGUE);
}

/** The outline of the area between a line and the same line `height` lower. */
const band = (line: readonly Spot[], height: number): Spot[] => [
  ...line,
  ...line.toReversed().map(({ x, y }) => ({ x, y: y + height })),
];
