import { encodedWithin, isShrunk, sizeToSend } from '../../client/documents/photo-size.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';

const JPEG = 'image/jpeg';

/**
 * A photo as it is sent: turned as its EXIF says, and smaller if it is large. One that this browser can't open is sent
 * as it is: the service says what is wrong with it.
 */
export async function shrinkPhoto(kind: DocumentKind, file: File): Promise<File> {
  if (!isShrunk(kind, file)) return file;
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!picture) return file;
  try {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, sizeToSend(picture));
    const context = canvas.getContext('2d');
    if (!context) return file;
    // A transparent PNG would become black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await encodedWithin(
      kind,
      async (quality) => new File([await jpegOf(canvas, quality)], file.name, { type: JPEG }),
    );
  } finally {
    picture.close();
  }
}

/** Encodes what is drawn. @param quality 0 to 1. */
export const jpegOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the photo can not be encoded'))), JPEG, quality),
  );
