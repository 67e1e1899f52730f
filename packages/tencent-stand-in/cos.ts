import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { CosError, errorXml, noSuchBucket, notImplemented } from './cos/cos-error.ts';
import type { CosBucket, CosReply } from './cos/cos-reply.ts';
import { type CosRequest, headerOf, parseCosRequest } from './cos/cos-request.ts';
import { type CosEvent, creationEvent } from './cos/events.ts';
import { ObjectFiles } from './cos/object-files.ts';
import { operationsOf } from './cos/operations.ts';
import { attemptsOf, requirePermission } from './cos/permission.ts';
import { postObject } from './cos/post-object.ts';
import { fromS3, toS3 } from './cos/s3-dialect.ts';
import { isS3, verifyS3Signature } from './cos/s3-signature.ts';
import { verifySignature } from './cos/xml-signature.ts';
import { type CloudCredentials, type Session, type Sessions, sessionsOf } from './credentials.ts';

export type { CosEvent } from './cos/events.ts';

export interface CosSettings {
  readonly port: number;
  /** Storage directory, which survives a restart. */
  readonly dir: string;
  /** The operator's. Besides these, only credentials that `issued` knows are accepted. */
  readonly credentials: CloudCredentials;
  readonly issued?: Sessions;
  readonly account: { readonly appId: string; readonly region: string };
  /** Full names, `<name>-<appid>`; more can be created. All are private, and open to every web origin. */
  readonly buckets: readonly string[];
  /** Called when an object is stored, before its writer gets the reply. */
  readonly onCreated?: (event: CosEvent) => void;
  /** Only tests set it. */
  readonly now?: () => Date;
}

/**
 * Starts a stand-in for Tencent Cloud COS that speaks its XML API and its S3-compatible one to unmodified SDKs. Buckets
 * are addressed as `<bucket>.cos.<region>.myqcloud.com` in the Host header or absolute-form, and as `/<bucket>/…` on
 * the server's own address. Signatures, the policies of forms and those of credentials are checked exactly; whatever
 * isn't implemented gets 501 and is never ignored.
 */
export async function startCos(settings: CosSettings): Promise<Running> {
  const { port, dir, credentials, account, buckets: names, onCreated, now = () => new Date() } = settings;
  const foreign = names.find((name) => !name.endsWith(`-${account.appId}`));
  if (foreign) throw new Error(`bucket ${foreign} is not one of account ${account.appId}`);
  const buckets = new Map<string, CosBucket>();
  const place = {
    region: account.region,
    get buckets() {
      return [...buckets.keys()];
    },
  };
  const open = async (name: string) => {
    buckets.set(name, { name, objects: await ObjectFiles.open(join(dir, name), now) });
  };
  for (const name of names) await open(name);
  /** PUT Bucket. */
  const create = async (name: string, acl = 'private'): Promise<CosReply> => {
    if (!name.endsWith(`-${account.appId}`)) throw new CosError(400, 'InvalidBucketName', 'It is of another account.');
    if (buckets.has(name)) throw new CosError(409, 'BucketAlreadyOwnedByYou', 'The bucket is there already.');
    if (acl !== 'private') throw notImplemented();
    await open(name);
    return { status: 200 };
  };
  const bucketOf = (name: string): CosBucket => {
    const bucket = buckets.get(name);
    if (!bucket) throw noSuchBucket();
    return bucket;
  };
  const sessions = sessionsOf(credentials, settings.issued);
  const signingPlace = { sessions, region: account.region };
  const operationOf = operationsOf(place, bucketOf);
  const perform = (request: CosRequest, session: Session) => {
    requirePermission(session, attemptsOf(request, place));
    return operationOf(request)(request, bucketOf(request.bucket ?? ''));
  };

  const serve = async (request: CosRequest): Promise<CosReply> => {
    if (request.method === 'OPTIONS') return preflight(request);
    if (isForm(request)) return await postObject(request, bucketOf, signingPlace, now());
    if (isS3(request)) {
      const { session, contentSha256 } = verifyS3Signature(request, signingPlace, now());
      return toS3(await perform(fromS3(request, contentSha256, place), session));
    }
    const session = verifySignature(request, sessions, now());
    if (!isCreation(request)) return await perform(request, session);
    requirePermission(session, attemptsOf(request, place));
    return await create(request.bucket ?? '', headerOf(request, 'x-cos-acl'));
  };

  return await listen(port, async (incoming, response) => {
    const requestId = newRequestId(now());
    const body = incoming.iterator({ destroyOnReturn: false });
    const answer = async (reply: CosReply) => {
      const connection: Record<string, string> = incoming.complete ? {} : { connection: 'close' };
      await send(response, reply, { ...standardHeaders(incoming, requestId, now()), ...connection }, () =>
        drop(incoming, body),
      );
    };
    try {
      const request = parseCosRequest(incoming, body, place);
      const reply = await serve(request);
      if (reply.created) {
        const { bucket, object, by } = reply.created;
        onCreated?.(creationEvent({ request, requestId, bucket: bucket.name, region: place.region, object, by }));
      }
      await answer(reply);
    } catch (error) {
      // The client has gone away: there is nobody to reply to.
      if (response.destroyed || response.headersSent) return;
      await answer(refusal(error, incoming, requestId));
    }
  });
}

