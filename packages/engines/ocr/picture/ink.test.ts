import { describe, expect, it } from 'vitest';
import { inkOf } from './ink.ts';

type Colour = readonly [number, number, number];

/** A picture of 200 × 100 pixels. */
function painted(colourAt: (x: number, y: number) => Colour) {
  const [width, height] = [200, 100];
  const pixels = Uint8Array.from(
    Array.from({ length: width * height }, (_, index) => colourAt(index % width, Math.floor(index / width))).flat(),
  );
  return { width, height, pixels };
}

const isStroke = (x: number, y: number) => x % 20 < 3 && y > 40 && y < 60;
const at = ({ pixels, width }: { pixels: Uint8Array; width: number }, x: number, y: number) =>
  pixels[3 * (y * width + x)];

describe('inkOf', () => {
  it('keeps dark print and removes red seals', () => {
    const red: Colour = [215, 60, 60];

    const ink = inkOf(painted((x, y) => (isStroke(x, y) ? [30, 30, 30] : y > 70 ? red : [250, 248, 236])));

    expect([at(ink, 21, 50), at(ink, 30, 50), at(ink, 30, 85)]).toEqual([expect.toSatisfy(isDark), 255, 255]);
  });

  it('removes a shadow', () => {
    const ink = inkOf(painted((x, y) => (isStroke(x, y) ? [20, 20, 20] : [80 + x / 2, 80 + x / 2, 80 + x / 2])));

    expect([at(ink, 10, 20), at(ink, 190, 20), at(ink, 21, 50), at(ink, 181, 50)]).toEqual([
      255,
      255,
      expect.toSatisfy(isDark),
      expect.toSatisfy(isDark),
    ]);
  });
});

const isDark = (value: number) => value < 60;
