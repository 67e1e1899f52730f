/** The bucket's desired settings. Fields are as COS's SDK returns them: numbers are strings. */
export interface BucketRules {
  readonly CORSRules: readonly Readonly<Record<string, unknown>>[];
  readonly Rules: readonly Readonly<Record<string, unknown>>[];
}

/** Code that a deployment uploaded for SCF to read. */
export const CODE_PREFIX = 'deploy/';

/** Expire after a day: raw uploads, full views behind five-minute links, and code that SCF has read. */
const ONE_DAY = ['incoming/', 'views/', CODE_PREFIX];

/**
 * New objects are encrypted with keys of COS's own (SSE-COS); a bucket that uses KMS keeps it. Source: COS, PUT Bucket
 * encryption (436/40136).
 */
export const ENCRYPTION = { Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } as const;

export const BUCKET_RULES: BucketRules = {
  CORSRules: [
    {
      AllowedOrigins: ['*'],
      AllowedMethods: ['GET', 'HEAD', 'POST', 'PUT'],
      AllowedHeaders: ['*'],
      ExposeHeaders: ['ETag', 'x-cos-request-id'],
      MaxAgeSeconds: '600',
    },
  ],
  Rules: ONE_DAY.map((Prefix) => ({
    ID: `one-day-${Prefix.replace('/', '')}`,
    Status: 'Enabled',
    Filter: { Prefix },
    Expiration: { Days: '1' },
    // Where the bucket keeps versions, an expired object would live on as an old one.
    NoncurrentVersionExpiration: { NoncurrentDays: '1' },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: '1' },
  })),
};
