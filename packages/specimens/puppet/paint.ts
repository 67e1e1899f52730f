import sharp from 'sharp';

/** RGB pixels that can be painted on. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** @returns JPEG */
export function encodeJpeg({ width, height, pixels }: Canvas): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export type Triangle = readonly [Spot, Spot, Spot];
export type Colour = readonly [number, number, number];

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** Paints the part of `texture` inside triangle `from` into triangle `to`. */
export function paintTriangle(canvas: Canvas, to: Triangle, texture: Canvas, from: Triangle): void {
  const [p, q, r] = to;
  const area = (q.y - r.y) * (p.x - r.x) + (r.x - q.x) * (p.y - r.y);
  if (Math.abs(area) < 1e-6) return;
  const left = Math.max(0, Math.floor(Math.min(p.x, q.x, r.x)));
  const right = Math.min(canvas.width - 1, Math.ceil(Math.max(p.x, q.x, r.x)));
  const top = Math.max(0, Math.floor(Math.min(p.y, q.y, r.y)));
  const bottom = Math.min(canvas.height - 1, Math.ceil(Math.max(p.y, q.y, r.y)));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const ofP = ((q.y - r.y) * (x - r.x) + (r.x - q.x) * (y - r.y)) / area;
      const ofQ = ((r.y - p.y) * (x - r.x) + (p.x - r.x) * (y - r.y)) / area;
      const ofR = 1 - ofP - ofQ;
      // The slack closes hairlines between neighbours.
      if (Math.min(ofP, ofQ, ofR) < -0.001) continue;
      sampleInto(canvas, x, y, texture, {
        x: ofP * from[0].x + ofQ * from[1].x + ofR * from[2].x,
        y: ofP * from[0].y + ofQ * from[1].y + ofR * from[2].y,
      });
    }
  }
}

/** Paints one pixel with the interpolated colour of a position in the texture. */
export function sampleInto(canvas: Canvas, x: number, y: number, { width, height, pixels }: Canvas, from: Spot): void {
  const left = clamp(Math.floor(from.x), 0, width - 2);
  const top = clamp(Math.floor(from.y), 0, height - 2);
  const [fx, fy] = [clamp(from.x - left, 0, 1), clamp(from.y - top, 0, 1)];
  const s = (top * width + left) * 3;
  const below = s + width * 3;
  const to = (y * canvas.width + x) * 3;
  for (let channel = 0; channel < 3; channel++) {
    const upper = mix(pixels[s + channel] as number, pixels[s + 3 + channel] as number, fx);
    const lower = mix(pixels[below + channel] as number, pixels[below + 3 + channel] as number, fx);
    canvas.pixels[to + channel] = mix(upper, lower, fy);
  }
}

const mix = (first: number, second: number, share: number): number => first + (second - first) * share;

/** Fills a polygon (even-odd rule) with one colour. */
export function fillPolygon(canvas: Canvas, outline: readonly Spot[], colour: Colour): void {
  const heights = outline.map(({ y }) => y);
  const top = Math.max(0, Math.ceil(Math.min(...heights)));
  const bottom = Math.min(canvas.height - 1, Math.floor(Math.max(...heights)));
  for (let y = top; y <= bottom; y++) {
    const crossings = crossingsAt(outline, y);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const from = Math.max(0, Math.ceil(crossings[pair] as number));
      const to = Math.min(canvas.width - 1, Math.floor(crossings[pair + 1] as number));
      for (let x = from; x <= to; x++) canvas.pixels.set(colour, (y * canvas.width + x) * 3);
    }
  }
}

function crossingsAt(outline: readonly Spot[], y: number): number[] {
  return outline
    .flatMap((p, i) => {
      const q = outline[(i + 1) % outline.length] ?? p;
      return p.y <= y !== q.y <= y ? [p.x + ((y - p.y) / (q.y - p.y)) * (q.x - p.x)] : [];
    })
    .sort((a, b) => a - b);
}
