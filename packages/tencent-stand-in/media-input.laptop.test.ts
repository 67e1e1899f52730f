import { listen, type Running } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeMedia } from './media-input.ts';

const LIMITS = { maxBase64Characters: 16, downloadSeconds: 10 };
let server: Running;

beforeAll(async () => {
  server = await listen(0, async (request, response) => {
    if (request.url === '/slow') return;
    response.writeHead(request.url === '/gone' ? 404 : 200).end(request.url === '/large' ? 'x'.repeat(13) : 'picture');
  });
});
afterAll(() => server.stop());

describe('takeMedia', () => {
  it('decodes base64', async () => {
    const bytes = await takeMedia({ base64: 'cGljdHVyZQ==' }, LIMITS);

    expect(bytes.toString()).toBe('picture');
  });

  it('downloads from a URL', async () => {
    const bytes = await takeMedia({ url: `${server.url}/picture` }, LIMITS);

    expect(bytes.toString()).toBe('picture');
  });

  it.each([
    ['missing', { base64: undefined }],
    ['missing', { url: '' }],
    ['not-base64', { base64: 'cGljdHVyZQ' }],
    ['not-base64', { base64: 'data:image/p' }],
    ['too-large', { base64: 'A'.repeat(20) }],
    ['bad-url', { url: 'file:///etc/hosts' }],
  ])('refuses what is %s: %o', async (problem, from) => {
    await expect(takeMedia(from, LIMITS)).rejects.toMatchObject({ problem });
  });

  it.each([
    ['too-large', '/large'],
    ['download-failed', '/gone'],
  ])('refuses what is %s on the other side', async (problem, path) => {
    await expect(takeMedia({ url: server.url + path }, LIMITS)).rejects.toMatchObject({ problem });
  });

  it('refuses a server that does not respond in time', async () => {
    const taken = takeMedia({ url: `${server.url}/slow` }, { ...LIMITS, downloadSeconds: 0.3 });

    await expect(taken).rejects.toMatchObject({ problem: 'download-timeout' });
  });

  it('refuses a server that does not listen', async () => {
    await expect(takeMedia({ url: 'http://127.0.0.1:1/' }, LIMITS)).rejects.toMatchObject({
      problem: 'download-failed',
    });
  });
});
