import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { UploadGrants, UploadPermit } from '../../ports/upload-grants.ts';
import { checkPermit, type UploadBucketSettings } from '../buckets/bucket-calls.ts';
import { bucketUrl, keyTimeFrom, signedUrl } from './bucket.ts';

export interface UploadGrantsSettings extends UploadBucketSettings {
  readonly clock: Clock;
}

/**
 * Upload permits signed locally. Source: COS API documentation, "POST Object" (product/436/14690) and "Request Signature"
 * (product/436/7778).
 *
 * The signature binds key, type and length, but no header that it doesn't name: what such a header may do is bounded by
 * the credentials' policy.
 */
export const createUploadGrants = (settings: UploadGrantsSettings): UploadGrants => ({
  async prepare() {
    await settings.credentials();
  },

  async signPost(permit) {
    checkPermit(permit);
    const { secretId, secretKey, token } = await settings.credentials();
    const now = settings.clock.now();
    const keyTime = keyTimeFrom(now, permit.expiresInSeconds);
    const policy = policyOf(permit, settings.bucket, secretId, keyTime, now);
    return {
      url: `${bucketUrl(settings)}/`,
      fields: {
        key: permit.key,
        // wx.uploadFile treats any status as success; other clients expect 200.
        success_action_status: '200',
        'Content-Type': permit.contentType,
        policy: Buffer.from(policy).toString('base64'),
        'q-sign-algorithm': 'sha1',
        'q-ak': secretId,
        'q-key-time': keyTime,
        'q-signature': hmacSha1(hmacSha1(secretKey, keyTime), sha1(policy)),
        'x-cos-security-token': token,
      },
    };
  },

  async signPut(permit, bytes) {
    checkPermit(permit, bytes);
    const credentials = await settings.credentials();
    const url = signedUrl(
      { ...settings, credentials: () => credentials },
      {
        method: 'PUT',
        key: permit.key,
        keyTime: keyTimeFrom(settings.clock.now(), permit.expiresInSeconds),
        headers: { 'Content-Type': permit.contentType, 'Content-Length': String(bytes) },
      },
    );
    // Browsers set Content-Length themselves and let no page set it.
    return { url, headers: { 'Content-Type': permit.contentType } };
  },
});

const policyOf = (permit: UploadPermit, bucket: string, secretId: string, keyTime: string, now: Date): string =>
  JSON.stringify({
    expiration: new Date(now.getTime() + permit.expiresInSeconds * 1000).toISOString(),
    conditions: [
      { 'q-sign-algorithm': 'sha1' },
      { 'q-ak': secretId },
      { 'q-sign-time': keyTime },
      { bucket },
      { key: permit.key },
      { 'Content-Type': permit.contentType },
      ['content-length-range', permit.minBytes, permit.maxBytes],
    ],
  });

const hmacSha1 = (key: string, text: string): string => createHmac('sha1', key).update(text).digest('hex');
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
