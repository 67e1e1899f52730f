import { invalidArgument, notImplemented } from './cos-error.ts';
import { type Operation, xmlReply } from './cos-reply.ts';
import type { CosRequest } from './cos-request.ts';
import type { StoredObject, StoredVersion } from './object-files.ts';

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

/** GET Bucket Object versions (product/436/35521), sorted by key and, of each key, the newest first. */
export const listVersions: Operation = async (request, bucket) => {
  const { query } = request;
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
  if (delimiter) throw notImplemented();
  const [keyMarker, idMarker] = [query.get('key-marker') ?? '', query.get('version-id-marker') ?? ''];
  const limit = limitOf(request, 'max-keys');
  const written = query.get('encoding-type') === 'url' ? encodedKey : (key: string) => key;
  const all = bucket.objects
    .allVersions()
    .filter(({ key }) => key.startsWith(prefix))
    .toSorted((a, b) => byBytes(a.key, b.key));
  const from = all.findIndex(({ key, versionId }) =>
    idMarker ? key === keyMarker && versionId === idMarker : byBytes(key, keyMarker) > 0,
  );
  const after = from < 0 ? [] : all.slice(idMarker ? from + 1 : from);
  const { items, truncated } = pageOf(after, limit);
  const next = truncated ? items.at(-1) : undefined;
  const entry = (version: StoredVersion) => ({
    Key: written(version.key),
    VersionId: version.versionId,
    IsLatest: version.isLatest,
    LastModified: version.modifiedAt,
  });
  return xmlReply('ListVersionsResult', {
    Name: bucket.name,
    EncodingType: query.get('encoding-type'),
    Prefix: written(prefix),
    KeyMarker: written(keyMarker),
    VersionIdMarker: idMarker,
    NextKeyMarker: next && written(next.key),
    NextVersionIdMarker: next?.versionId,
    MaxKeys: limit,
    IsTruncated: truncated,
    Version: items
      .filter(({ isDeleteMarker }) => !isDeleteMarker)
      .map((version) => ({ ...entry(version), ETag: version.etag, Size: version.bytes, StorageClass: 'STANDARD' })),
    DeleteMarker: items.filter(({ isDeleteMarker }) => isDeleteMarker).map(entry),
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
