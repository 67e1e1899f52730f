import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { CloudApiError } from './cloud-action.ts';
import type { CloudCredentials } from './credentials.ts';

/** The signed parts of a request. */
export interface SignedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Maximum difference between a request's timestamp and our time. Source: Cloud API, signature method v3. */
const MAX_SKEW_SECONDS = 300;

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/([^/]+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/**
 * Verifies TC3-HMAC-SHA256 over the request as received.
 *
 * @returns the service of the credential scope, e.g. `ocr`.
 * @throws CloudApiError with the vendor's code: AuthFailure.SignatureExpire, .SecretIdNotFound, .TokenFailure,
 * .SignatureFailure.
 */
export function verifyTc3(request: SignedRequest, credentials: CloudCredentials, now: Date): string {
  const parts = AUTHORIZATION.exec(request.headers.authorization ?? '');
  if (!parts)
    throw new CloudApiError('AuthFailure.InvalidAuthorization', 'the Authorization header is not TC3-HMAC-SHA256');
  const [, secretId = '', date = '', service = '', signedHeaders = '', signature = ''] = parts;
  const timestamp = Number(request.headers['x-tc-timestamp']);
  const dayOfTimestamp = Number.isFinite(timestamp) ? new Date(timestamp * 1000).toISOString().slice(0, 10) : '';
  const isFresh = Math.abs(now.getTime() / 1000 - timestamp) <= MAX_SKEW_SECONDS;
  if (!isFresh || dayOfTimestamp !== date)
    throw new CloudApiError('AuthFailure.SignatureExpire', 'the timestamp is too far away');
  if (secretId !== credentials.secretId) throw new CloudApiError('AuthFailure.SecretIdNotFound', 'no such SecretId');
  // Keys that last have no token.
  if ((request.headers['x-tc-token'] ?? '') !== credentials.token)
    throw new CloudApiError('AuthFailure.TokenFailure', 'the token is wrong');
  const names = signedHeaders.split(';');
  const signs = (host: string | undefined) => {
    const headers: SignedRequest['headers'] = { ...request.headers, host };
    const lines = names.map((name) => `${name}:${headers[name]?.trim().toLowerCase() ?? ''}\n`).join('');
    const canonical = [request.method, '/', '', lines, signedHeaders, sha256(request.body)].join('\n');
    const scope = `${date}/${service}/tc3_request`;
    const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
    const key = hmac(hmac(hmac(`TC3${credentials.secretKey}`, date), service), 'tc3_request');
    return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'));
  };
  const { host } = request.headers;
  // With `endpoint: '127.0.0.1:port'` the SDK sends the port in Host but does not sign it.
  const covered = names.includes('host') && names.includes('content-type');
  if (!covered || !(signs(host) || signs(host?.replace(/:\d+$/, '')))) {
    throw new CloudApiError('AuthFailure.SignatureFailure', 'the signature does not match');
  }
  return service;
}
