import type { ObjectFacts, ObjectStore, ObjectVersion } from '../../ports/object-store.ts';
import { type BucketSettings, checkLink, hasCode, savedAs, unless } from '../buckets/bucket-calls.ts';
import { callCos, keyTimeFrom, signedUrl } from './bucket.ts';

/** The private bucket in Tencent Cloud COS, by its official SDK. */
export const createObjectStore = (settings: BucketSettings): ObjectStore => ({
  look: (key) => look(settings, key),

  async read(key, { etag, versionId, maxBytes }) {
    const conditions = {
      // Reading one more byte than allowed shows that there is more, without loading it.
      Range: `bytes=0-${maxBytes}`,
      ...(etag !== undefined && { IfMatch: etag }),
      ...(versionId && { VersionId: versionId }),
    };
    const reading = callCos(settings, (cos, address) => cos.getObject({ ...address, Key: key, ...conditions }));
    // No range is satisfiable on an empty object.
    const empty = reading.then(
      ({ Body }) => Body,
      (error: unknown) => (hasCode(error, 'InvalidRange') ? Buffer.alloc(0) : Promise.reject(error)),
    );
    const body = await unless(['NoSuchKey', 'PreconditionFailed'], empty);
    return body && body.length <= maxBytes ? body : undefined;
  },

  versions: (prefix) => listVersions(settings, prefix),

  async write(key, body, contentType) {
    await callCos(settings, (cos, address) =>
      cos.putObject({ ...address, Key: key, Body: body, ContentType: contentType, ServerSideEncryption: 'AES256' }),
    );
  },

  async copy(from, to) {
    const facts = await look(settings, from);
    if (!facts) return false;
    const copied = callCos(settings, (cos, address) =>
      cos.putObjectCopy({
        ...address,
        Key: to,
        CopySource: `${settings.bucket}.cos.${settings.region}.myqcloud.com/${from}`,
        // COS refuses a copy onto itself that changes nothing; headers that are not repeated here would be lost.
        MetadataDirective: 'Replaced',
        ContentType: facts.contentType,
        Headers: { 'x-cos-server-side-encryption': 'AES256' },
      }),
    );
    return (await unless(['NoSuchKey'], copied)) !== undefined;
  },

  async remove(key) {
    const { headers } = await callCos(settings, (cos, address) => cos.deleteObject({ ...address, Key: key }));
    // A bucket with versions has only hidden the object, and says so.
    if (headers?.['x-cos-delete-marker'] !== 'true') return;
    for (;;) {
      // One that only begins with this key is another object's.
      const own = (await listVersions(settings, key)).filter((version) => version.key === key);
      if (own.length === 0) return;
      for (const { versionId: VersionId } of own) {
        // The SDK sends the version, but its types don't know it.
        const which = { Key: key, VersionId };
        await callCos(settings, (cos, address) => cos.deleteObject({ ...address, ...which }));
      }
    }
  },

  async readLink(key, expiresInSeconds, downloadName) {
    checkLink(expiresInSeconds);
    const keyTime = keyTimeFrom(new Date(), expiresInSeconds);
    const query = downloadName ? { 'response-content-disposition': savedAs(downloadName) } : {};
    return signedUrl(settings, { method: 'GET', key, keyTime, query });
  },
});

async function look(settings: BucketSettings, key: string): Promise<ObjectFacts | undefined> {
  const answer = await unless(
    // The reply to HEAD has no body with an error code.
    ['404'],
    callCos(settings, (cos, address) => cos.headObject({ ...address, Key: key })),
  );
  if (!answer) return undefined;
  const { 'content-length': length, 'content-type': contentType = '' } = answer.headers ?? {};
  return { bytes: Number(length), contentType, etag: answer.ETag };
}

/** Source: COS API documentation, "GET Bucket Object versions" (product/436/35521). */
async function listVersions(settings: BucketSettings, prefix: string): Promise<readonly ObjectVersion[]> {
  const found: ObjectVersion[] = [];
  for (let after = {}; ; ) {
    const page = await callCos(settings, (cos, address) =>
      cos.listObjectVersions({ ...address, Prefix: prefix, ...after }),
    );
    const { Versions = [], DeleteMarkers = [], NextVersionIdMarker } = page;
    for (const [listed, isDeleted] of [
      [Versions, false],
      [DeleteMarkers, true],
    ] as const)
      found.push(...listed.map(({ Key: key, VersionId: versionId }) => ({ key, versionId, isDeleted })));
    if (page.IsTruncated !== 'true') return found;
    // The SDK's types have another name for it.
    const { NextKeyMarker } = page as { readonly NextKeyMarker?: string };
    after = { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker };
  }
}
