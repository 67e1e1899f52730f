import type { Box } from './box.ts';
import type { Picture } from './picture.ts';

/**
 * Cuts a rectangle at any angle out of a picture, straightened, scaled to `width` × `height`. Bilinear, with up to 4 × 4 samples for a pixel
 * when it shrinks; what lies outside the picture repeats its edge.
 */
export function cut(picture: Picture, box: Box, width: number, height: number): Picture {
  const samples = Math.max(1, Math.min(4, Math.round(box.height / height)));
  const pixels = new Uint8Array(3 * width * height);
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const sum = new Float64Array(3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sum.fill(0);
      for (let j = 0; j < samples; j++) {
        const v = ((y + (j + 0.5) / samples) / height - 0.5) * box.height;
        for (let i = 0; i < samples; i++) {
          const u = ((x + (i + 0.5) / samples) / width - 0.5) * box.width;
          addPixel(picture, box.cx + u * cos - v * sin - 0.5, box.cy + u * sin + v * cos - 0.5, sum);
        }
      }
      const offset = 3 * (y * width + x);
      for (let c = 0; c < 3; c++) pixels[offset + c] = Math.round((sum[c] as number) / (samples * samples));
    }
  }
  return { width, height, pixels };
}

/** Adds the colour at a place between four pixels. */
function addPixel({ width, height, pixels }: Picture, x: number, y: number, sum: Float64Array): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  const x0 = within(left, width);
  const x1 = within(left + 1, width);
  const row0 = within(top, height) * width;
  const row1 = within(top + 1, height) * width;
  for (let c = 0; c < 3; c++) {
    const upper = (pixels[3 * (row0 + x0) + c] as number) * (1 - fx) + (pixels[3 * (row0 + x1) + c] as number) * fx;
    const lower = (pixels[3 * (row1 + x0) + c] as number) * (1 - fx) + (pixels[3 * (row1 + x1) + c] as number) * fx;
    sum[c] = (sum[c] as number) + upper * (1 - fy) + lower * fy;
  }
}

const within = (index: number, length: number) => (index < 0 ? 0 : index >= length ? length - 1 : index);
