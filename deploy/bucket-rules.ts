/** A rule of a bucket's life cycle, or of its CORS. Field names are the SDK's. */
export type BucketRule = Readonly<Record<string, unknown>>;

/** Code that a deployment uploaded for SCF to read. */
export const CODE_PREFIX = 'deploy/';

/**
 * New objects are encrypted with keys of COS's own (SSE-COS); a bucket that uses KMS keeps it. Source: COS, PUT Bucket
 * encryption (436/40136).
 */
export const ENCRYPTION = { Rule: [{ ApplySideEncryptionConfiguration: { SSEAlgorithm: 'AES256' } }] } as const;

export const CORS_RULES: readonly BucketRule[] = [
  {
    AllowedOrigin: ['*'],
    AllowedMethod: ['GET', 'HEAD', 'POST', 'PUT'],
    AllowedHeader: ['*'],
    ExposeHeader: ['ETag', 'x-cos-request-id'],
    MaxAgeSeconds: 600,
  },
];

/** Days until an object goes that nobody needs any more, and until an old version of it does. */
interface Days {
  /** Undefined: the service deletes it itself. */
  readonly object: number | undefined;
  readonly oldVersion: number;
}

/**
 * Raw uploads, full views behind five-minute links, and code that SCF has read go after a day. Cleaned files stay until the
 * service deletes them with all their versions; a version that somebody else has replaced or hidden goes after a week.
 */
const folders = (objectPrefix: string): readonly (readonly [string, Days])[] => [
  [`${objectPrefix}incoming/`, { object: 1, oldVersion: 1 }],
  [`${objectPrefix}views/`, { object: 1, oldVersion: 1 }],
  [CODE_PREFIX, { object: 1, oldVersion: 1 }],
  [`${objectPrefix}clean/`, { object: undefined, oldVersion: 7 }],
];

/**
 * The life cycle of a stage's objects. Rules of other stages and of the operator have other names and stay. Where the
 * bucket keeps versions, what was deleted or expired would live on as an old version behind a delete marker: both end.
 * Source: COS, PUT Bucket lifecycle (436/8280), which takes either days or markers in one rule.
 */
export const lifecycleRules = (objectPrefix: string): readonly BucketRule[] =>
  folders(objectPrefix).flatMap(([Prefix, { object, oldVersion }]) => {
    const name = Prefix.replace(/\/$/, '').replaceAll('/', '-');
    const common = { Status: 'Enabled', Filter: { Prefix } };
    const parts = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } };
    return [
      ...(object === undefined ? [] : [{ ID: `one-day-${name}`, ...common, Expiration: { Days: object }, ...parts }]),
      {
        ID: `old-versions-${name}`,
        ...common,
        Expiration: { ExpiredObjectDeleteMarker: true },
        NoncurrentVersionExpiration: { NoncurrentDays: oldVersion },
      },
    ];
  });
