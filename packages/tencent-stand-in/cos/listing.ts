import { invalidArgument, notImplemented } from './cos-error.ts';
import { type Operation, xmlReply } from './cos-reply.ts';
import type { CosRequest } from './cos-request.ts';
import type { StoredObject, StoredVersion } from './object-files.ts';

/** Maximum and default number of items on a page of a list. */
const PAGE_MAX_ITEMS = 1000;

/** GET Bucket, version 1 (product/436/7734), of all keys below a prefix. */
export const listObjects: Operation = async (request, bucket) => {
  const { query } = request;
  if (query.has('list-type') || query.get('delimiter')) throw notImplemented();
  const [prefix, marker] = [query.get('prefix') ?? '', query.get('marker') ?? ''];
  const limit = limitOf(request);
  const written = writtenFor(request);
  const after = bucket.objects
    .all()
    .filter(({ key }) => key.startsWith(prefix) && byBytes(key, marker) > 0)
    .toSorted((a, b) => byBytes(a.key, b.key));
  const { items, truncated } = pageOf(after, limit);
  const last = items.at(-1);
  return xmlReply('ListBucketResult', {
    Name: bucket.name,
    EncodingType: query.get('encoding-type'),
    Prefix: written(prefix),
    Marker: written(marker),
    NextMarker: truncated && last ? written(last.key) : undefined,
    MaxKeys: limit,
    IsTruncated: truncated,
    Contents: items.map((object) => ({
      Key: written(object.key),
      LastModified: object.modifiedAt,
      ...storedIn(object),
    })),
  });
};

/** GET Bucket Object versions (product/436/35521), sorted by key and, of each key, the newest first. */
export const listVersions: Operation = async (request, bucket) => {
  const { query } = request;
  if (query.get('delimiter')) throw notImplemented();
  const prefix = query.get('prefix') ?? '';
  const [keyMarker, idMarker] = [query.get('key-marker') ?? '', query.get('version-id-marker') ?? ''];
  const limit = limitOf(request);
  const written = writtenFor(request);
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
      .map((version) => ({ ...entry(version), ...storedIn(version) })),
    DeleteMarker: items.filter(({ isDeleteMarker }) => isDeleteMarker).map(entry),
  });
};

const storedIn = ({ etag, bytes }: StoredObject) => ({ ETag: etag, Size: bytes, StorageClass: 'STANDARD' });

/** @throws CosError InvalidArgument when it isn't a whole number. */
function limitOf({ query }: CosRequest): number {
  const text = query.get('max-keys') || String(PAGE_MAX_ITEMS);
  if (!/^\d+$/.test(text)) throw invalidArgument('max-keys must be a whole number.');
  return Math.min(Number(text), PAGE_MAX_ITEMS);
}

const pageOf = <T>(items: readonly T[], limit: number): { items: readonly T[]; truncated: boolean } => ({
  items: items.slice(0, limit),
  truncated: limit > 0 && items.length > limit,
});

/** COS sorts by UTF-8, which for some characters differs from the order of JavaScript's strings. */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** How keys are written in a reply. */
const writtenFor = ({ query }: CosRequest): ((key: string) => string) =>
  query.get('encoding-type') === 'url' ? (key) => encodeURIComponent(key).replaceAll('%2F', '/') : (key) => key;
