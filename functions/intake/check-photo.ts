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
 * A progressive JPEG has about ten scans, each of which goes over the whole picture. Three thousand fit into 140 KB and
 * take 13 seconds, which the decoder does not let us stop.
 */
const MAX_SCANS = 100;
const SCAN = Buffer.from('ffda', 'hex');
/** A photo of 50 megapixels takes 1.5 s. */
const DECODING_SECONDS = 5;
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
  if (header.isProgressive && scansIn(bytes) > MAX_SCANS) return refuse(TOO_COSTLY);
  const minPixels = limits.minShortSidePixels ?? 1;
  if (Math.min(width, height) < minPixels) {
    const message = `图片太小（${width}×${height} 像素），短边至少需要 ${minPixels} 像素，请用原图或靠近拍摄原件后重新上传。`;
    return refuse(message, { width, height, minPixels });
  }
  try {
    const clean = await sharp(bytes, { failOn: 'warning', limitInputPixels: MAX_PIXELS })
      .timeout({ seconds: DECODING_SECONDS })
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
  } catch (error) {
    return refuse(isTimeout(error) ? TOO_COSTLY : '图片已损坏或不完整，请重新拍摄后上传。');
  }
}

const TOO_COSTLY = '图片文件结构异常，无法在限定时间内处理，请用手机相机重新拍摄后上传。';
const isTimeout = (error: unknown): boolean => error instanceof Error && error.message.startsWith('timeout:');

/** Markers that begin a scan. Between them stands data in which `ff` is never followed by `da`. */
function scansIn(jpeg: Buffer): number {
  let scans = 0;
  for (let index = jpeg.indexOf(SCAN); index >= 0; index = jpeg.indexOf(SCAN, index + SCAN.length)) scans += 1;
  return scans;
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
  // WebP is decoded as a whole.
  if (format === 'webp') return width * height * channels;
  const isPng = format === 'png';
  // A rotated JPEG is scaled down while it is decoded, before it is rotated.
  if (!isProgressive && !(isPng && orientation > 1)) return 0;
  return width * height * channels * (isPng && depth === 'uchar' ? 1 : 2);
}
