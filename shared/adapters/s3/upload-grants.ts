import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { UploadGrants, UploadPermit } from '../../ports/upload-grants.ts';
import { type BucketSettings, openBucket } from './bucket.ts';

const GRANT_MAX_SECONDS = 900;

/**
 * Upload permits signed with the role's own temporary key, by the official presigners. Nothing is sent anywhere. Source: Amazon S3 API
 * reference, "POST policy" and "Authenticating requests: using query parameters".
 */
export function createUploadGrants(settings: BucketSettings): UploadGrants {
  const client = openBucket(settings);
  return {
    async signPost(permit) {
      checkDuration(permit);
      return await createPresignedPost(client, {
        Bucket: settings.bucket,
        Key: permit.key,
        Expires: permit.expiresInSeconds,
        // wx.uploadFile takes any status for a success; 200 is what other clients expect.
        Fields: { success_action_status: '200', 'Content-Type': permit.contentType },
        Conditions: [['content-length-range', permit.minBytes, permit.maxBytes]],
      });
    },

    async signPut(permit, bytes) {
      checkDuration(permit);
      if (bytes < permit.minBytes || bytes > permit.maxBytes)
        throw new RangeError('the length is outside of the permit');
      const { key: Key, contentType: ContentType, expiresInSeconds: expiresIn } = permit;
      const command = new PutObjectCommand({ Bucket: settings.bucket, Key, ContentType, ContentLength: bytes });
      const url = await getSignedUrl(client, command, {
        expiresIn,
        // The presigner leaves the type out by itself.
        signableHeaders: new Set(['host', 'content-type', 'content-length']),
      });
      // Content-Length is the sender's own: browsers let no page set it.
      return { url, headers: { 'Content-Type': ContentType } };
    },
  };
}

function checkDuration({ expiresInSeconds }: UploadPermit): void {
  if (expiresInSeconds > GRANT_MAX_SECONDS) throw new RangeError(`a grant lasts at most ${GRANT_MAX_SECONDS} seconds`);
}
