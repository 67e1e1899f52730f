import sharp, { type Metadata } from 'sharp';
import type { DocumentLimits } from '../../shared/domain/media/document.ts';
import { type CheckedFile, refuse } from './checked-file.ts';

// An instance handles one file at a time with fixed memory: each thread of libvips would hold a strip of the picture,
// and its cache the last pictures.
sharp.concurrency(1);
sharp.cache(false);

/** 50 million pixels: more than any phone's normal mode. A decompression bomb is refused by its header. */
const MAX_PIXELS = 50_000_000;
/**
 * Most pictures are decoded strip by strip. Others are held in memory as a whole, so fewer pixels fit: 12.5 million of
 * a progressive JPEG, 25 million of a PNG that has to be rotated. The whole function then takes 215 MB at most.
 */
const MAX_HELD_BYTES = 75_000_000;
/**
 * Small print stays readable, and a photo stays below the 3 MB of base64 (2.2 MB of bytes) that FaceID accepts; at its
 * original size it could exceed that after re-encoding.
 */
const MAX_LONG_SIDE_PIXELS = 2560;
/** High enough that small print stays readable for OCR, about a third of the bytes of 100. */
const JPEG_QUALITY = 92;

/**
 * Decodes a photo completely and encodes it again, upright. That removes everything that is not picture: EXIF with the
 * place, trailing data, a second file inside. Its size is read from the header before anything is decoded.
 */
export async function checkPhoto(bytes: Buffer, limits: DocumentLimits): Promise<CheckedFile> {
  const header = await headerOf(bytes);
  if (!header) return refuse('图片无法打开，请重新拍摄后上传。');
  const { width, height } = header;
  if (width * height > MAX_PIXELS || heldBytes(header) > MAX_HELD_BYTES)
    return refuse('图片尺寸过大，请用手机普通模式重新拍摄后上传。');
  const minPixels = limits.minShortSidePixels ?? 1;
  if (Math.min(width, height) < minPixels) {
    return refuse(`图片太小，短边至少需要 ${minPixels} 像素，请靠近拍摄原件后重新上传。`, { minPixels });
  }
  try {
    const clean = await sharp(bytes, { failOn: 'warning', limitInputPixels: MAX_PIXELS })
      .rotate()
      .resize({
        width: MAX_LONG_SIDE_PIXELS,
        height: MAX_LONG_SIDE_PIXELS,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer();
    return { accepted: true, bytes: clean, contentType: 'image/jpeg', findings: [] };
  } catch {
    return refuse('图片已损坏或不完整，请重新拍摄后上传。');
  }
}

async function headerOf(bytes: Buffer): Promise<Metadata | undefined> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return undefined;
  }
}

/** Bytes that must be in memory before the first line can be written: coefficients of 2 bytes, or pixels. */
function heldBytes({ format, width, height, channels, depth, isProgressive, orientation = 1 }: Metadata): number {
  const isPng = format === 'png';
  // A rotated JPEG is scaled down while it is decoded, before it is rotated.
  if (!isProgressive && !(isPng && orientation > 1)) return 0;
  return width * height * channels * (isPng && depth === 'uchar' ? 1 : 2);
}
