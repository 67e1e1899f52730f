import type { Readable } from 'node:stream';
import { CosError, invalidArgument, noSuchBucket, noSuchKey } from './cos-error.ts';
import { type CosBucket, type CosReply, type Operation, xmlReply } from './cos-reply.ts';
import { type CosPlace, type CosRequest, headerOf } from './cos-request.ts';
import type { StoredObject } from './object-files.ts';
import { encryptionOf, objectHeaders } from './object-headers.ts';
import { conditionsOf, notModified, preconditionFailed } from './read-object.ts';

/** PUT Object. */
export const putObject: Operation = async (request, bucket) => {
  requireLength(request);
  const headers = objectHeaders(request.headers);
  const received = await bucket.objects.receive(request.body, headerOf(request, 'content-md5'));
  const object = bucket.objects.put(request.key, received, headers);
  return {
    status: 200,
    headers: { etag: object.etag, ...encryptionOf(headers), ...versionOf(object) },
    created: { bucket, object, by: 'Put' },
  };
};

/** Only a bucket with versions names them. */
const versionOf = ({ versionId }: StoredObject): Record<string, string> =>
  versionId === 'null' ? {} : { 'x-cos-version-id': versionId };

/** @throws CosError MissingContentLength when the length of the body is unknown. */
function requireLength({ headers }: CosRequest): void {
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
    throw new CosError(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
}

/** PUT Object - Copy, from any bucket of the region. */
export const copyObject =
  (place: CosPlace, bucketOf: (name: string) => CosBucket): Operation =>
  async (request, bucket) => {
    const source = sourceOf(headerOf(request, 'x-cos-copy-source') ?? '', place);
    const replaced = isReplaced(headerOf(request, 'x-cos-metadata-directive'));
    if (source.bucket === bucket.name && source.key === request.key && !replaced) {
      throw new CosError(400, 'InvalidRequest', 'A copy onto itself must replace the metadata.');
    }
    const opened = await bucketOf(source.bucket).objects.read(source.key);
    if (!opened) throw noSuchKey();
    const bytes = opened.file.createReadStream();
    try {
      if (notModified(conditionsOf(request, 'x-cos-copy-source-if-'), opened.object)) throw preconditionFailed();
      const given = objectHeaders(request.headers);
      const headers = replaced ? given : { ...opened.object.headers, ...encryptionOf(given) };
      const object = bucket.objects.put(request.key, await bucket.objects.receive(bytes), headers);
      const reply = xmlReply('CopyObjectResult', { ETag: object.etag, LastModified: object.modifiedAt });
      return { ...reply, created: { bucket, object, by: 'Copy' } } satisfies CosReply;
    } finally {
      await closed(bytes);
    }
  };

const closed = (stream: Readable): Promise<void> =>
  new Promise((resolve) => {
    if (stream.closed) return resolve();
    stream.once('close', resolve).destroy();
  });

const COPY_SOURCE = /^\/?([a-z0-9-]+-\d+)\.cos\.([a-z0-9-]+)\.myqcloud\.com\/(.+)$/;

/** @throws CosError InvalidArgument, NoSuchBucket. */
export function sourceOf(header: string, { region, buckets }: CosPlace): { bucket: string; key: string } {
  const [, bucket, regionOfSource, key] = COPY_SOURCE.exec(header) ?? [];
  if (!bucket || !key) throw invalidArgument('x-cos-copy-source is malformed.');
  if (regionOfSource !== region || !buckets.includes(bucket)) throw noSuchBucket();
  try {
    return { bucket, key: decodeURIComponent(key) };
  } catch {
    throw invalidArgument('x-cos-copy-source is malformed.');
  }
}

function isReplaced(directive = 'Copy'): boolean {
  if (/^copy$/i.test(directive)) return false;
  if (/^replaced?$/i.test(directive)) return true;
  throw invalidArgument('x-cos-metadata-directive is neither Copy nor Replaced.');
}

/** DELETE Object, or one version of it: succeeds also when there is none. */
export const deleteObject: Operation = async (request, bucket) => {
  const { versionId, isDeleteMarker } = bucket.objects.remove(request.key, request.query.get('versionId'));
  const headers = {
    ...(versionId !== undefined && { 'x-cos-version-id': versionId }),
    ...(isDeleteMarker && { 'x-cos-delete-marker': 'true' }),
  };
  return { status: 204, headers };
};
