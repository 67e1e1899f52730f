import { type DocumentKind, isHeic, limitsOf } from '../../shared/domain/media/document.ts';
import type { ChosenFile } from './documents.ts';

/**
 * The longest side of a photo that is sent, in pixels: that of the copy which intake keeps, so a smaller one loses
 * nothing that would be kept. With the drawn licence and card, photographed with 48 megapixels, every value was read as
 * surely from it as from the whole picture (docs/ocr.md).
 */
export const LONGEST_SIDE = 2560;

/** Tried one after the other until the file is within the limit. At 0.7 the same values were read. */
export const QUALITIES = [0.9, 0.8, 0.7] as const;

/** A smaller file is sent as it is: encoding it again would only take quality. */
const WORTH_SHRINKING_BYTES = 2 * 1024 * 1024;

/** Whether a photo is made smaller before it is sent. One in the format of newer phones is, where it can be opened. */
export function isShrunk(kind: DocumentKind, { type, size }: ChosenFile): boolean {
  const isPhoto = limitsOf(kind).contentTypes[0]?.startsWith('image/') ?? false;
  return isPhoto && (isHeic(type) || (type.startsWith('image/') && size > WORTH_SHRINKING_BYTES));
}

/** Width and height in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The size of a photo when it is sent: never larger than it is, and in the same proportions. */
export function sizeToSend({ width, height }: PictureSize): PictureSize {
  const share = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}

/**
 * Encodes a photo with the best quality that is within the limit of its kind.
 *
 * @param encode with a JPEG quality from 0 to 1.
 * @returns the last attempt when none is: the objection to its size is shown then.
 */
export async function encodedWithin<File extends ChosenFile>(
  kind: DocumentKind,
  encode: (quality: number) => Promise<File>,
): Promise<File> {
  const { maxBytes } = limitsOf(kind);
  const [best, ...others] = QUALITIES;
  let file = await encode(best);
  for (const quality of others) {
    if (file.size <= maxBytes) break;
    file = await encode(quality);
  }
  return file;
}
