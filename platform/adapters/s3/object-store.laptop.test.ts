import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { listen } from 'loopback-server/http-server.ts';
import { describe, expect, it } from 'vitest';
import { describeBucketStore } from '../object-store.suite.ts';
import { openBucket } from './bucket.ts';
import { createObjectStore } from './object-store.ts';

const { settings } = describeBucketStore('S3 object store', {
  create: createObjectStore,
  encryptionHeader: 'x-amz-server-side-encryption',
  outlived: { kind: 'broken', vendorCode: 'InvalidToken' },
});

describe('createObjectStore for S3', () => {
  it('binds the body in its signature and sends no checksums that COS does not document', async () => {
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

  it('signs a link for its time, and binds the host', async () => {
    const store = createObjectStore(settings({ endpoint: undefined }));

    const { searchParams } = new URL(await store.readLink('views/abc', 300));

    expect(searchParams.get('X-Amz-Expires')).toBe('300');
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  });
});

describe('a store with unusual replies', () => {
  it('times out when it says so', async () => {
    const server = await listen(0, async (_request, response) => {
      response.writeHead(400, { 'content-type': 'application/xml' });
      response.end('<Error><Code>RequestTimeout</Code><Message>text of the vendor</Message></Error>');
    });
    const store = createObjectStore(settings({ endpoint: server.url }));

    const outcome = store.write('x', Buffer.from('x'), 'text/plain').finally(() => server.stop());

    await expect(outcome).rejects.toMatchObject({ message: 'object-store: timeout (RequestTimeout)', kind: 'timeout' });
  });

  it.each([
    ['no XML', 200, '{"ok":true}', { bytes: 11, contentType: 'text/html', etag: '"1"' }],
    ['nothing', 204, '', undefined],
  ])('is understood by its headers alone when it sends %s', async (_what, status, body, facts) => {
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
});

describe('the SDK', () => {
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
  ])('fails with %s and status %s as the kind %s, without its text', async (name, status, kind) => {
    const { store, sdk } = openMocked();
    sdk.on(PutObjectCommand).rejects(sdkError(name, status));

    const outcome = store.write('x', Buffer.from('x'), 'text/plain');

    await expect(outcome).rejects.toMatchObject({ message: `object-store: ${kind} (${name})`, kind });
  });

  it('is called with the given etag, and for one byte more than allowed', async () => {
    const { store, sdk } = openMocked();
    sdk.on(GetObjectCommand).resolves({});

    const body = await store.read('x', { etag: '"1"', maxBytes: 10 });

    const [call] = sdk.commandCalls(GetObjectCommand);
    expect(call?.args[0].input).toEqual({
      Bucket: 'filings-1250000000',
      Key: 'x',
      Range: 'bytes=0-10',
      IfMatch: '"1"',
    });
    expect(body).toEqual(Buffer.alloc(0));
  });

  it('is not trusted without a length or an ETag', async () => {
    const { store, sdk } = openMocked();
    sdk.on(HeadObjectCommand).resolves({ ContentLength: 1 });

    const outcome = store.look('x');

    await expect(outcome).rejects.toMatchObject({ kind: 'broken', vendorCode: 'HeadersMissing' });
  });
});
