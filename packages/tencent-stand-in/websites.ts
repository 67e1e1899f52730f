import type { RequestListener } from 'loopback-server/http-server.ts';
import { readBody } from 'loopback-server/http-server.ts';

const MAX_BYTES = 512 * 1024;
const PUT = '/laptop/websites/';

/** A website that nobody has put: it answers, and says nothing at its foot. */
const BARE = `<!doctype html><meta charset="utf-8"><title>演示网站</title><p>${'这是本机演示用的网站，页脚还没有放备案号。'.repeat(8)}</p>`;

/**
 * The first pages of websites, by the name that is asked for. `PUT /laptop/websites/<domain>` with HTML puts one, for as long as the
 * stand-in runs.
 */
export function createWebsites() {
  const pages = new Map<string, Buffer>();
  return {
    /** Whether a request is for a website or puts one, not for this machine's API. */
    isMeant: ({ method, url = '', headers: { host = '' } }: Parameters<RequestListener>[0]): boolean =>
      url.startsWith(PUT) || (method === 'GET' && !/^(localhost|127\.|\[)/.test(host)),
    serve: (async (request, response) => {
      const { method, url = '', headers } = request;
      if (method === 'PUT' && url.startsWith(PUT)) {
        pages.set(url.slice(PUT.length), (await readBody(request, MAX_BYTES)) ?? Buffer.alloc(0));
        return void response.writeHead(204).end();
      }
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(pages.get(headers.host ?? '') ?? BARE);
    }) satisfies RequestListener,
  };
}
