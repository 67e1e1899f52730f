import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { Failed, type FailureKind } from '../../ports/failed.ts';
import { type BucketSettings, CALL_TIMEOUT_MS, inTime, type UploadBucketSettings } from '../buckets/bucket-calls.ts';

/**
 * The official client for the bucket's S3 API. COS refuses the bucket in the path (buckets created since 2024-01-01,
 * product/436/102489) and doesn't document the SDK's own checksums, so they are switched off: the SHA-256 in the
 * signature binds the body, and a presigned PUT would carry the checksum of an empty body.
 */
export const openBucket = ({ region, endpoint, credentials }: BucketSettings | UploadBucketSettings): S3Client =>
  new S3Client({
    region,
    endpoint: endpoint ?? `https://cos.${region}.myqcloud.com`,
    forcePathStyle: endpoint !== undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000, socketTimeout: CALL_TIMEOUT_MS },
    credentials: async () => {
      const { secretId, secretKey, token } = await credentials();
      // Expired from the beginning, so that the SDK caches nothing and asks for each request.
      return { accessKeyId: secretId, secretAccessKey: secretKey, sessionToken: token, expiration: new Date(0) };
    },
  });

/**
 * Waits for one call of the client.
 *
 * @throws Failed('object-store', …) whose vendorCode is the store's error code, or the network's.
 */
export const callS3 = <T>(call: (options: { readonly abortSignal: AbortSignal }) => Promise<T>): Promise<T> =>
  inTime((abortSignal) => call({ abortSignal }), failed);

const sdkError = z.object({
  name: z.optional(z.string()),
  /** Only network errors have one. */
  code: z.optional(z.string()),
  $metadata: z.optional(z.object({ httpStatusCode: z.optional(z.number()) })),
});

const THROTTLED_CODES = ['SlowDown', 'ServiceUnavailable', 'RequestLimitExceeded', 'ThrottlingException'];
const TIMEOUT_CODES = ['TimeoutError', 'ETIMEDOUT', 'RequestTimeout'];

function failed(error: unknown): Failed {
  const { name, code: networkCode, $metadata } = sdkError.safeParse(error).data ?? {};
  const code = networkCode ?? name;
  const status = $metadata?.httpStatusCode;
  const kind = (): FailureKind => {
    if ([name, networkCode].some((text) => TIMEOUT_CODES.includes(text ?? ''))) return 'timeout';
    if (status === 429 || status === 503 || THROTTLED_CODES.includes(name ?? '')) return 'throttled';
    return status === 401 || status === 403 ? 'refused' : 'broken';
  };
  return new Failed('object-store', kind(), code, { cause: error });
}
