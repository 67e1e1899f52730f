import { listen } from 'loopback-server/http-server.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeBucketStore } from '../object-store.suite.ts';
import { createObjectStore } from './object-store.ts';

const { settings } = describeBucketStore('COS object store', {
  create: createObjectStore,
  encryptionHeader: 'x-cos-server-side-encryption',
  outlived: { kind: 'refused', vendorCode: 'InvalidAccessKeyId' },
});

afterEach(() => vi.unstubAllEnvs());

describe('createObjectStore for COS', () => {
  it('sends an MD5, so that COS refuses a body that was damaged in transit', async () => {
    let contentMd5: unknown;
    const server = await listen(0, async ({ headers }, response) => {
      contentMd5 = headers['content-md5'];
      response.end();
    });

    await createObjectStore(settings({ endpoint: server.url })).write('x', Buffer.from('front'), 'text/plain');
    await server.stop();

    expect(contentMd5).toBe('5uxSm6GFJ5qgrc+T5kXHzQ==');
  });

  it('reaches a stand-in even when http_proxy is set', async () => {
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9');

    const facts = await createObjectStore(settings()).look('never');

    expect(facts).toBeUndefined();
  });

  it('signs a link for its time and the minute before it, and binds the host', async () => {
    const store = createObjectStore(settings({ endpoint: undefined }));

    const { searchParams } = new URL(await store.readLink('views/abc', 300));

    const [start, end] = (searchParams.get('q-sign-time') ?? '').split(';').map(Number);
    expect(Number(end) - Number(start)).toBe(360);
    expect(searchParams.get('q-header-list')).toBe('host');
  });
});
