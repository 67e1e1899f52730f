import { invalidArgument } from './cos-error.ts';
import { type Operation, xmlReply } from './cos-reply.ts';
import type { CosRequest } from './cos-request.ts';
import type { StoredObject } from './object-files.ts';

/** Maximum and default number of items on a page of a list. */
const PAGE_MAX_ITEMS = 1000;

/** An entry of a list: an object, or a "folder" that stands for all objects below it. */
type Line = { readonly name: string; readonly object?: StoredObject };

/** GET Bucket, version 1 (`marker`) and version 2 (`list-type=2`, `continuation-token`, `start-after`). */
export const listObjects: Operation = async (request, bucket) => {
  const { query } = request;
  const version2 = query.get('list-type') === '2';
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after') ?? '';
  const marker = version2 ? decodedToken(token) || startAfter : (query.get('marker') ?? '');
  const limit = limitOf(request, 'max-keys');
  const { items, truncated } = pageOf(linesAfter(marker, bucket.objects.all(), prefix, delimiter), limit);
  const next = truncated ? items.at(-1)?.name : undefined;
  const written = query.get('encoding-type') === 'url' ? encodedKey : (key: string) => key;

  const position = version2
    ? {
        KeyCount: items.length,
        StartAfter: written(startAfter),
        ContinuationToken: token,
        NextContinuationToken: next && Buffer.from(next).toString('base64'),
      }
    : { Marker: written(marker), NextMarker: next && written(next) };
  return xmlReply('ListBucketResult', {
    Name: bucket.name,
    EncodingType: query.get('encoding-type'),
    Prefix: written(prefix),
    Delimiter: delimiter ? written(delimiter) : undefined,
    ...position,
    MaxKeys: limit,
    IsTruncated: truncated,
    Contents: items.flatMap(({ object }) => (object ? [contents(object, written)] : [])),
    CommonPrefixes: items.flatMap(({ name, object }) => (object ? [] : [{ Prefix: written(name) }])),
  });
};

function linesAfter(marker: string, objects: readonly StoredObject[], prefix: string, delimiter: string): Line[] {
  const lines = new Map<string, Line>();
  for (const object of objects) {
    if (!object.key.startsWith(prefix) || byBytes(object.key, marker) <= 0) continue;
    const end = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
    const name = end < 0 ? object.key : object.key.slice(0, end + delimiter.length);
    if (end < 0) lines.set(name, { name, object });
    // A marker that is itself a folder covers everything below it.
    else if (name !== marker) lines.set(name, { name });
  }
  return [...lines.values()].sort((a, b) => byBytes(a.name, b.name));
}

const contents = ({ key, bytes, etag, modifiedAt }: StoredObject, written: (key: string) => string) => ({
  Key: written(key),
  LastModified: modifiedAt,
  ETag: etag,
  Size: bytes,
  StorageClass: 'STANDARD',
});

/** @throws CosError InvalidArgument when it isn't a whole number. */
export function limitOf({ query }: Pick<CosRequest, 'query'>, name: string): number {
  const text = query.get(name) || String(PAGE_MAX_ITEMS);
  if (!/^\d+$/.test(text)) throw invalidArgument(`${name} must be a whole number.`);
  return Math.min(Number(text), PAGE_MAX_ITEMS);
}

export const pageOf = <T>(items: readonly T[], limit: number): { items: readonly T[]; truncated: boolean } => ({
  items: items.slice(0, limit),
  truncated: limit > 0 && items.length > limit,
});

/** COS sorts by UTF-8, which for some characters differs from the order of JavaScript's strings. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const encodedKey = (key: string): string => encodeURIComponent(key).replaceAll('%2F', '/');

const decodedToken = (token: string | undefined): string => Buffer.from(token ?? '', 'base64').toString('utf8');
