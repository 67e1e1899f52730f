import type { OcrEngine } from 'engines/ocr/engine.ts';
import { type CertificateKind, type Reading, UnusablePicture } from 'engines/ocr/reading.ts';
import { WorkerFailed } from 'engines/worker-queue.ts';
import { CloudApiError } from '../cloud-action.ts';
import { type MediaProblem, MediaRefused, takeMedia } from '../media-input.ts';

/** The picture of a request: unlike in faceid, `ImageUrl` wins when both are given. */
export interface PictureInput {
  readonly ImageBase64?: string | undefined;
  readonly ImageUrl?: string | undefined;
}

const MEBIBYTE = 1024 * 1024;
/** Longest pictures as base64, by action; none is documented for RecognizeGeneralCardWarn, so that of a licence holds. */
export const MAX_BASE64 = { card: 10 * MEBIBYTE, licence: 7 * MEBIBYTE } as const;

/** The vendor's timeout for a download. */
const DOWNLOAD_SECONDS = 3;

const REFUSED = {
  missing: 'FailedOperation.EmptyImageError',
  'not-base64': 'FailedOperation.ImageDecodeFailed',
  'too-large': 'LimitExceeded.TooLargeFileError',
  'bad-url': 'FailedOperation.DownLoadError',
  'download-failed': 'FailedOperation.DownLoadError',
  'download-timeout': 'FailedOperation.DownLoadError',
} as const satisfies Record<MediaProblem, string>;

/**
 * The bytes of a request's picture.
 *
 * @param maxBase64Characters the vendor's limit, for the picture as base64, also for downloads.
 * @throws CloudApiError with the vendor's code.
 */
export async function pictureOf({ ImageBase64, ImageUrl }: PictureInput, maxBase64Characters: number): Promise<Buffer> {
  try {
    const limits = { maxBase64Characters, downloadSeconds: DOWNLOAD_SECONDS };
    return await takeMedia(ImageUrl ? { url: ImageUrl } : { base64: ImageBase64 }, limits);
  } catch (error) {
    if (!(error instanceof MediaRefused)) throw error;
    throw new CloudApiError(REFUSED[error.problem], 'the picture could not be taken');
  }
}

const UNUSABLE = {
  empty: 'FailedOperation.EmptyImageError',
  format: 'FailedOperation.ImageDecodeFailed',
  damaged: 'FailedOperation.ImageDecodeFailed',
  'too-many-pixels': 'FailedOperation.ImageSizeTooLarge',
} as const satisfies Record<UnusablePicture['reason'], string>;

/** @throws CloudApiError with the vendor's code when the engine can't use the picture, is busy, or times out. */
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
