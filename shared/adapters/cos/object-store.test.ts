import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { type CosEvent, startCos } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { describeObjectStore } from '../object-store.suite.ts';
import type { BucketSettings } from './bucket.ts';
import { createObjectStore } from './object-store.ts';

const BUCKET = 'filings-1250000000';

let dir: string;
let cos: Running;
const events: CosEvent[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'object-store-'));
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

afterEach(() => vi.unstubAllEnvs());

const settings = (changes: Partial<BucketSettings> = {}): BucketSettings => ({
  bucket: BUCKET,
  region: LAPTOP_ACCOUNT.region,
  endpoint: cos.url,
  credentials: () => LAPTOP_CREDENTIALS,
  ...changes,
});

describeObjectStore('COS object store', () => createObjectStore(settings()));

describe('createObjectStore for COS', () => {
  it('has objects encrypted at rest', async () => {
    const store = createObjectStore(settings());
    await store.write('encrypted', Buffer.from('x'), 'text/plain');

    const answer = await fetch(await store.readLink('encrypted', 60));

    expect(answer.headers.get('x-cos-server-side-encryption')).toBe('AES256');
  });

  it('makes COS tell of the arrival again when it touches an object, and keeps it encrypted', async () => {
    const store = createObjectStore(settings());
    await store.write('told-again', Buffer.from('x'), 'text/plain');

    await store.touch('told-again');

    const told = events.flatMap(({ Records }) => Records).filter(({ cos }) => cos.cosObject.key.endsWith('told-again'));
    const answer = await fetch(await store.readLink('told-again', 60));
    expect(told.map(({ event }) => event.eventName)).toEqual(['cos:ObjectCreated:Put', 'cos:ObjectCreated:Copy']);
    expect(answer.headers.get('x-cos-server-side-encryption')).toBe('AES256');
  });

  it('sends an MD5, so that COS refuses what was damaged on its way', async () => {
    let contentMd5: unknown;
    const server = await listen(0, async ({ headers }, response) => {
      contentMd5 = headers['content-md5'];
      response.end();
    });

    await createObjectStore(settings({ endpoint: server.url })).write('x', Buffer.from('front'), 'text/plain');
    await server.stop();

    expect(contentMd5).toBe('5uxSm6GFJ5qgrc+T5kXHzQ==');
  });

  it('reaches a stand-in also where an http_proxy is set', async () => {
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9');

    const facts = await createObjectStore(settings()).look('never');

    expect(facts).toBeUndefined();
  });

  it('asks for the credentials at each call, since the platform renews them', async () => {
    const renewals = [{ ...LAPTOP_CREDENTIALS, token: 'outlived' }, LAPTOP_CREDENTIALS];
    const store = createObjectStore(settings({ credentials: () => renewals.shift() ?? LAPTOP_CREDENTIALS }));

    const before = store.write('renewed', Buffer.from('x'), 'text/plain');
    await expect(before).rejects.toMatchObject({ kind: 'refused', vendorCode: 'InvalidAccessKeyId' });
    await store.write('renewed', Buffer.from('x'), 'text/plain');

    expect(await store.look('renewed')).toMatchObject({ bytes: 1 });
  });

  it('fails when the bucket is not there, instead of knowing no such object', async () => {
    const store = createObjectStore(settings({ bucket: 'nobody-1250000000' }));

    const reading = store.read('x', { maxBytes: 1 });

    await expect(reading).rejects.toMatchObject({ name: 'Failed', kind: 'broken', vendorCode: 'NoSuchBucket' });
  });

  it.each([
    [503, 'SlowDown', 'throttled'],
    [403, 'AccessDenied', 'refused'],
    [500, 'InternalError', 'broken'],
    [404, 'NoSuchBucket', 'broken'],
  ])('fails with the kind of status %i %s: %s', async (status, code, kind) => {
    const server = await listen(0, async (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/xml', 'x-cos-request-id': '1' });
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

  it('fails when nobody answers at the address', async () => {
    const gone = await listen(0, async () => {});
    await gone.stop();
    const store = createObjectStore(settings({ endpoint: gone.url }));

    const outcome = store.look('x');

    await expect(outcome).rejects.toMatchObject({ kind: 'broken', vendorCode: 'ECONNREFUSED' });
  });

  it('fails after 5 seconds without an answer', { timeout: 10_000 }, async () => {
    const silent = await listen(0, async () => {});
    const store = createObjectStore(settings({ endpoint: silent.url }));
    const startedMs = performance.now();

    const outcome = store.look('x').finally(() => silent.stop());

    await expect(outcome).rejects.toMatchObject({ kind: 'timeout' });
    expect(performance.now() - startedMs).toBeLessThan(6_000);
  });

  it('links to the official host when no stand-in is configured', async () => {
    const store = createObjectStore(settings({ endpoint: undefined }));

    const link = new URL(await store.readLink('views/abc', 300));

    expect(link.origin + link.pathname).toBe('https://filings-1250000000.cos.ap-guangzhou.myqcloud.com/views/abc');
    const [start, end] = (link.searchParams.get('q-sign-time') ?? '').split(';').map(Number);
    expect(Number(end) - Number(start)).toBe(360);
    expect(link.searchParams.get('q-header-list')).toBe('host');
  });
});
