import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentSecurityPolicy } from '../deploy/bundle/content-security-policy.ts';
import { PAGE_HEADERS } from '../deploy/bundle/page-headers.ts';
import type { StandIns } from './stand-ins.ts';
import { webConfig } from './web-config.ts';
import { sampleAt } from './web-samples.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': JSON_TYPE,
  '.svg': 'image/svg+xml',
};

/** File names below `assets` change with their contents. */
const cacheControl = (path: string) => (path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache');

interface Found {
  readonly contentType: string;
  readonly body: string | Buffer;
  /** The same compressed, where a host would. */
  readonly gzip?: Buffer;
}

/**
 * Serves the built web page from the gateway's own origin as a static host would, compressed too, and below `/laptop/` what only a
 * laptop has: the sign-in of a named person and sample pictures. A browser that opens any other path of this origin is
 * redirected to the page.
 *
 * @param dir the built directory.
 * @returns whether it served the request; the gateway handles the others.
 */
export function webPage(dir: string, standIns: Pick<StandIns, 'cos' | 'phone' | 'reviewDesk' | 'wechat'>) {
  const files = filesIn(dir);
  const config = JSON.stringify(webConfig(standIns));
  const own = contentSecurityPolicy({ store: standIns.cos.url });
  const policy = `${own}; ${PAGE_HEADERS['content-security-policy']}`;

  const find = async (path: string, query: string): Promise<Found | undefined> => {
    if (path === '/config.json') return { contentType: JSON_TYPE, body: config };
    if (path === '/laptop/login' || path === '/laptop/phone') return codeFrom(`${standIns.wechat.url}${path}?${query}`);
    if (path.startsWith('/laptop/')) return sampleAt(path);
    return files.get(path);
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const [requested = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const path = requested === '/' ? '/index.html' : requested;
    const found = await find(path, query);
    if (!found && isOpenedInBrowser(request)) response.writeHead(302, { location: '/' }).end();
    if (!found) return response.headersSent;
    const compressed = acceptsGzip(request) ? found.gzip : undefined;
    response.writeHead(200, {
      ...PAGE_HEADERS,
      'content-type': found.contentType,
      'cache-control': cacheControl(path),
      'content-security-policy': policy,
      ...(found.gzip && { vary: 'accept-encoding' }),
      ...(compressed && { 'content-encoding': 'gzip' }),
    });
    response.end(request.method === 'HEAD' ? undefined : (compressed ?? found.body));
    return true;
  };
}

/** A person typed the address or followed a link; API calls don't accept HTML. */
const isOpenedInBrowser = ({ headers }: IncomingMessage): boolean => headers.accept?.includes('text/html') ?? false;

const acceptsGzip = ({ headers }: IncomingMessage): boolean => /\bgzip\b/.test(String(headers['accept-encoding']));

async function codeFrom(url: string): Promise<Found> {
  return { contentType: JSON_TYPE, body: await (await fetch(url)).text() };
}

/** Every file by its path, in memory: they are few, and a later build may remove their directory. */
function filesIn(dir: string): ReadonlyMap<string, Found> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      const contentType = CONTENT_TYPES[extname(name)] ?? 'application/octet-stream';
      const body = readFileSync(file);
      return [file.slice(join(dir, '.').length), { contentType, body, gzip: gzipSync(body) }];
    }),
  );
}
