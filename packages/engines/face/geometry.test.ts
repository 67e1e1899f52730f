import { describe, expect, it } from 'vitest';
import { affineResidual, applyAffine, mirrored, squareToPicture, templateToPicture } from './geometry.ts';

const corners = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 0, y: 10 },
  { x: 10, y: 10 },
];

describe('squareToPicture', () => {
  it('maps the middle of a crop to the middle of the square', () => {
    const map = squareToPicture({ x: 50, y: 80, side: 20, angle: 0.3 }, 5);

    const { x, y } = applyAffine(map, 2, 2);

    expect(x).toBeCloseTo(50);
    expect(y).toBeCloseTo(80);
  });

  it('follows the rotation of the square clockwise', () => {
    const map = squareToPicture({ x: 0, y: 0, side: 3, angle: Math.PI / 2 }, 3);

    const { x, y } = applyAffine(map, 2, 1);

    expect(x).toBeCloseTo(0);
    expect(y).toBeCloseTo(1);
  });

  it('is mirrored from right to left', () => {
    const map = mirrored(squareToPicture({ x: 10, y: 10, side: 3, angle: 0 }, 3), 3);

    expect(applyAffine(map, 0, 1)).toEqual({ x: 11, y: 10 });
  });
});

describe('templateToPicture', () => {
  it('finds rotation, scale and shift between two sets of points', () => {
    const seen = corners.map(({ x, y }) => ({ x: 100 - 2 * y, y: 50 + 2 * x }));

    const map = templateToPicture(corners, seen);

    const { x, y } = applyAffine(map, 10, 0);
    expect(x).toBeCloseTo(100);
    expect(y).toBeCloseTo(70);
  });
});

describe('affineResidual', () => {
  it('is zero for a flat picture that was moved, stretched and skewed', () => {
    const moved = corners.map(({ x, y }) => ({ x: 3 + 1.5 * x + 0.4 * y, y: -2 + 0.1 * x + 0.8 * y }));

    expect(affineResidual(corners, moved)).toBeCloseTo(0);
  });

  it('is the remainder when one corner moves by itself', () => {
    const moved = corners.map(({ x, y }, i) => ({ x: i === 3 ? x + 4 : x, y }));

    expect(affineResidual(corners, moved)).toBeCloseTo(1);
  });
});
