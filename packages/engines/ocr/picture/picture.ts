import sharp from 'sharp';
import { UnusablePicture } from '../reading.ts';

// A worker handles one picture at a time: libvips need not keep the last ones, nor a strip for each core.
sharp.cache(false);
sharp.concurrency(1);

/** A decoded picture: RGB, three bytes per pixel, row by row from the top left. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A file as the engine analyses it, with its original size. */
export interface Photo {
  readonly picture: Picture;
  /** Upright size of the file in pixels. */
  readonly width: number;
  readonly height: number;
}

/** 50 million pixels are above every phone's normal mode and 150 MB when decoded. */
const MAX_PIXELS = 50_000_000;
/** Larger pictures give no better reading. */
const MAX_SIDE = 3000;

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Decodes a JPEG or PNG upright (EXIF) and on white. Format and size are checked before decoding: other decoders,
 * especially SVG's, never get the file.
 *
 * @throws UnusablePicture
 */
export async function decodePhoto(file: Uint8Array): Promise<Photo> {
  if (file.length === 0) throw new UnusablePicture('empty');
  if (!startsWith(file, JPEG) && !startsWith(file, PNG)) throw new UnusablePicture('format');
  const source = () => sharp(file, { failOn: 'error', limitInputPixels: MAX_PIXELS });
  const { autoOrient } = await damagedOr(sharp(file, { limitInputPixels: false }).metadata());
  if (autoOrient.width * autoOrient.height > MAX_PIXELS) throw new UnusablePicture('too-many-pixels');
  const { data, info } = await damagedOr(
    source()
      .rotate()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  return {
    picture: { width: info.width, height: info.height, pixels: data },
    width: autoOrient.width,
    height: autoOrient.height,
  };
}

/** @returns JPEG */
export const encodeJpeg = ({ width, height, pixels }: Picture): Promise<Buffer> =>
  sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();

/** The same picture in another size, stretched if the proportions differ. */
export async function resized({ width, height, pixels }: Picture, toWidth: number, toHeight: number): Promise<Picture> {
  const kernel = toWidth < width ? 'linear' : 'cubic';
  const scaled = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(toWidth, toHeight, { fit: 'fill', kernel })
    .raw()
    .toBuffer();
  return { width: toWidth, height: toHeight, pixels: scaled };
}

const startsWith = (file: Uint8Array, signature: Buffer) => signature.equals(file.subarray(0, signature.length));

async function damagedOr<T>(decoding: Promise<T>): Promise<T> {
  try {
    return await decoding;
  } catch (error) {
    throw new UnusablePicture('damaged', { cause: error });
  }
}
