import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { UploadGrants } from '../../ports/upload-grants.ts';
import { checkPermit, type UploadBucketSettings } from '../buckets/bucket-calls.ts';
import { openBucket } from './bucket.ts';

/**
 * Upload permits signed locally by the official presigners. Source: Amazon S3 API reference, "POST policy" and
 * "Authenticating requests: using query parameters".
 *
 * S3 refuses a form's field without a condition and a header `x-amz-*` that isn't signed. Whether COS's S3 door does, isn't
 * documented; there the credentials' policy bounds what a grant can do, as for COS's own API.
 */
export function createUploadGrants(settings: UploadBucketSettings): UploadGrants {
  const client = openBucket(settings);
  return {
    async prepare() {
      await settings.credentials();
    },

    async signPost(permit) {
      checkPermit(permit);
      return await createPresignedPost(client, {
        Bucket: settings.bucket,
        Key: permit.key,
        Expires: permit.expiresInSeconds,
        // wx.uploadFile treats any status as success; other clients expect 200.
        Fields: { success_action_status: '200', 'Content-Type': permit.contentType },
        Conditions: [['content-length-range', permit.minBytes, permit.maxBytes]],
      });
    },

    async signPut(permit, bytes) {
      checkPermit(permit, bytes);
      const { key: Key, contentType: ContentType, expiresInSeconds: expiresIn } = permit;
      const command = new PutObjectCommand({ Bucket: settings.bucket, Key, ContentType, ContentLength: bytes });
      const url = await getSignedUrl(client, command, {
        expiresIn,
        // The presigner does not sign the type by default.
        signableHeaders: new Set(['host', 'content-type', 'content-length']),
      });
      // Browsers set Content-Length themselves and let no page set it.
      return { url, headers: { 'Content-Type': ContentType } };
    },
  };
}
