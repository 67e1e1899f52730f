import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { CosError, invalidArgument, notImplemented } from './cos-error.ts';
import { type CosRequest, headerOf } from './cos-request.ts';
import { Scanner } from './scanner.ts';

/** A checksum that the sender gives for the body. Its value may follow the body. */
interface Checksum {
  readonly algorithm: string;
  readonly value: () => string | undefined;
  readonly mismatch: CosError;
}

const UNSIGNED = 'UNSIGNED-PAYLOAD';
const CHUNKED = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

/**
 * The body of an S3 request, without the framing of `aws-chunked`, compared while it is read with its signed hash and
 * with its `x-amz-checksum-*`, in headers or trailers. Source: Amazon S3 API reference, "Checking object integrity" and
 * "Signature calculations: including trailing headers".
 *
 * @param contentSha256 the signature's value for the body.
 * @throws CosError InvalidArgument, NotImplemented (signed chunks, CRC32C, CRC64NVME), MissingContentLength; while it
 * is read
 *   XAmzContentSHA256Mismatch, BadDigest, IncompleteBody.
 */
export function s3Body(request: CosRequest, contentSha256: string): Pick<CosRequest, 'body' | 'bodyIsChecked'> {
  const inHeaders = Object.entries(request.headers).flatMap(([name, value]) => checksum(name, () => String(value)));
  if (contentSha256 === CHUNKED) {
    const trailers = new Map<string, string>();
    const promised = headerOf(request, 'x-amz-trailer')?.split(',') ?? [];
    const behind = promised.flatMap((name) => checksum(name.trim(), () => trailers.get(name.trim())));
    const length = Number(headerOf(request, 'x-amz-decoded-content-length') ?? Number.NaN);
    if (Number.isNaN(length)) {
      throw new CosError(411, 'MissingContentLength', 'You must provide the x-amz-decoded-content-length HTTP header.');
    }
    return compared(unframed(request.body, length, trailers), [...inHeaders, ...behind]);
  }
  if (contentSha256 === UNSIGNED) return compared(request.body, inHeaders);
  if (contentSha256.startsWith('STREAMING-')) throw notImplemented();
  if (!/^[0-9a-f]{64}$/.test(contentSha256)) throw invalidArgument('x-amz-content-sha256 is malformed.');
  const signed: Checksum = {
    algorithm: 'sha256',
    value: () => Buffer.from(contentSha256, 'hex').toString('base64'),
    mismatch: new CosError(400, 'XAmzContentSHA256Mismatch', 'The x-amz-content-sha256 does not match the body.'),
  };
  return compared(request.body, [signed, ...inHeaders]);
}

function checksum(name: string, value: Checksum['value']): readonly Checksum[] {
  const [, algorithm] = /^x-amz-checksum-(?!algorithm$|mode$|type$)(\w+)$/.exec(name) ?? [];
  if (!algorithm) return [];
  if (!(algorithm in DIGESTS)) throw notImplemented();
  const mismatch = new CosError(400, 'BadDigest', `The ${algorithm} you specified did not match what we received.`);
  return [{ algorithm, value, mismatch }];
}

const compared = (body: AsyncIterable<Buffer>, checksums: readonly Checksum[]) => ({
  body: checksums.length > 0 ? compare(body, checksums) : body,
  bodyIsChecked: checksums.length > 0,
});

async function* compare(body: AsyncIterable<Buffer>, checksums: readonly Checksum[]): AsyncGenerator<Buffer> {
  const running = checksums.map(({ algorithm, ...rest }) => ({ ...rest, digest: DIGESTS[algorithm]?.() }));
  for await (const chunk of body) {
    for (const { digest } of running) digest?.update(chunk);
    yield chunk;
  }
  const wrong = running.find(({ digest, value }) => digest?.base64() !== value());
  if (wrong) throw wrong.mismatch;
}

interface Digest {
  update(chunk: Buffer): void;
  base64(): string;
}

const DIGESTS: Readonly<Record<string, () => Digest>> = {
  crc32: () => {
    let value = 0;
    const bytes = Buffer.alloc(4);
    return {
      update: (chunk) => {
        value = crc32(chunk, value);
      },
      base64: () => {
        bytes.writeUInt32BE(value);
        return bytes.toString('base64');
      },
    };
  },
  sha1: () => hashed(createHash('sha1')),
  sha256: () => hashed(createHash('sha256')),
};

const hashed = (hash: Hash): Digest => ({
  update: (chunk) => {
    hash.update(chunk);
  },
  base64: () => hash.digest('base64'),
});

/** Lines of the framing are short: a size, or the name and value of a trailer. */
const LINE_MAX_BYTES = 1024;

/** `aws-chunked`: `<size in hex>\r\n<bytes>\r\n` … `0\r\n<trailers>\r\n`. */
async function* unframed(
  body: AsyncIterable<Buffer>,
  length: number,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const incomplete = () =>
    new CosError(400, 'IncompleteBody', 'The body is not framed as aws-chunked, or ends too early.');
  const scanner = new Scanner(body, { ended: incomplete, tooLong: incomplete });
  const line = async () => (await scanner.readUntil('\r\n', LINE_MAX_BYTES)).toString('latin1');
  let left = length;
  for (;;) {
    const size = await line();
    if (!/^[0-9a-f]{1,8}$/i.test(size)) throw incomplete();
    const bytes = Number.parseInt(size, 16);
    if (bytes === 0) break;
    left -= bytes;
    if (left < 0) throw incomplete();
    yield* scanner.take(bytes);
    if ((await line()) !== '') throw incomplete();
  }
  if (left > 0) throw incomplete();
  for (let trailer = await line(); trailer !== ''; trailer = await line()) {
    const [name = '', ...value] = trailer.split(':');
    trailers.set(name.toLowerCase(), value.join(':').trim());
  }
}
