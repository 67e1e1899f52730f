import { VendorCode } from '../../../../platform/adapters/tencent/client.ts';
import type { OcrPicture } from '../../../ports/documents/ocr.ts';

/** How a request carries its picture; the actions accept both. */
export type PictureInput = { readonly ImageUrl: string } | { readonly ImageBase64: string };

export interface PictureRoute {
  /** The action's limit in characters of base64, which also applies to pictures that it downloads. */
  readonly maxBase64: number;
  /** Whether the vendor can reach the object store. */
  readonly reachable: boolean;
}

const MEBIBYTE = 1024 * 1024;
/** A request of the Cloud API is limited to 10 MB; the rest of the request is small. */
const MAX_INLINE = 10 * MEBIBYTE - 16 * 1024;

const base64Length = (bytes: number): number => 4 * Math.ceil(bytes / 3);

/**
 * Sends a picture by link, which avoids its download, or, when the vendor can't fetch it, in the request itself. A
 * failed download is not billed, so only the second call is.
 *
 * @throws VendorCode the vendor's code for a picture that is too large, without a call.
 */
export async function sendPicture<T>(
  picture: OcrPicture,
  { maxBase64, reachable }: PictureRoute,
  send: (input: PictureInput) => Promise<T>,
): Promise<T> {
  const length = base64Length(picture.bytes);
  if (length > maxBase64) throw new VendorCode('LimitExceeded.TooLargeFileError');
  const fitsInline = length <= MAX_INLINE;
  const inline = async () => send({ ImageBase64: (await picture.load()).toString('base64') });
  if (!reachable) {
    if (!fitsInline) throw new VendorCode('LimitExceeded.TooLargeFileError');
    return inline();
  }
  try {
    return await send({ ImageUrl: picture.link });
  } catch (error) {
    const isNotFetched = error instanceof VendorCode && error.code === 'FailedOperation.DownLoadError';
    if (!isNotFetched || !fitsInline) throw error;
    return inline();
  }
}
