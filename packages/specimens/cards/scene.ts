import sharp from 'sharp';
import type { Random } from '../random.ts';
import { type Drawing, type Raster, rasterize } from './svg.ts';

/** How a picture of a paper was taken. */
export interface Scene {
  /** Pixels of its longest side. */
  readonly longSide: number;
  /** Clockwise rotation of the whole picture in degrees. */
  readonly turn: 0 | 90 | 180 | 270;
  /** Rotation of the paper in degrees. */
  readonly tilt: number;
  /** Maximum displacement of each corner, as a share of the paper: the phone was not held level. */
  readonly perspective: number;
  /** Share of the picture's sides that the paper covers; above 1 it is cut. */
  readonly cover: number;
  /** Pixels. */
  readonly blur: number;
  /** Strength of the darkening from one side to the other, 0 to 1. */
  readonly shade: number;
  /** A reflection that hides print. */
  readonly hasGlare: boolean;
  /** The picture of a black and white copy. */
  readonly isGrey: boolean;
  /** Photographed from a screen, whose dots interfere with the camera's. */
  readonly isScreen: boolean;
  /** A text across the paper, as owners write on copies that they give away. */
  readonly watermark: string | undefined;
  /** Standard deviation of the sensor's noise, in 255ths. */
  readonly noise: number;
  /** JPEG, 1 to 100. */
  readonly quality: number;
}

type Point = readonly [x: number, y: number];

const DESKS = ['#8d6b4b', '#4f545b', '#d9d5cd', '#2c2f36', '#8496a9'] as const;
/** Desk around the paper, before the camera crops it: shares of the picture. */
const WIDE = 4 / 3;

/**
 * A picture of a paper as from a phone: in perspective on a desk, unevenly lit, slightly blurred and noisy.
 *
 * @param random decides what the scene leaves open.
 * @returns JPEG
 */
export async function takePicture(paper: Drawing, scene: Scene, random: Random): Promise<Buffer> {
  const isLandscape = paper.width > paper.height;
  const shortSide = Math.round(scene.longSide / WIDE);
  const [width, height] = isLandscape ? [scene.longSide, shortSide] : [shortSide, scene.longSide];
  const scale = Math.min(width / paper.width, height / paper.height) * scene.cover;
  const corners = cornersOf(paper, { width, height, scale }, scene, random);
  // Larger, so that the warp blurs nothing.
  const raster = rasterize(marked(paper, scene.watermark), 1.4 * scale);
  const pixels = warped(raster, corners, width, height, random.pick(DESKS));
  light(pixels, width, height, scene, random);
  const blurred = await soften(pixels, width, height, scene.blur);
  addNoise(blurred, scene.noise, random);
  const image = sharp(blurred, { raw: { width, height, channels: 3 } }).rotate(scene.turn);
  if (scene.isGrey) image.greyscale();
  return image.jpeg({ quality: scene.quality, mozjpeg: true }).toBuffer();
}

function marked({ width, height, content }: Drawing, watermark: string | undefined): Drawing {
  if (!watermark) return { width, height, content };
  const rows = Array.from({ length: 5 }, (_, row) =>
    [0.05, 0.55].map(
      (left) =>
        `<text x="${(left - 0.05 * row) * width}" y="${(0.12 + 0.22 * row) * height}" font-size="${0.035 * width}" ` +
        `fill="#777" opacity="0.3" transform="rotate(-24 ${width / 2} ${height / 2})">${watermark}</text>`,
    ),
  );
  return { width, height, content: content + rows.flat().join('') };
}

/** The positions of the paper's corners in the picture. */
function cornersOf(
  paper: Drawing,
  frame: { readonly width: number; readonly height: number; readonly scale: number },
  { tilt, perspective }: Scene,
  random: Random,
): readonly Point[] {
  const angle = (tilt * Math.PI) / 180;
  const [halfWidth, halfHeight] = [(paper.width * frame.scale) / 2, (paper.height * frame.scale) / 2];
  const off = (half: number) => random.between(-perspective, perspective) * half;
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([u = 0, v = 0]): Point => {
    const [x, y] = [u * halfWidth + off(halfWidth), v * halfHeight + off(halfHeight)];
    return [
      frame.width / 2 + x * Math.cos(angle) - y * Math.sin(angle),
      frame.height / 2 + x * Math.sin(angle) + y * Math.cos(angle),
    ];
  });
}

