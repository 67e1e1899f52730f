import { WorkerFailed } from '../../engines/face/worker-queue.ts';
import type { OcrEngine } from '../../engines/ocr/engine.ts';
import { type CertificateKind, type Reading, UnusablePicture } from '../../engines/ocr/reading.ts';
import { CloudApiError } from '../cloud-action.ts';

/** The picture of a request: `ImageUrl` counts when both are given, unlike in faceid. */
export interface PictureInput {
  readonly ImageBase64?: string | undefined;
  readonly ImageUrl?: string | undefined;
}

/** The vendor gives a download this long. */
const DOWNLOAD_MS = 3000;

/**
 * The bytes of a request's picture.
 *
 * @param maxBase64 the vendor's limit, stated for the picture as base64 whichever way it comes.
 * @throws CloudApiError with the vendor's code.
 */
export async function pictureOf({ ImageBase64, ImageUrl }: PictureInput, maxBase64: number): Promise<Buffer> {
  const maxBytes = Math.floor((maxBase64 * 3) / 4);
  if (ImageUrl) return download(ImageUrl, maxBytes);
  if (!ImageBase64) throw new CloudApiError('FailedOperation.EmptyImageError', 'the picture is empty');
  if (ImageBase64.length > maxBase64) throw tooLarge();
  if (!/^[A-Za-z0-9+/\s]+={0,2}$/.test(ImageBase64)) {
    throw new CloudApiError('FailedOperation.ImageDecodeFailed', 'the picture is not base64');
  }
  return Buffer.from(ImageBase64, 'base64');
}

const tooLarge = () => new CloudApiError('LimitExceeded.TooLargeFileError', 'the file is too large');

async function download(url: string, maxBytes: number): Promise<Buffer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof CloudApiError) throw error;
    throw new CloudApiError('FailedOperation.DownLoadError', 'the picture could not be fetched');
  }
}

const UNUSABLE = {
  empty: 'FailedOperation.EmptyImageError',
  format: 'FailedOperation.ImageDecodeFailed',
  damaged: 'FailedOperation.ImageDecodeFailed',
  'too-many-pixels': 'FailedOperation.ImageSizeTooLarge',
} as const satisfies Record<UnusablePicture['reason'], string>;

/** @throws CloudApiError with the vendor's code when the engine can't take the picture, or has no time for it. */
export async function readWith(engine: OcrEngine, picture: Buffer, expected?: CertificateKind): Promise<Reading> {
  try {
    return await engine.read(picture, expected);
  } catch (error) {
    if (error instanceof UnusablePicture) throw new CloudApiError(UNUSABLE[error.reason], 'the picture is unusable');
    if (error instanceof WorkerFailed && error.reason === 'busy') {
      throw new CloudApiError('RequestLimitExceeded', 'too many pictures at a time');
    }
    if (error instanceof WorkerFailed && error.reason === 'timeout') {
      throw new CloudApiError('FailedOperation.OcrFailed', 'reading took too long');
    }
    throw error;
  }
}
