import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { type CosEvent, startCos } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeObjectStore } from '../object-store.suite.ts';
import { type BucketSettings, openBucket } from './bucket.ts';
import { createObjectStore } from './object-store.ts';

const BUCKET = 'filings-1250000000';

let dir: string;
let cos: Running;
const events: CosEvent[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 's3-object-store-'));
  cos = await startCos({
    port: 0,
    dir,
    credentials: LAPTOP_CREDENTIALS,
    account: LAPTOP_ACCOUNT,
    buckets: [BUCKET],
    onCreated: (event) => events.push(event),
  });
});

afterAll(async () => {
  await cos.stop();
  await rm(dir, { recursive: true });
});

const settings = (changes: Partial<BucketSettings> = {}): BucketSettings => ({
  bucket: BUCKET,
  region: LAPTOP_ACCOUNT.region,
  endpoint: cos.url,
  credentials: () => LAPTOP_CREDENTIALS,
  ...changes,
});

describeObjectStore('S3 object store', () => createObjectStore(settings()));

describe('createObjectStore for S3', () => {
  it('has objects encrypted at rest', async () => {
    const store = createObjectStore(settings());
    await store.write('encrypted', Buffer.from('x'), 'text/plain');

    const answer = await fetch(await store.readLink('encrypted', 60));

    expect(answer.headers.get('x-amz-server-side-encryption')).toBe('AES256');
  });

  it('makes the store tell of the arrival again when it touches an object, and keeps it encrypted', async () => {
    const store = createObjectStore(settings());
    await store.write('told-again', Buffer.from('x'), 'text/plain');

    await store.touch('told-again');

    const told = events.flatMap(({ Records }) => Records).filter(({ cos }) => cos.cosObject.key.endsWith('told-again'));
    const answer = await fetch(await store.readLink('told-again', 60));
    expect(told.map(({ event }) => event.eventName)).toEqual(['cos:ObjectCreated:Put', 'cos:ObjectCreated:Copy']);
    expect(answer.headers.get('x-amz-server-side-encryption')).toBe('AES256');
  });

  it('binds the body in its signature and sends none of the checksums that COS does not document', async () => {
    let sent: Readonly<Record<string, unknown>> = {};
    const server = await listen(0, async ({ headers }, response) => {
      sent = headers;
      response.end();
    });

    await createObjectStore(settings({ endpoint: server.url })).write('x', Buffer.from('front'), 'text/plain');
    await server.stop();

    expect(sent['x-amz-content-sha256']).toBe('2d8d693177ac44895fc02c009ec3f6af32e51eb00783c17000d7051d1662b93a');
    expect(Object.keys(sent).filter((name) => /checksum|trailer|encoding/.test(name))).toEqual([]);
  });

  it('asks for the credentials at each call, since the platform renews them', async () => {
    let current = { ...LAPTOP_CREDENTIALS, token: 'outlived' };
    const store = createObjectStore(settings({ credentials: () => current }));

    const before = store.write('renewed', Buffer.from('x'), 'text/plain');
    await expect(before).rejects.toMatchObject({ vendorCode: 'InvalidToken' });
    current = LAPTOP_CREDENTIALS;
    await store.write('renewed', Buffer.from('x'), 'text/plain');

    expect(await store.look('renewed')).toMatchObject({ bytes: 1 });
  });

  it('fails when the bucket is not there, instead of knowing no such object', async () => {
    const store = createObjectStore(settings({ bucket: 'nobody-1250000000' }));

    const reading = store.read('x', { maxBytes: 1 });

    await expect(reading).rejects.toMatchObject({ name: 'Failed', kind: 'broken', vendorCode: 'NoSuchBucket' });
  });

  it('links to the bucket’s own host when no other store is configured', async () => {
    const store = createObjectStore(settings({ endpoint: undefined }));

    const link = new URL(await store.readLink('views/abc', 300));

    expect(link.origin + link.pathname).toBe('https://filings-1250000000.cos.ap-guangzhou.myqcloud.com/views/abc');
    expect(link.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(link.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  });
});

describe('a store that answers otherwise', () => {
  it.each([
    [503, 'SlowDown', 'throttled'],
    [429, 'RequestLimitExceeded', 'throttled'],
    [403, 'AccessDenied', 'refused'],
    [400, 'RequestTimeout', 'timeout'],
    [500, 'InternalError', 'broken'],
    [404, 'NoSuchBucket', 'broken'],
  ])('fails with the kind of status %i %s: %s', async (status, code, kind) => {
    const server = await listen(0, async (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<Error><Code>${code}</Code><Message>text of the vendor</Message></Error>`);
    });
    const store = createObjectStore(settings({ endpoint: server.url }));

    const outcome = store.write('x', Buffer.from('x'), 'text/plain').finally(() => server.stop());

    await expect(outcome).rejects.toMatchObject({
      message: `object-store: ${kind} (${code})`,
      port: 'object-store',
      kind,
      vendorCode: code,
    });
  });

  it.each([
    ['no XML', 200, '{"ok":true}', { bytes: 11, contentType: 'text/html', etag: '"1"' }],
    ['nothing', 204, '', undefined],
  ])('is believed by its headers alone when it sends %s', async (_what, status, body, facts) => {
    const server = await listen(0, async (_request, response) => {
      const headers = body ? { 'content-type': 'text/html', 'content-length': body.length, etag: '"1"' } : {};
      response.writeHead(status, headers).end();
    });
    const store = createObjectStore(settings({ endpoint: server.url }));

    const outcome = await store.look('x').then(
      (value) => value,
      (error: unknown) => String(error),
    );
    await server.stop();

    expect(outcome).toEqual(facts ?? 'Failed: object-store: broken (HeadersMissing)');
  });

  it('fails when nobody answers at the address', async () => {
    const gone = await listen(0, async () => {});
    await gone.stop();
    const store = createObjectStore(settings({ endpoint: gone.url }));

    const outcome = store.look('x');

    await expect(outcome).rejects.toMatchObject({ kind: 'broken', vendorCode: 'ECONNREFUSED' });
  });

  it.each([
    ['without an answer', false],
    ['in the middle of an object', true],
  ])('fails after 5 seconds %s', { timeout: 10_000 }, async (_when, begins) => {
    const silent = await listen(0, async (_request, response) => {
      if (begins) response.writeHead(200, { 'content-length': 100 }).write('begun');
    });
    const store = createObjectStore(settings({ endpoint: silent.url }));
    const startedMs = performance.now();

    const outcome = store.read('x', { maxBytes: 100 }).finally(() => silent.stop());

    await expect(outcome).rejects.toMatchObject({ kind: 'timeout' });
    expect(performance.now() - startedMs).toBeLessThan(6_000);
  });
});

describe('what the SDK says', () => {
  const openMocked = () => {
    const client = openBucket(settings());
    return { store: createObjectStore(settings(), client), sdk: mockClient(client) };
  };
  const sdkError = (name: string, httpStatusCode?: number) =>
    Object.assign(new Error('text of the vendor'), { name, $metadata: { httpStatusCode } });

  it.each([
    ['ThrottlingException', 400, 'throttled'],
    ['ServiceUnavailable', undefined, 'throttled'],
    ['TimeoutError', undefined, 'timeout'],
    ['ExpiredToken', 403, 'refused'],
    ['SyntaxError', undefined, 'broken'],
  ])('as %s with status %s is a failure of the kind %s, without its text', async (name, status, kind) => {
    const { store, sdk } = openMocked();
    sdk.on(PutObjectCommand).rejects(sdkError(name, status));

    const outcome = store.write('x', Buffer.from('x'), 'text/plain');

    await expect(outcome).rejects.toMatchObject({ message: `object-store: ${kind} (${name})`, kind });
  });

  it('is asked for what was looked at, and for one byte more than is wanted', async () => {
    const { store, sdk } = openMocked();
    sdk.on(GetObjectCommand).resolves({});

    const body = await store.read('x', { etag: '"1"', maxBytes: 10 });

    const [call] = sdk.commandCalls(GetObjectCommand);
    expect(call?.args[0].input).toEqual({ Bucket: BUCKET, Key: 'x', Range: 'bytes=0-10', IfMatch: '"1"' });
    expect(body).toEqual(Buffer.alloc(0));
  });

  it('without a length or an ETag says nothing that could be relied on', async () => {
    const { store, sdk } = openMocked();
    sdk.on(HeadObjectCommand).resolves({ ContentLength: 1 });

    const outcome = store.look('x');

    await expect(outcome).rejects.toMatchObject({ kind: 'broken', vendorCode: 'HeadersMissing' });
  });
});
