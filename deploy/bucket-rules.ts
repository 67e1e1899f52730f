/** A rule of a bucket's life cycle, or of its CORS. Field names are the SDK's. */
export type BucketRule = Readonly<Record<string, unknown>>;

/** Code that a deployment uploaded for SCF to read. */
export const CODE_PREFIX = 'deploy/';

/** Expire after a day: raw uploads, full views behind five-minute links, and code that SCF has read. */
const oneDay = (objectPrefix: string) => [`${objectPrefix}incoming/`, `${objectPrefix}views/`, CODE_PREFIX];

/**
 * New objects are encrypted with keys of COS's own (SSE-COS); a bucket that uses KMS keeps it. Source: COS, PUT Bucket
 * encryption (436/40136).
 */
export const ENCRYPTION = { Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } as const;

export const CORS_RULES: readonly BucketRule[] = [
  {
    AllowedOrigins: ['*'],
    AllowedMethods: ['GET', 'HEAD', 'POST', 'PUT'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag', 'x-cos-request-id'],
    MaxAgeSeconds: '600',
  },
];

/** The life cycle of a stage's objects. Rules of other stages and of the operator have other names and stay. */
export const lifecycleRules = (objectPrefix: string): readonly BucketRule[] =>
  oneDay(objectPrefix).map((Prefix) => ({
    ID: `one-day-${nameOf(Prefix)}`,
    Status: 'Enabled',
    Filter: { Prefix },
    Expiration: { Days: '1' },
    // Where the bucket keeps versions, an expired object would live on as an old one.
    NoncurrentVersionExpiration: { NoncurrentDays: '1' },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: '1' },
  }));

const nameOf = (prefix: string): string => prefix.replace(/\/$/, '').replaceAll('/', '-');
