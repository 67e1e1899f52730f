/** A rotated rectangle. `angle` (radians, clockwise as y points down) is that of `width`, the reading direction. */
export interface Box {
  readonly cx: number;
  readonly cy: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
  /** Share of the usual width with which its text is read; 1 if absent. */
  readonly widthShare?: number;
}

export type Point = readonly [x: number, y: number];

/** Corners in the order top left, top right, bottom right, bottom left, relative to the reading direction. */
export function cornersOf({ cx, cy, width, height, angle }: Box): readonly [Point, Point, Point, Point] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const at = (u: number, v: number): Point => [
    cx + (u * width * cos - v * height * sin) / 2,
    cy + (u * width * sin + v * height * cos) / 2,
  ];
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
}

/** The smallest rectangle around points; one side lies on a side of their hull. Undefined for points on a line. */
export function smallestBox(points: readonly Point[]): Box | undefined {
  const hull = convexHull(points);
  if (hull.length < 3) return undefined;
  let best: Box | undefined;
  hull.forEach(([ax, ay], index) => {
    const [bx, by] = hull[(index + 1) % hull.length] as Point;
    const box = boxAround(hull, Math.atan2(by - ay, bx - ax));
    if (!best || box.width * box.height < best.width * best.height) best = box;
  });
  return best;
}

/** The rectangle around points whose width lies along `angle`. */
function boxAround(points: readonly Point[], angle: number): Box {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const along = x * cos + y * sin;
    const across = y * cos - x * sin;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const [along, across] = [(left + right) / 2, (top + bottom) / 2];
  return {
    cx: along * cos - across * sin,
    cy: along * sin + across * cos,
    width: right - left,
    height: bottom - top,
    angle,
  };
}

/** Andrew's monotone chain. */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  return [...halfHull(sorted), ...halfHull(sorted.reverse())];
}

function halfHull(sorted: readonly Point[]): Point[] {
  const chain: Point[] = [];
  for (const point of sorted) {
    while (chain.length >= 2 && !turnsLeft(chain.at(-2) as Point, chain.at(-1) as Point, point)) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

const turnsLeft = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0;
