import { describe, expect, it } from 'vitest';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import type { Picture } from './picture.ts';
import { withoutFaint } from './watermark.ts';

const [WIDTH, HEIGHT] = [400, 300] as const;

/** Strokes with their own brightness in each row of 100 pixels, on white. */
function drawn(inks: readonly number[]): Picture {
  const pixels = new Uint8Array(3 * WIDTH * HEIGHT).fill(255);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      if (x % 8 < 3) pixels.fill(inks[Math.floor(y / 100)] as number, 3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3);
  return { width: WIDTH, height: HEIGHT, pixels };
}

const LINES = [50, 150, 250].map((y) => drawnLine({ text: '广东省深圳市', left: 20, y, height: 60 }));

describe('withoutFaint', () => {
  it('drops lines that are much fainter than the rest', () => {
    const kept = withoutFaint(drawn([40, 220, 30]), LINES);

    expect(kept.map(({ y }) => y)).toEqual([50, 250]);
  });

  it('keeps labels that are printed paler than values', () => {
    const kept = withoutFaint(drawn([40, 130, 30]), LINES);

    expect(kept).toHaveLength(3);
  });
});
