import { createHash, createHmac } from 'node:crypto';
import type { CloudCredentials, Session, Sessions } from '../credentials.ts';
import { accessDenied, CosError, unknownKey } from './cos-error.ts';
import { type CosRequest, headerOf } from './cos-request.ts';
import { encoded } from './s3-signature.ts';
import { refuseUnsigned } from './unsigned-parts.ts';

/** The signed part of a request. */
export type SignedRequest = Pick<CosRequest, 'method' | 'signedPath' | 'query' | 'headers'>;

interface XmlSignature {
  readonly algorithm: string;
  readonly secretId: string;
  readonly signTime: string;
  readonly keyTime: string;
  readonly headerNames: readonly string[];
  readonly paramNames: readonly string[];
  readonly signature: string;
}

/**
 * Verifies COS's XML signature of a request, in the Authorization header or in the query.
 *
 * @returns whose signature it is.
 * @throws CosError AccessDenied, InvalidAccessKeyId, SignatureDoesNotMatch, RequestTimeTooSkewed.
 */
export function verifySignature(request: CosRequest, sessions: Sessions, now: Date): Session {
  const authorization = headerOf(request, 'authorization');
  if (authorization?.startsWith('q-sign-algorithm='))
    return verifyXmlSignature(authorization, headerOf(request, 'x-cos-security-token'), request, sessions, now);
  if (authorization || !request.query.has('q-sign-algorithm')) throw accessDenied();
  const token = request.query.get('x-cos-security-token');
  return check(signatureOf(request.query), token, request, sessions, now);
}

/**
 * Checks an XML signature (`q-sign-algorithm=sha1&q-ak=…`) over a request. Source: COS API documentation, "Request
 * Signature" (product/436/7778).
 *
 * @returns whose signature it is.
 * @throws CosError as `verifySignature` does.
 */
export function verifyXmlSignature(
  text: string,
  token: string | undefined,
  request: SignedRequest,
  sessions: Sessions,
  now: Date,
): Session {
  const pairs = text.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name, value.join('=')] as const;
  });
  return check(signatureOf(new Map(pairs)), token, request, sessions, now);
}

/**
 * The session of a key and its token. COS doesn't know the id of a temporary key, as a function's role has it, without
 * the token; keys that last have none.
 *
 * @throws CosError InvalidAccessKeyId.
 */
export function sessionOf(sessions: Sessions, secretId: string, token: string | undefined): Session {
  const session = sessions(secretId);
  if (!session || (token ?? '') !== session.credentials.token) throw unknownKey();
  return session;
}

/**
 * Checks the validity of `q-key-time`, `<start>;<end>` in Unix seconds.
 *
 * @throws CosError AccessDenied or RequestTimeTooSkewed; the SDKs then correct their clock by the Date header.
 */
export function checkKeyTime(keyTime: string, now: Date): void {
  const [, start, end] = /^(\d+);(\d+)$/.exec(keyTime) ?? [];
  if (!start || !end) throw accessDenied('Invalid q-key-time or q-sign-time.');
  const seconds = Math.floor(now.getTime() / 1000);
  if (seconds >= Number(end)) throw accessDenied('Request has expired');
  if (seconds < Number(start)) {
    throw new CosError(403, 'RequestTimeTooSkewed', 'The difference between the request time and now is too large.');
  }
}

/** Signs with the key that is derived for a time span. */
export const signWith = ({ secretKey }: CloudCredentials, keyTime: string, text: string): string =>
  hmacSha1(hmacSha1(secretKey, keyTime), text);

export const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

function signatureOf(pairs: ReadonlyMap<string, string>): XmlSignature {
  const read = (name: string) => pairs.get(name) ?? '';
  return {
    algorithm: read('q-sign-algorithm'),
    secretId: read('q-ak'),
    signTime: read('q-sign-time'),
    keyTime: read('q-key-time'),
    headerNames: names(read('q-header-list')),
    paramNames: names(read('q-url-param-list')),
    signature: read('q-signature'),
  };
}

function check(
  signature: XmlSignature,
  token: string | undefined,
  request: SignedRequest,
  sessions: Sessions,
  now: Date,
): Session {
  if (signature.algorithm !== 'sha1') throw accessDenied('Unsupported q-sign-algorithm.');
  const session = sessionOf(sessions, signature.secretId, token);
  checkKeyTime(signature.keyTime, now);
  checkKeyTime(signature.signTime, now);

  const formatString = [
    request.method.toLowerCase(),
    request.signedPath,
    listed(signature.paramNames, (name) => valueIn(request.query, name)),
    listed(signature.headerNames, (name) => headerOf(request, name)),
    '',
  ].join('\n');
  const stringToSign = `sha1\n${signature.signTime}\n${sha1(formatString)}\n`;
  if (signature.signature !== signWith(session.credentials, signature.keyTime, stringToSign)) {
    // COS returns what it signed: comparing it with one's own string shows most mistakes.
    throw new CosError(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.', {
      StringToSign: stringToSign,
      FormatString: formatString,
    });
  }
  refuseUnsigned(request, { headers: signature.headerNames, parameters: signature.paramNames });
  return session;
}

/** Names are listed encoded; the SDK's synchronous presigned URL leaves out one layer of encoding. */
const names = (list: string): readonly string[] =>
  list.split(';').flatMap((name) => (name === '' ? [] : [decodedName(name)]));

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    throw accessDenied('Invalid q-header-list or q-url-param-list.');
  }
}

const valueIn = (query: ReadonlyMap<string, string>, lowerCaseName: string): string | undefined =>
  [...query].find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];

function listed(lowerCaseNames: readonly string[], read: (name: string) => string | undefined): string {
  return [...lowerCaseNames]
    .sort()
    .flatMap((name) => {
      const value = read(name);
      return value === undefined ? [] : [`${encoded(name).toLowerCase()}=${encoded(value)}`];
    })
    .join('&');
}

const hmacSha1 = (key: string, text: string): string => createHmac('sha1', key).update(text).digest('hex');
