import sharp from 'sharp';
import { UnusableMedia } from './facts.ts';
import { DECODE } from './thresholds.ts';

/** A decoded picture: RGB, three bytes per pixel, row by row from the top left. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A still as the engine analyses it, with its original size. */
export interface Still {
  readonly picture: Picture;
  /** Size of the original, upright, in pixels. */
  readonly original: { readonly width: number; readonly height: number };
}

/**
 * Decodes a JPEG, PNG, WebP … upright (EXIF) and on white, with the longest side at most 1280 pixels.
 *
 * @throws UnusableMedia `too-large` or `unreadable`.
 */
export async function decodeStill(file: Uint8Array): Promise<Still> {
  if (file.length > DECODE.photoMaxBytes) throw new UnusableMedia('too-large');
  try {
    const source = sharp(file, { limitInputPixels: DECODE.photoMaxPixels, failOn: 'error' });
    const { autoOrient } = await source.metadata();
    const { data, info } = await source
      .rotate()
      .resize({ width: DECODE.photoMaxSide, height: DECODE.photoMaxSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { picture: { width: info.width, height: info.height, pixels: data }, original: autoOrient };
  } catch (error) {
    throw new UnusableMedia('unreadable', { cause: error });
  }
}

/** @returns JPEG */
export function encodeJpeg({ width, height, pixels }: Picture): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Brightness, 0 to 255, of the pixel whose red byte is at `offset` (ITU-R BT.601). */
export function luma(pixels: Uint8Array | Float32Array, offset: number): number {
  return (
    0.299 * (pixels[offset] as number) + 0.587 * (pixels[offset + 1] as number) + 0.114 * (pixels[offset + 2] as number)
  );
}

/** The luma of RGB pixels, one number each. */
export function greyOf(pixels: Float32Array): Float32Array {
  const grey = new Float32Array(pixels.length / 3);
  for (let i = 0; i < grey.length; i++) grey[i] = luma(pixels, 3 * i);
  return grey;
}
