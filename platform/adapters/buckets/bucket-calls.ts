import { Failed } from '../../ports/failed.ts';
import type { UploadPermit } from '../../ports/upload-grants.ts';

// What the adapters of COS and of S3 share.

export interface BucketSettings {
  /** Full name, `<name>-<appid>`. */
  readonly bucket: string;
  readonly region: string;
  /**
   * `http://host:port` of another store, also in signed links: a stand-in for COS, or the S3 of a private cloud, whose
   * buckets are addressed by path. Undefined means COS.
   */
  readonly endpoint: string | undefined;
  /** The execution role's temporary credentials. They change while an instance is warm: read them for each call. */
  readonly credentials: () => BucketCredentials;
}

/** Temporary credentials. */
export interface BucketCredentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string;
}

/** What signs upload grants: not the execution role, but credentials that can only write below `incoming/`. */
export interface UploadBucketSettings extends Omit<BucketSettings, 'credentials'> {
  /** @throws Failed('upload-credentials', …) */
  readonly credentials: () => Promise<BucketCredentials>;
}

/** Timeout of one call, with the SDK's own retries. */
export const CALL_TIMEOUT_MS = 5_000;
const LINK_MAX_SECONDS = 300;
const GRANT_MAX_SECONDS = 900;

/**
 * Runs one call of an SDK within its timeout.
 *
 * @param failed maps the SDK's errors.
 * @throws Failed('object-store', …)
 */
export async function inTime<T>(
  call: (signal: AbortSignal) => Promise<T>,
  failed: (error: unknown) => Failed,
): Promise<T> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Failed('object-store', 'timeout'));
      ending.abort();
    }, CALL_TIMEOUT_MS);
  });
  try {
    return await Promise.race([call(ending.signal), late]);
  } catch (error) {
    throw error instanceof Failed ? error : failed(error);
  } finally {
    clearTimeout(timer);
  }
}

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Failed && codes.includes(error.vendorCode ?? '');

/** Undefined when the call failed with one of the codes. */
export const unless = <T>(codes: readonly string[], call: Promise<T>): Promise<T | undefined> =>
  call.catch((error: unknown) => (hasCode(error, ...codes) ? undefined : Promise.reject(error)));

/** @throws RangeError when a link lasts too long. */
export function checkLink(expiresInSeconds: number): void {
  if (expiresInSeconds > LINK_MAX_SECONDS) throw new RangeError(`a link lasts at most ${LINK_MAX_SECONDS} seconds`);
}

/** The Content-Disposition that makes browsers save a file under this name. */
export const savedAs = (name: string): string => `attachment; filename="${name.replaceAll(/["\\]/g, '_')}"`;

/** @throws RangeError when a permit lasts too long, or does not allow `bytes`. */
export function checkPermit({ expiresInSeconds, minBytes, maxBytes }: UploadPermit, bytes = minBytes): void {
  if (expiresInSeconds > GRANT_MAX_SECONDS) throw new RangeError(`a grant lasts at most ${GRANT_MAX_SECONDS} seconds`);
  if (bytes < minBytes || bytes > maxBytes) throw new RangeError('the length is outside of the permit');
}
