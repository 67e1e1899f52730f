import { describe, expect, it } from 'vitest';
import type { Picture } from './picture.ts';
import { screenShare } from './screen-dots.ts';

/** A grey picture of 640 × 480 with its own brightness at each position. */
function drawn(brightness: (x: number, y: number) => number): Picture {
  const [width, height] = [640, 480];
  const pixels = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels.fill(brightness(x, y), 3 * (y * width + x), 3 * (y * width + x) + 3);
  return { width, height, pixels };
}

describe('screenShare', () => {
  it('is 1 for a picture with one wave over it', () => {
    const share = screenShare(drawn((x, y) => 200 + 10 * Math.cos((2 * Math.PI * (x + 0.04 * y)) / 6)));

    expect(share).toBe(1);
  });

  it('is 0 for an even picture', () => {
    const share = screenShare(drawn((x) => 180 + x / 20));

    expect(share).toBe(0);
  });

  it('is small for a picture with different waves in different positions', () => {
    const waveAt = (x: number, y: number) => 4 + ((Math.floor(x / 100) * 3 + Math.floor(y / 90) * 5) % 8);

    const share = screenShare(drawn((x, y) => 200 + 20 * Math.cos((2 * Math.PI * x) / waveAt(x, y))));

    expect(share).toBeLessThan(0.5);
  });

  it('does not mistake the blocks of JPEG for a screen', () => {
    const share = screenShare(drawn((x, y) => (x % 8 === 0 || y % 8 === 0 ? 190 : 200)));

    expect(share).toBe(0);
  });

  it('is 0 for a picture that is too small', () => {
    const share = screenShare({ width: 100, height: 60, pixels: new Uint8Array(3 * 100 * 60) });

    expect(share).toBe(0);
  });
});
