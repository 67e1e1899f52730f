import { describe, expect, it } from 'vitest';
import { withParagraphsNarrowed } from './paragraph.ts';

const HEIGHT = 20;

/** A line that begins at 100, so many heights wide, with its middle at `y`. */
const line = (y: number, heights: number) => {
  const width = heights * HEIGHT;
  return { cx: 100 + width / 2, cy: y, width, height: HEIGHT, angle: 0 };
};

/** The middles of the lines that are read narrower. */
const narrowed = (boxes: readonly ReturnType<typeof line>[]) =>
  withParagraphsNarrowed(boxes, 0).flatMap(({ cy, widthShare }) => (widthShare === undefined ? [] : [cy]));

describe('withParagraphsNarrowed', () => {
  it('marks three wide lines under each other, not the short last one', () => {
    expect(narrowed([line(0, 18), line(24, 18), line(48, 17), line(72, 5)])).toEqual([0, 24, 48]);
  });

  it('leaves an address of two rows as it is', () => {
    expect(narrowed([line(0, 18), line(24, 14)])).toEqual([]);
  });

  it('leaves the values of a licence as they are, which are further apart than rows', () => {
    expect(narrowed([line(0, 18), line(32, 14), line(64, 16), line(96, 15)])).toEqual([]);
  });

  it('marks no line that begins elsewhere', () => {
    const [first, second, third] = [line(0, 18), line(24, 18), line(48, 18)];
    expect(narrowed([first, { ...second, cx: second.cx + 60 }, third])).toEqual([]);
  });
});
