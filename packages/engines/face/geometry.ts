export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Maps (x, y) to (a·x + b·y + c, d·x + e·y + f). */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** A square rotated by `angle` radians (clockwise in the picture) about its centre. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly angle: number;
}

export const applyAffine = ({ a, b, c, d, e, f }: Affine, x: number, y: number): Point => ({
  x: a * x + b * y + c,
  y: d * x + e * y + f,
});

export const distance = (p: Point, q: Point): number => Math.hypot(p.x - q.x, p.y - q.y);

export const middle = (p: Point, q: Point): Point => ({ x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 });

/** Clockwise angle of the line from `p` to `q` in the picture, in radians. */
export const angleOf = (p: Point, q: Point): number => Math.atan2(q.y - p.y, q.x - p.x);

/** Maps the pixels of a crop of `pixels` × `pixels` to points of the square in the picture. */
export function squareToPicture({ x, y, side, angle }: Square, pixels: number): Affine {
  const cos = (Math.cos(angle) * side) / pixels;
  const sin = (Math.sin(angle) * side) / pixels;
  const half = (pixels - 1) / 2;
  return { a: cos, b: -sin, c: x - (cos - sin) * half, d: sin, e: cos, f: y - (sin + cos) * half };
}

/**
 * The similarity (rotation, scale, shift; least squares) that maps `picture` points onto `template` points, returned as
 * its inverse: template to picture, as a sampler needs it.
 */
export function templateToPicture(template: readonly Point[], picture: readonly Point[]): Affine {
  const t = centroid(template);
  const p = centroid(picture);
  let along = 0;
  let across = 0;
  let spread = 0;
  template.forEach((point, i) => {
    const seen = picture[i] ?? p;
    const [x, y] = [point.x - t.x, point.y - t.y];
    const [u, v] = [seen.x - p.x, seen.y - p.y];
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  });
  const cos = along / spread;
  const sin = across / spread;
  return { a: cos, b: -sin, c: p.x - cos * t.x + sin * t.y, d: sin, e: cos, f: p.y - sin * t.x - cos * t.y };
}

function centroid(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Root mean square distance after mapping `from` onto `to` with the best affine map (6 degrees of freedom). */
export function affineResidual(from: readonly Point[], to: readonly Point[]): number {
  const c = centroid(from);
  const d = centroid(to);
  // Normal equations of both rows, about the centroids: the shift drops out and a 2 × 2 system is left.
  let [xx, xy, yy, ux, uy, vx, vy] = [0, 0, 0, 0, 0, 0, 0];
  const pairs = from.map((point, i) => {
    const target = to[i] ?? d;
    return { x: point.x - c.x, y: point.y - c.y, u: target.x - d.x, v: target.y - d.y };
  });
  for (const { x, y, u, v } of pairs) {
    xx += x * x;
    xy += x * y;
    yy += y * y;
    ux += u * x;
    uy += u * y;
    vx += v * x;
    vy += v * y;
  }
  const determinant = xx * yy - xy * xy;
  const row = (along: number, across: number) => ({
    x: (along * yy - across * xy) / determinant,
    y: (across * xx - along * xy) / determinant,
  });
  const [forU, forV] = [row(ux, uy), row(vx, vy)];
  const squares = pairs.map(
    ({ x, y, u, v }) => (forU.x * x + forU.y * y - u) ** 2 + (forV.x * x + forV.y * y - v) ** 2,
  );
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / pairs.length);
}

/** The same crop, its columns from right to left. */
export function mirrored({ a, b, c, d, e, f }: Affine, pixels: number): Affine {
  return { a: -a, b, c: c + a * (pixels - 1), d: -d, e, f: f + d * (pixels - 1) };
}
