import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Failed } from '../../ports/failed.ts';
import type { ObjectFacts, ObjectStore, ObjectVersion } from '../../ports/object-store.ts';
import { type BucketSettings, checkLink, hasCode, savedAs, unless } from '../buckets/bucket-calls.ts';
import { callS3, openBucket } from './bucket.ts';

/** The private bucket through an S3-compatible API: COS's own, or that of a private cloud. */
export function createObjectStore(settings: BucketSettings, client: S3Client = openBucket(settings)): ObjectStore {
  const at = (Key: string) => ({ Bucket: settings.bucket, Key });
  const look = async (key: string): Promise<ObjectFacts | undefined> => {
    const answer = await unless(
      // The reply to HEAD has no body with an error code.
      ['NotFound'],
      callS3((options) => client.send(new HeadObjectCommand(at(key)), options)),
    );
    if (!answer) return undefined;
    const { ContentLength: bytes, ContentType: contentType = '', ETag: etag } = answer;
    if (bytes === undefined || etag === undefined) throw new Failed('object-store', 'broken', 'HeadersMissing');
    return { bytes, contentType, etag };
  };
  const versions = async (prefix: string): Promise<readonly ObjectVersion[]> => {
    const found: ObjectVersion[] = [];
    for (let after: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {}; ; ) {
      const page = await callS3((options) =>
        client.send(new ListObjectVersionsCommand({ Bucket: settings.bucket, Prefix: prefix, ...after }), options),
      );
      const { Versions = [], DeleteMarkers = [], NextKeyMarker, NextVersionIdMarker } = page;
      for (const [listed, isDeleted] of [
        [Versions, false],
        [DeleteMarkers, true],
      ] as const)
        found.push(...listed.map(({ Key: key = '', VersionId: versionId = '' }) => ({ key, versionId, isDeleted })));
      if (!page.IsTruncated) return found;
      after = { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker };
    }
  };
  return {
    look,
    versions,

    async read(key, { etag, versionId, maxBytes }) {
      const conditions = {
        // Reading one more byte than allowed shows that there is more, without loading it.
        Range: `bytes=0-${maxBytes}`,
        ...(etag !== undefined && { IfMatch: etag }),
        ...(versionId && { VersionId: versionId }),
      };
      const reading = callS3(async (options) => {
        const { Body } = await client.send(new GetObjectCommand({ ...at(key), ...conditions }), options);
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      });
      // No range is satisfiable on an empty object.
      const empty = reading.catch((error: unknown) =>
        hasCode(error, 'InvalidRange') ? Buffer.alloc(0) : Promise.reject(error),
      );
      const body = await unless(['NoSuchKey', 'PreconditionFailed'], empty);
      return body && body.length <= maxBytes ? body : undefined;
    },

    async write(key, body, contentType) {
      const object = { ...at(key), Body: body, ContentType: contentType, ServerSideEncryption: 'AES256' as const };
      await callS3((options) => client.send(new PutObjectCommand(object), options));
    },

    async copy(from, to) {
      const facts = await look(from);
      if (!facts) return false;
      const command = new CopyObjectCommand({
        ...at(to),
        CopySource: `${settings.bucket}/${from}`,
        // A copy onto itself that changes nothing is refused; headers that are not repeated here would be lost.
        MetadataDirective: 'REPLACE',
        ContentType: facts.contentType,
        ServerSideEncryption: 'AES256',
      });
      const copied = callS3((options) => client.send(command, options));
      return (await unless(['NoSuchKey'], copied)) !== undefined;
    },

    async remove(key) {
      const { DeleteMarker } = await callS3((options) => client.send(new DeleteObjectCommand(at(key)), options));
      // A bucket with versions has only hidden the object, and says so.
      if (!DeleteMarker) return;
      for (;;) {
        // One that only begins with this key is another object's.
        const own = (await versions(key)).filter((version) => version.key === key);
        if (own.length === 0) return;
        for (const { versionId: VersionId } of own)
          await callS3((options) => client.send(new DeleteObjectCommand({ ...at(key), VersionId }), options));
      }
    },

    async readLink(key, expiresInSeconds, downloadName) {
      checkLink(expiresInSeconds);
      const command = new GetObjectCommand({
        ...at(key),
        ...(downloadName ? { ResponseContentDisposition: savedAs(downloadName) } : {}),
      });
      return await getSignedUrl(client, command, { expiresIn: expiresInSeconds });
    },
  };
}
