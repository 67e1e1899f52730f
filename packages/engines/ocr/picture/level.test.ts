import { describe, expect, it } from 'vitest';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import { level } from './level.ts';
import type { TextLine } from './page.ts';

/** A line of a page whose text falls by `slope` more per 1000 pixels down: a paper seen from the side. */
function slantingLine(left: number, y: number, slope: (y: number) => number): TextLine {
  const line = drawnLine({ text: '统一社会信用代码', left, y });
  const middle = (line.left + line.right) / 2;
  return { ...line, y: y + slope(y) * middle, slope: slope(y) };
}

const perspective = (y: number) => 0.02 + (y / 1000) * 0.05;
const rows = [100, 300, 500, 700];
const page = rows.flatMap((y) => [slantingLine(-600, y, perspective), slantingLine(400, y, perspective)]);

describe('level', () => {
  it('gives both ends of a row one height despite perspective', () => {
    const apart = rows.map((_, row) => Math.abs((page[2 * row]?.y ?? 0) - (page[2 * row + 1]?.y ?? 0)));

    const levelled = level(page);

    const left = rows.map((_, row) => Math.abs((levelled[2 * row]?.y ?? 0) - (levelled[2 * row + 1]?.y ?? 0)));
    expect(Math.min(...apart)).toBeGreaterThan(20);
    expect(Math.max(...left)).toBeLessThan(8);
  });

  it('ignores one line with a wrong slope', () => {
    const odd = { ...slantingLine(0, 400, perspective), slope: -0.3 };

    const [first, second] = level([...page, odd]);

    expect(Math.abs((first?.y ?? 0) - (second?.y ?? 0))).toBeLessThan(8);
  });

  it('leaves a page of few lines unchanged', () => {
    const lines = page.slice(0, 3);

    const levelled = level(lines);

    expect(levelled).toEqual(lines);
  });
});
