import { createHash, createHmac } from 'node:crypto';
import type { CloudCredentials, Session, Sessions } from '../credentials.ts';
import { accessDenied, CosError, unknownKey } from './cos-error.ts';
import { type CosRequest, headerOf } from './cos-request.ts';
import { refuseUnsigned } from './unsigned-parts.ts';

// Source: Amazon S3 API reference, "Authenticating Requests (AWS Signature Version 4)", which COS's S3-compatible API
// follows (COS documentation, product/436/37421).

/** Whose signatures are accepted, and for which region. */
export interface SigningPlace {
  readonly sessions: Sessions;
  readonly region: string;
}

type SignedRequest = Pick<CosRequest, 'method' | 'sentPath' | 'query' | 'headers'>;

interface S3Signature {
  /** `<key id>/<yyyymmdd>/<region>/s3/aws4_request` */
  readonly credential: string;
  /** `yyyymmddThhmmssZ` */
  readonly date: string;
  readonly token: string | undefined;
  readonly headerNames: readonly string[];
  readonly signature: string;
  /** Hash of the body in hex, or a word for why there is none. */
  readonly contentSha256: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MAX_MS = 15 * 60_000;
const EXPIRES_MAX_SECONDS = 604_800;

/**
 * Whether a request is an S3 one: it has a signature of AWS's version 4, in the Authorization header or in the query.
 */
export function isS3(request: Pick<CosRequest, 'headers' | 'query'>): boolean {
  const authorization = headerOf(request, 'authorization');
  return authorization?.startsWith(ALGORITHM) ?? request.query.has('X-Amz-Algorithm');
}

/**
 * Verifies the signature of an S3 request.
 *
 * @returns whose signature it is, and the signed value for the body: its SHA-256 in hex, `UNSIGNED-PAYLOAD` or a
 * `STREAMING-…` word.
 * @throws CosError with S3's codes: AuthorizationHeaderMalformed, AuthorizationQueryParametersError,
 * InvalidAccessKeyId, InvalidToken,
 *   RequestTimeTooSkewed, AccessDenied, SignatureDoesNotMatch.
 */
export function verifyS3Signature(
  request: SignedRequest,
  place: SigningPlace,
  now: Date,
): { readonly session: Session; readonly contentSha256: string } {
  const authorization = headerOf(request, 'authorization');
  const malformed = (reason: string) =>
    new CosError(400, authorization ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError', reason);
  const signature = authorization ? inHeader(authorization, request) : inQuery(request);
  if (!signature) throw malformed('The authorization is malformed.');
  const { scope, session } = verifyCredential(signature, place, malformed);
  if (authorization) checkSkew(signature.date, now);
  else checkExpiry(signature.date, request.query.get('X-Amz-Expires') ?? '', now, malformed);
  if (!signature.headerNames.includes('host')) throw malformed('The host must be signed.');
  // A parameter can't be left out of this signature.
  refuseUnsigned(request, { headers: signature.headerNames, parameters: [...request.query.keys()] });

  const canonicalRequest = canonical(request, signature);
  const stringToSign = [ALGORITHM, signature.date, scope, sha256(canonicalRequest)].join('\n');
  if (signature.signature !== signS3(session.credentials, scope, stringToSign)) {
    throw new CosError(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match yours.', {
      StringToSign: stringToSign,
      CanonicalRequest: canonicalRequest,
    });
  }
  return { session, contentSha256: signature.contentSha256 };
}

/**
 * Checks a credential and its token.
 *
 * @returns the scope, which is the credential without its key id, and whose credential it is.
 * @throws CosError InvalidAccessKeyId, InvalidToken, and the error of `malformed`.
 */
export function verifyCredential(
  { credential, date, token }: Pick<S3Signature, 'credential' | 'date' | 'token'>,
  { sessions, region }: SigningPlace,
  malformed: (reason: string) => Error,
): { readonly scope: string; readonly session: Session } {
  const [secretId = '', ...scope] = credential.split('/');
  const session = sessions(secretId);
  if (!session || token === undefined) throw unknownKey();
  if (token !== session.credentials.token) throw new CosError(400, 'InvalidToken', 'The provided token is invalid.');
  const expected = [date.slice(0, 8), region, 's3', 'aws4_request'];
  if (scope.join('/') !== expected.join('/'))
    throw malformed(`The scope of the credential must be ${expected.join('/')}.`);
  return { scope: expected.join('/'), session };
}

/** Signs with the key that is derived for a scope. */
export function signS3({ secretKey }: CloudCredentials, scope: string, text: string): string {
  const key = scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secretKey}`));
  return hmac(key, text).toString('hex');
}

function inHeader(authorization: string, request: SignedRequest): S3Signature | undefined {
  const [, credential, headerNames, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(authorization) ??
    [];
  const date = headerOf(request, 'x-amz-date');
  const contentSha256 = headerOf(request, 'x-amz-content-sha256');
  if (!credential || !headerNames || !signature || !date || !contentSha256) return undefined;
  const token = headerOf(request, 'x-amz-security-token');
  return { credential, date, token, headerNames: headerNames.split(';'), signature, contentSha256 };
}

function inQuery({ query }: SignedRequest): S3Signature | undefined {
  const [credential, date, headerNames, signature] = ['Credential', 'Date', 'SignedHeaders', 'Signature'].map((name) =>
    query.get(`X-Amz-${name}`),
  );
  if (query.get('X-Amz-Algorithm') !== ALGORITHM || !credential || !date || !headerNames || !signature)
    return undefined;
  const token = query.get('X-Amz-Security-Token');
  const contentSha256 = query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  return { credential, date, token, headerNames: headerNames.split(';'), signature, contentSha256 };
}

/** @throws CosError RequestTimeTooSkewed; the SDKs then correct their clock by the Date header. */
function checkSkew(date: string, now: Date): void {
  // `<=` so that an invalid date (NaN) fails too.
  if (Math.abs(millisecondsOf(date) - now.getTime()) <= SKEW_MAX_MS) return;
  throw new CosError(403, 'RequestTimeTooSkewed', 'The difference between the request time and now is too large.');
}

function checkExpiry(date: string, expires: string, now: Date, malformed: (reason: string) => Error): void {
  const seconds = /^\d+$/.test(expires) ? Number(expires) : 0;
  const from = millisecondsOf(date);
  if (Number.isNaN(from) || seconds < 1 || seconds > EXPIRES_MAX_SECONDS) {
    throw malformed('X-Amz-Date or X-Amz-Expires is malformed.');
  }
  if (from - SKEW_MAX_MS > now.getTime()) throw accessDenied('Request is not valid yet');
  if (from + seconds * 1000 <= now.getTime()) throw accessDenied('Request has expired');
}

/** Milliseconds since 1970; NaN for an invalid date. */
export const millisecondsOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

function canonical(request: SignedRequest, { headerNames, contentSha256 }: S3Signature): string {
  const query = [...request.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort();
  const headers = headerNames.map((name) => `${name}:${(headerOf(request, name) ?? '').trim().replace(/ +/g, ' ')}\n`);
  return [
    request.method,
    request.sentPath.split('/').map(encoded).join('/'),
    query.join('&'),
    headers.join(''),
    headerNames.join(';'),
    contentSha256,
  ].join('\n');
}

/** Percent-encodes as RFC 3986 requires, beyond `encodeURIComponent`. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
