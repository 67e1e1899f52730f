import sharp from 'sharp';
import type { ScaledCopy } from '../../shared/domain/media/ink.ts';

/** A pen's stroke on a sheet of A4 still has two pixels. */
const COPY_PIXELS = 1600;

/** The size of a picture, and a copy of it to measure ink and colour. @param bytes a JPEG written by intake. */
export async function smallCopy(bytes: Buffer) {
  const { width, height } = await sharp(bytes).metadata();
  const { data, info } = await sharp(bytes)
    .resize({ width: COPY_PIXELS, height: COPY_PIXELS, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raster = { width: info.width, height: info.height, channels: 3 as const, pixels: data };
  const copy: ScaledCopy = { raster, scale: info.width / width };
  return { width, height, copy };
}