/** The raster seen through the four corners, on a desk of one colour; RGB. Bilinear, where the raster is opaque. */
function warped(raster: Raster, corners: readonly Point[], width: number, height: number, desk: string): Buffer {
  const place = homography(corners, raster.width, raster.height);
  const ground = [1, 3, 5].map((at) => Number.parseInt(desk.slice(at, at + 2), 16));
  const out = Buffer.alloc(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = place(x + 0.5, y + 0.5);
      const [left, top] = [Math.floor(u - 0.5), Math.floor(v - 0.5)];
      const [fx, fy] = [u - 0.5 - left, v - 0.5 - top];
      const corner = (dx: number, dy: number) => opaqueAt(raster, left + dx, top + dy);
      const around = [corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1)];
      const weights = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let k = 0; k < 4; k++) {
          const offset = around[k] as number;
          sum += (weights[k] as number) * ((offset < 0 ? ground[c] : raster.pixels[offset + c]) as number);
        }
        out[3 * (y * width + x) + c] = sum;
      }
    }
  }
  return out;
}

/** Index of a pixel of the raster; −1 outside it and where it is transparent. */
function opaqueAt({ width, height, pixels }: Raster, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width || y >= height) return -1;
  const offset = 4 * (y * width + x);
  return (pixels[offset + 3] as number) < 128 ? -1 : offset;
}

/** Maps positions in the picture to positions in a raster with these corners. */
function homography(corners: readonly Point[], width: number, height: number): (x: number, y: number) => Point {
  const targets: readonly Point[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const rows = corners.flatMap(([x, y], index) => {
    const [u, v] = targets[index] as Point;
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solve(rows);
  return (x, y) => {
    const depth = g * x + h * y + 1;
    return [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
  };
}

/** Gaussian elimination with pivots; the last number of a row is its right side. */
function solve(rows: number[][]): number[] {
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      row.forEach((value, index) => {
        row[index] = value - factor * (pivot[index] ?? 0);
      });
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}

/** Adds shade from one side, a reflection, and a screen's moiré to the pixels in place. */
function light(pixels: Buffer, width: number, height: number, scene: Scene, random: Random): void {
  const direction = random.between(0, 2 * Math.PI);
  const glare = { x: random.between(0.25, 0.6) * width, y: random.between(0.3, 0.6) * height, radius: 0.13 * width };
  const warmth = [random.between(0.95, 1.03), 1, random.between(0.92, 1.03)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const side = ((x / width - 0.5) * Math.cos(direction) + (y / height - 0.5) * Math.sin(direction)) / 0.7;
      const shade = 1 - scene.shade * (0.5 + 0.5 * side);
      const distance = Math.hypot((x - glare.x) / 1.4, y - glare.y) / glare.radius;
      const reflected = scene.hasGlare ? 420 * Math.exp(-distance * distance) : 0;
      for (let c = 0; c < 3; c++) {
        const offset = 3 * (y * width + x) + c;
        const dots = scene.isScreen ? screenDots(x, y, c) : 1;
        pixels[offset] = clamped((pixels[offset] as number) * (warmth[c] as number) * shade * dots + reflected);
      }
    }
  }
}

/** Moiré of a screen and the camera: waves of six pixels, rotated by two degrees, with a shift between the colours. */
function screenDots(x: number, y: number, channel: number): number {
  const across = (x + 0.035 * y) / 6 - channel / 8;
  const down = (y - 0.035 * x) / 6;
  return 0.88 + 0.08 * Math.cos(2 * Math.PI * across) + 0.04 * Math.cos(2 * Math.PI * down);
}

const soften = (pixels: Buffer, width: number, height: number, blur: number): Promise<Buffer> | Buffer =>
  blur < 0.3
    ? pixels
    : sharp(pixels, { raw: { width, height, channels: 3 } })
        .blur(blur)
        .raw()
        .toBuffer();

function addNoise(pixels: Buffer, deviation: number, random: Random): void {
  if (deviation === 0) return;
  for (let index = 0; index < pixels.length; index++) {
    // Three uniform numbers approximate a normal one; the standard deviation of their sum is a half.
    const noise = random.next() + random.next() + random.next() - 1.5;
    pixels[index] = clamped((pixels[index] as number) + 2 * deviation * noise);
  }
}

const clamped = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
