import COS from 'cos-nodejs-sdk-v5';
import * as z from 'zod/mini';
import { Failed, type FailureKind } from '../../ports/failed.ts';
import { type BucketSettings, CALL_TIMEOUT_MS, inTime } from '../buckets/bucket-calls.ts';

/**
 * Runs one call of the official SDK on the bucket.
 *
 * @throws Failed('object-store', …) whose vendorCode is COS's error code, or the HTTP status where COS can't say more
 * (HEAD).
 */
export const callCos = <T>(
  settings: BucketSettings,
  call: (cos: COS, address: { Bucket: string; Region: string }) => Promise<T>,
): Promise<T> =>
  // The SDK makes up to four attempts, which can't be configured; the timeout is for all of them.
  inTime(() => call(client(settings), { Bucket: settings.bucket, Region: settings.region }), failed);

/** Creating a client is cheap: connections are pooled outside of it. */
function client({ endpoint, credentials }: BucketSettings): COS {
  const { secretId, secretKey, token } = credentials();
  const cos = new COS({
    SecretId: secretId,
    SecretKey: secretKey,
    SecurityToken: token,
    Timeout: CALL_TIMEOUT_MS,
    UploadCheckContentMd5: true,
    Protocol: 'https:',
    ...(endpoint ? { Ip: new URL(endpoint).host, Protocol: 'http:' as const } : {}),
  });
  // The SDK would use the variable http_proxy also for a stand-in.
  if (endpoint) cos.on('before-send', (request: { proxy?: string }) => Object.assign(request, { proxy: '' }));
  return cos;
}

/** The bucket's URL without a trailing slash. */
export const bucketUrl = ({ bucket, region, endpoint }: Omit<BucketSettings, 'credentials'>): string =>
  endpoint ? `${new URL(endpoint).origin}/${bucket}` : `https://${bucket}.cos.${region}.myqcloud.com`;

/** Largest difference between the clocks of a function and of COS. */
const CLOCK_SKEW_SECONDS = 60;

/** A validity in the format of signatures: `<start>;<end>` in Unix seconds. */
export function keyTimeFrom(now: Date, expiresInSeconds: number): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `${seconds - CLOCK_SKEW_SECONDS};${seconds + expiresInSeconds}`;
}

/** What a signed URL allows. */
export interface SignedUrl {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  readonly keyTime: string;
  /** Headers that the request must have exactly. The host is always bound. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** A URL that allows one request for one object. Source: COS documentation, "Request Signature" (product/436/7778). */
export function signedUrl(settings: BucketSettings, { method, key, keyTime, headers, query = {} }: SignedUrl): string {
  const { secretId, secretKey, token } = settings.credentials();
  const url = bucketUrl(settings);
  const authorization = COS.getAuthorization({
    SecretId: secretId,
    SecretKey: secretKey,
    Method: method,
    Pathname: `/${key}`,
    KeyTime: keyTime,
    Headers: { ...headers, Host: new URL(url).host },
    Query: query,
  });
  const more = Object.entries({ 'x-cos-security-token': token, ...query });
  const pairs = more.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${url}/${key.split('/').map(encodeURIComponent).join('/')}?${[authorization, ...pairs].join('&')}`;
}

const sdkError = z.object({
  code: z.optional(z.string()),
  statusCode: z.optional(z.number()),
});

const THROTTLED_CODES = ['SlowDown', 'ServiceUnavailable', 'RequestLimitExceeded'];

function failed(error: unknown): Failed {
  const { code, statusCode } = sdkError.safeParse(error).data ?? {};
  const kind = (): FailureKind => {
    if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') return 'timeout';
    if (statusCode === 429 || statusCode === 503 || THROTTLED_CODES.includes(code ?? '')) return 'throttled';
    return statusCode === 401 || statusCode === 403 ? 'refused' : 'broken';
  };
  return new Failed('object-store', kind(), code, { cause: error });
}
