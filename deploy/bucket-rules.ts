/** What the bucket's own settings are to be. Fields are as COS's SDK reads them back: numbers are texts. */
export interface BucketRules {
  readonly CORSRules: readonly Readonly<Record<string, unknown>>[];
  readonly Rules: readonly Readonly<Record<string, unknown>>[];
}

/** Files that a deployment left for SCF to read. */
export const CODE_PREFIX = 'deploy/';

/** Nothing under these is needed after a day: raw uploads, full views behind five-minute links, and code that SCF has read. */
const ONE_DAY = ['incoming/', 'views/', CODE_PREFIX];

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
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: '1' },
  })),
};
