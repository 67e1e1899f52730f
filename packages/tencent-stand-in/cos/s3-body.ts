import { createHash } from 'node:crypto';
import { CosError, invalidArgument, notImplemented } from './cos-error.ts';
import type { CosRequest } from './cos-request.ts';

/** Checksums beside the signature, in headers or behind the body. */
const CHECKSUM = /^x-amz-(?:checksum-(?!mode$)|trailer$)/;

/**
 * The body of an S3 request, compared while it is read with its signed hash. COS doesn't document the SDK's checksums and
 * chunks, so they are refused.
 *
 * @param contentSha256 the signature's value for the body.
 * @throws CosError InvalidArgument, NotImplemented; while it is read XAmzContentSHA256Mismatch.
 */
export function s3Body({ headers, body }: CosRequest, contentSha256: string): AsyncIterable<Buffer> {
  if (contentSha256.startsWith('STREAMING-') || Object.keys(headers).some((name) => CHECKSUM.test(name)))
    throw notImplemented();
  if (contentSha256 === 'UNSIGNED-PAYLOAD') return body;
  if (!/^[0-9a-f]{64}$/.test(contentSha256)) throw invalidArgument('x-amz-content-sha256 is malformed.');
  return compared(body, contentSha256);
}

async function* compared(body: AsyncIterable<Buffer>, contentSha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== contentSha256)
    throw new CosError(400, 'XAmzContentSHA256Mismatch', 'The x-amz-content-sha256 does not match the body.');
}
