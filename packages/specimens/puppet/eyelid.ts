import type { Canvas, Spot } from './paint.ts';

/** Pixels of the lid above the upper lashes, and of the skin copied from below the lower ones. */
const ABOVE = 3;

/**
 * Closes an eye: draws skin down over it, with a dark line of lashes at the edge. The skin is copied from below the
 * eye, because above it are brow and shadow. Landmark models don't recognize an eye as closed when only the lids move
 * together.
 *
 * @param closed 0 to 1
 */
export function paintLid(canvas: Canvas, upper: readonly Spot[], lower: readonly Spot[], closed: number): void {
  const source = Uint8Array.from(canvas.pixels);
  const ends = [upper[0], upper.at(-1), lower[0], lower.at(-1)].flatMap((spot) => (spot ? [spot.x] : []));
  const from = Math.max(0, Math.floor(Math.min(...ends)) - 2);
  const to = Math.min(canvas.width - 1, Math.ceil(Math.max(...ends)) + 2);
  for (let x = from; x <= to; x++) {
    const top = heightAt(upper, x);
    const bottom = heightAt(lower, x) + 1.5;
    if (bottom - top < 1) continue;
    const taper = Math.min(1, (x - from) / 4, (to - x) / 4);
    paintColumn(canvas, source, x, { top, bottom, edge: top + (bottom - top) * closed * taper });
    if (closed > 0.5) paintLashes(canvas, x, top + (bottom - top) * closed * taper);
  }
}

interface Column {
  readonly top: number;
  readonly bottom: number;
  readonly edge: number;
}

function paintColumn({ width, height, pixels }: Canvas, source: Uint8Array, x: number, column: Column): void {
  const { top, bottom, edge } = column;
  const gap = bottom - top;
  for (let y = Math.max(0, Math.floor(top - ABOVE)); y <= Math.min(height - 1, edge); y++) {
    const down = (y - (top - ABOVE)) / (edge - top + ABOVE);
    const skin = Math.min(height - 1, Math.round(bottom + gap * 0.35 + 3 + (1 - down) * gap * 0.5));
    const shade = 0.97 - 0.1 * (1 - down);
    for (let channel = 0; channel < 3; channel++) {
      pixels[(y * width + x) * 3 + channel] = (source[(skin * width + x) * 3 + channel] as number) * shade;
    }
  }
}

function paintLashes({ width, height, pixels }: Canvas, x: number, edge: number): void {
  const middle = Math.round(edge);
  for (let y = Math.max(0, middle - 1); y <= Math.min(height - 1, middle + 1); y++) {
    const offset = (y * width + x) * 3;
    const shade = y === middle ? 0.42 : 0.68;
    for (let i = offset; i < offset + 3; i++) pixels[i] = (pixels[i] as number) * shade;
  }
}

/** Height of a line, given by points from left to right, at `x`. */
function heightAt(line: readonly Spot[], x: number): number {
  const next = line.findIndex((spot) => spot.x >= x);
  const right = line[next < 0 ? line.length - 1 : next];
  const left = line[next < 0 ? line.length - 1 : Math.max(0, next - 1)];
  if (!left || !right) return Number.NaN;
  if (right.x === left.x) return right.y;
  return left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x);
}
