import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { CosError, noSuchBucket } from './cos-error.ts';

/** A request, independent of how its bucket was addressed. */
export interface CosRequest {
  readonly method: string;
  /** Full name. Undefined only for `/` of an address that names no bucket. */
  readonly bucket: string | undefined;
  /** Decoded, without leading slash; empty for the bucket itself. */
  readonly key: string;
  /** The decoded path that a signature covers: never includes the bucket. */
  readonly signedPath: string;
  /** The decoded path as sent. */
  readonly sentPath: string;
  /** Decoded. A name without a value (`?uploads`) has an empty one. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: IncomingHttpHeaders;
  /** Addressed as `<bucket>.cos.<region>.myqcloud.com`, not through a path. */
  readonly onDefaultDomain: boolean;
  readonly sourceIp: string;
  /** Can be read once, and need not be read to its end: the sender still gets a reply. */
  readonly body: AsyncIterable<Buffer>;
}

/** A COS region with the full names of its buckets. */
export interface CosPlace {
  readonly region: string;
  readonly buckets: readonly string[];
}

const DEFAULT_DOMAIN = /^([a-z0-9-]+-\d+)\.cos\.([a-z0-9-]+)\.myqcloud\.com(?::\d+)?$/;
/** Refused for buckets created since 2024-01-01: COS documentation, product/436/102489. */
const PATH_STYLE_DOMAIN = /^cos\.[a-z0-9-]+\.myqcloud\.com(?::\d+)?$/i;
/** COS API documentation, "PUT Object": a key is at most 850 bytes of UTF-8. */
const KEY_MAX_BYTES = 850;

/**
 * Parses a request line and its headers. The bucket is in the host name, or else it's the first segment of the path. A
 * proxy's absolute-form (`GET http://<bucket>.cos…/key`) overrides the Host header (RFC 9112 §3.2.2).
 *
 * @throws CosError NoSuchBucket, PathStyleDomainForbidden, InvalidURI, KeyTooLong.
 */
export function parseCosRequest(request: IncomingMessage, body: CosRequest['body'], place: CosPlace): CosRequest {
  const [, absoluteHost, target = ''] = /^(?:https?:\/\/([^/?]+))?(.*)$/s.exec(request.url ?? '/') ?? [];
  const [rawPath = '', ...rest] = target.split('?');
  const host = absoluteHost ?? request.headers.host ?? '';
  const sentPath = decoded(rawPath) || '/';
  const address = bucketAndPath(host, sentPath, place, request.method === 'PUT');
  const key = address.path.slice(1);
  if (Buffer.byteLength(key) > KEY_MAX_BYTES) throw new CosError(400, 'KeyTooLong', 'Your key is too long.');
  return {
    method: request.method ?? 'GET',
    bucket: address.bucket,
    key,
    signedPath: address.path,
    sentPath,
    query: parseQuery(rest.join('?')),
    headers: request.headers,
    onDefaultDomain: address.onDefaultDomain,
    sourceIp: request.socket.remoteAddress ?? '',
    body,
  };
}

/** @param mayBeNew whether the request may create the bucket. */
function bucketAndPath(host: string, path: string, { region, buckets }: CosPlace, mayBeNew: boolean) {
  const [, named, regionOfHost] = DEFAULT_DOMAIN.exec(host.toLowerCase()) ?? [];
  if (named) {
    if (regionOfHost !== region || !(buckets.includes(named) || (mayBeNew && path === '/'))) throw noSuchBucket();
    return { bucket: named, path, onDefaultDomain: true };
  }
  if (PATH_STYLE_DOMAIN.test(host)) {
    throw new CosError(
      403,
      'PathStyleDomainForbidden',
      'The bucket you are attempting to access must be addressed using COS virtual-styled domain.',
    );
  }
  if (path === '/') return { bucket: undefined, path, onDefaultDomain: false };
  const [first = '', ...segments] = path.slice(1).split('/');
  if (!buckets.includes(first)) throw noSuchBucket();
  return { bucket: first, path: `/${segments.join('/')}`, onDefaultDomain: false };
}

/** A plus sign is literal: the SDK appends session tokens unescaped. */
function parseQuery(text: string): ReadonlyMap<string, string> {
  const pairs = text.split('&').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decoded(name), decoded(value.join('='))];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new CosError(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** A header as one string. */
export function headerOf({ headers }: Pick<CosRequest, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.join(',');
}
