import type { IncomingHttpHeaders } from 'node:http';
import { invalidArgument } from './cos-error.ts';
import type { CosReply } from './cos-reply.ts';
import type { CosPlace, CosRequest } from './cos-request.ts';
import { s3Body } from './s3-body.ts';

/**
 * Translates an S3 request into COS's names: `x-amz-*` as `x-cos-*`, also from the query of a presigned URL, and the
 * plain body.
 *
 * @param contentSha256 the signature's value for the body.
 * @throws CosError as `s3Body` does, and InvalidArgument.
 */
export function fromS3(request: CosRequest, contentSha256: string, { region }: CosPlace): CosRequest {
  const hoisted = [...request.query].filter(([name]) => /^x-amz-/i.test(name));
  const headers = {
    ...Object.fromEntries(hoisted.map(([name, value]) => [name.toLowerCase(), value])),
    ...request.headers,
  };
  return {
    ...request,
    body: s3Body({ ...request, headers }, contentSha256),
    headers: withCopySource(s3Names(headers), region),
  };
}

/** Headers or fields with COS's names instead of S3's. */
export const s3Names = <Value>(fields: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.replace(/^x-amz-/, 'x-cos-'), value]));

/** S3 names the source of a copy as `<bucket>/<key>`, COS by its address. */
function withCopySource(headers: IncomingHttpHeaders, region: string): IncomingHttpHeaders {
  const source = headers['x-cos-copy-source'];
  if (source === undefined) return headers;
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/.exec(String(source)) ?? [];
  if (!bucket || !key) throw invalidArgument('x-amz-copy-source is malformed.');
  return { ...headers, 'x-cos-copy-source': `${bucket}.cos.${region}.myqcloud.com/${key}` };
}

/** A reply with S3's names for the headers that S3 has too. */
export function toS3(reply: CosReply): CosReply {
  const headers = Object.entries(reply.headers ?? {}).map(([name, value]) => [
    name.replace(
      /^x-cos-(?=meta-|server-side-encryption|storage-class|bucket-region|version-id|delete-marker)/,
      'x-amz-',
    ),
    value,
  ]);
  return { ...reply, headers: Object.fromEntries(headers) };
}
