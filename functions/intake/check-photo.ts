import sharp from 'sharp';
import type { DocumentLimits } from '../../shared/domain/document.ts';
import { type CheckedFile, refuse } from './checked-file.ts';

/** 50 million pixels: above every phone's normal mode, 150 MB when decoded; a bomb is refused by its header. */
const MAX_PIXELS = 50_000_000;
/** High enough that small print stays readable for OCR, about a third of the bytes of 100. */
const JPEG_QUALITY = 92;

/**
 * Decodes a photo whole and writes it again: what is not picture (EXIF with the place it was taken, trailing data, a second file inside)
 * is gone, and it stands upright. Pixel size is read from the header before anything is decoded.
 */
export async function checkPhoto(bytes: Buffer, limits: DocumentLimits): Promise<CheckedFile> {
  const { width, height } = await headerOf(bytes);
  if (width === 0 || height === 0) return refuse('图片无法打开，请重新拍摄后上传。');
  if (width * height > MAX_PIXELS) return refuse('图片尺寸过大，请用手机普通模式重新拍摄后上传。');
  const minPixels = limits.minShortSidePixels ?? 1;
  if (Math.min(width, height) < minPixels) {
    return refuse(`图片太小，短边至少需要 ${minPixels} 像素，请靠近拍摄原件后重新上传。`, { minPixels });
  }
  try {
    const clean = await sharp(bytes, { failOn: 'warning', limitInputPixels: MAX_PIXELS })
      .rotate()
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer();
    return { accepted: true, bytes: clean, contentType: 'image/jpeg', findings: [] };
  } catch {
    return refuse('图片已损坏或不完整，请重新拍摄后上传。');
  }
}

async function headerOf(bytes: Buffer): Promise<{ width: number; height: number }> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return { width, height };
  } catch {
    return { width: 0, height: 0 };
  }
}
