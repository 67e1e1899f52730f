import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, cornersOf, type Point, smallestBox } from './box.ts';

const degrees = (angle: number) => (angle * Math.PI) / 180;

describe('smallestBox', () => {
  it('lies along the longer side of a tilted rectangle', () => {
    const tilted: Box = { cx: 200, cy: 100, width: 120, height: 20, angle: degrees(10) };

    const box = smallestBox(cornersOf(tilted));

    expect([box?.cx, box?.cy]).toEqual([expect.closeTo(200, 6), expect.closeTo(100, 6)]);
    expect([box?.width, box?.height].sort()).toEqual([expect.closeTo(120, 6), expect.closeTo(20, 6)]);
  });

  it('is smaller than the upright box of a slanted stroke', () => {
    const stroke: Point[] = [
      [0, 0],
      [2, 0],
      [100, 100],
      [98, 100],
      [50, 50],
    ];

    const box = smallestBox(stroke);

    expect((box?.width ?? 0) * (box?.height ?? 0)).toBeLessThan(400);
  });

  it('contains all points, whatever they are', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }));

    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 30 }), (points) => {
        const box = smallestBox(points);
        if (!box) return;
        const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
        for (const [x, y] of points) {
          const [dx, dy] = [x - box.cx, y - box.cy];
          expect(Math.abs(dx * cos + dy * sin)).toBeLessThanOrEqual(box.width / 2 + 1e-6);
          expect(Math.abs(dy * cos - dx * sin)).toBeLessThanOrEqual(box.height / 2 + 1e-6);
        }
      }),
    );
  });

  it('is undefined for points on a line', () => {
    const box = smallestBox([
      [0, 0],
      [5, 5],
      [9, 9],
    ]);

    expect(box).toBeUndefined();
  });
});
