import COS from 'cos-nodejs-sdk-v5';
import * as z from 'zod/mini';
import { Failed, type FailureKind } from '../../ports/failed.ts';

export interface BucketSettings {
  /** Full name, `<name>-<appid>`. */
  readonly bucket: string;
  readonly region: string;
  /** `http://host:port` of a stand-in for COS, also for those who follow our links; undefined means the real one. */
  readonly endpoint: string | undefined;
  /** The execution role's temporary credentials. They change while an instance is warm, so each call asks again. */
  readonly credentials: () => RoleCredentials;
}

interface RoleCredentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string;
}

/** For one call, with everything that the SDK tries again by itself: it makes up to four attempts and can't be told not to. */
const CALL_TIMEOUT_MS = 5_000;

/**
 * Runs one call of the official SDK on the bucket.
 *
 * @throws Failed('object-store', …) whose vendorCode is COS's error code, or the HTTP status where COS can't say more (HEAD).
 */
export async function callCos<T>(
  settings: BucketSettings,
  call: (cos: COS, address: { Bucket: string; Region: string }) => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failed('object-store', 'timeout')), CALL_TIMEOUT_MS);
  });
  try {
    const answer = call(client(settings), { Bucket: settings.bucket, Region: settings.region });
    return await Promise.race([answer, late]);
  } catch (error) {
    throw error instanceof Failed ? error : failed(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Cheap: connections are kept outside of it. */
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
  // A stand-in is dialled as it is; the SDK would otherwise obey the variable http_proxy.
  if (endpoint) cos.on('before-send', (request: { proxy?: string }) => Object.assign(request, { proxy: '' }));
  return cos;
}

/** Where clients reach the bucket: without a trailing slash. */
export const bucketUrl = ({ bucket, region, endpoint }: BucketSettings): string =>
  endpoint ? `${new URL(endpoint).origin}/${bucket}` : `https://${bucket}.cos.${region}.myqcloud.com`;

/** The clocks of a function and of COS may differ by this much. */
const CLOCK_SKEW_SECONDS = 60;

/** A validity as signatures write it: `<start>;<end>` in Unix seconds. */
export function keyTimeFrom(now: Date, expiresInSeconds: number): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `${seconds - CLOCK_SKEW_SECONDS};${seconds + expiresInSeconds}`;
}

export interface SignedUrl {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  readonly keyTime: string;
  /** Must be sent just so. The host is bound in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** A URL that lets its holder do one thing with one object. Source: COS API documentation, "Request Signature" (product/436/7778). */
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