const isCreation = ({ method, key, query }: CosRequest): boolean => method === 'PUT' && key === '' && query.size === 0;

const isForm = ({ method, key, headers }: CosRequest): boolean =>
  method === 'POST' && key === '' && /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

/** Without the request id the SDKs assume a lost reply and switch to another domain. */
const standardHeaders = ({ headers }: IncomingMessage, requestId: string, now: Date): Record<string, string> => ({
  server: 'tencent-cos',
  date: now.toUTCString(),
  'x-cos-request-id': requestId,
  ...crossOriginHeaders(headers.origin),
});

const newRequestId = (now: Date): string =>
  Buffer.from(`${Math.floor(now.getTime() / 1000).toString(16)}_${randomBytes(8).toString('hex')}`).toString('base64');

function refusal(error: unknown, { headers, url = '/' }: IncomingMessage, requestId: string): CosReply {
  if (!(error instanceof CosError)) console.error('cos request failed', error);
  const known =
    error instanceof CosError ? error : new CosError(500, 'InternalError', 'We encountered an internal error.');
  // Without the query: that of a presigned URL is a key.
  const resource = `${headers.host ?? ''}${url.split('?')[0]}`;
  return {
    status: known.status,
    headers: { 'content-type': 'application/xml' },
    body: errorXml(known, resource, requestId),
  };
}

/** @param beforeEnd runs when the reply has been sent and the connection is still open. */
async function send(
  response: ServerResponse,
  reply: CosReply,
  standard: Record<string, string>,
  beforeEnd: () => Promise<void>,
): Promise<void> {
  const { status, headers = {}, body = '' } = reply;
  response.writeHead(status, { ...standard, ...lengthOf(status, body), ...encodable(headers) });
  if (typeof body !== 'string') return await pipeline(body as Readable, response);
  response.flushHeaders();
  response.write(body);
  await beforeEnd();
  await new Promise<void>((resolve) => (response.destroyed ? resolve() : response.once('close', resolve).end()));
}

/** How long the rest of a refused body is read. Closing at once would reset the connection and lose the reply. */
const LINGER_MS = 1000;

/** Reads the rest of a request's body, so that the next request on the connection can follow. */
async function drop(incoming: IncomingMessage, body: AsyncIterator<Buffer>): Promise<void> {
  const timer = setTimeout(() => incoming.destroy(), LINGER_MS);
  await body.return?.();
  await finished(incoming.resume()).catch(() => {});
  clearTimeout(timer);
}

const lengthOf = (status: number, body: string | Readable): Record<string, string> =>
  typeof body === 'string' && status !== 204 && status !== 304
    ? { 'content-length': String(Buffer.byteLength(body)) }
    : {};

/** Headers come from writers, in forms even as UTF-8; HTTP allows only Latin-1. */
const encodable = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replace(/[^\t\x20-\x7e\x80-\xff]/g, encodeURIComponent),
    ]),
  );

const EXPOSED = 'ETag, x-cos-request-id, Content-Length, Date';
const METHODS = ['PUT', 'GET', 'POST', 'DELETE', 'HEAD'];

/** The headers of a bucket whose CORS rule allows every origin. */
const crossOriginHeaders = (origin: string | undefined): Record<string, string> =>
  origin === undefined
    ? {}
    : { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED, vary: 'Origin' };

/** OPTIONS Object: whether a page may send the request. @throws CosError AccessForbidden */
function preflight(request: CosRequest): CosReply {
  const method = headerOf(request, 'access-control-request-method');
  if (headerOf(request, 'origin') === undefined || !METHODS.includes(method ?? '')) {
    throw new CosError(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
  const requested = headerOf(request, 'access-control-request-headers');
  return {
    status: 200,
    headers: {
      'access-control-allow-methods': METHODS.join(', '),
      'access-control-max-age': '600',
      ...(requested ? { 'access-control-allow-headers': requested } : {}),
    },
  };
}
