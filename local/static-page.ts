import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentSecurityPolicy, type PageOrigins } from '../deploy/bundle/content-security-policy.ts';
import { PAGE_HEADERS } from '../deploy/bundle/page-headers.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': JSON_TYPE,
  '.svg': 'image/svg+xml',
};

/** File names below `assets` change with their contents. */
const cacheControl = (path: string) => (path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache');

/** Something that a static host serves. */
export interface Found {
  readonly contentType: string;
  readonly body: string | Buffer;
  /** The same compressed, where a host would. */
  readonly gzip?: Buffer;
}

/**
 * Serves a built page as a static host would, compressed too, with the headers that docs/serve-the-page.md asks for. A browser
 * that opens any other path of this origin is redirected to the page.
 *
 * @param dir the built directory.
 * @param origins to which the page may send requests.
 * @param found what is there besides the files, or instead of them.
 * @param pageAt paths at which the page itself is.
 * @returns whether it served the request.
 */
export function staticPage(
  dir: string,
  origins: PageOrigins,
  found: (path: string, query: string) => Promise<Found | undefined> = async () => undefined,
  pageAt: readonly string[] = ['/'],
) {
  const files = filesIn(dir);
  const policy = `${contentSecurityPolicy(origins)}; ${PAGE_HEADERS['content-security-policy']}`;

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const [requested = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const path = pageAt.includes(requested) ? '/index.html' : requested;
    const file = (await found(path, query)) ?? files.get(path);
    if (!file && isOpenedInBrowser(request)) response.writeHead(302, { location: '/' }).end();
    if (!file) return response.headersSent;
    const compressed = acceptsGzip(request) ? file.gzip : undefined;
    response.writeHead(200, {
      ...PAGE_HEADERS,
      'content-type': file.contentType,
      'cache-control': cacheControl(path),
      'content-security-policy': policy,
      ...(file.gzip && { vary: 'accept-encoding' }),
      ...(compressed && { 'content-encoding': 'gzip' }),
    });
    response.end(request.method === 'HEAD' ? undefined : (compressed ?? file.body));
    return true;
  };
}

/** A person typed the address or followed a link; API calls don't accept HTML. */
const isOpenedInBrowser = ({ headers }: IncomingMessage): boolean => headers.accept?.includes('text/html') ?? false;

const acceptsGzip = ({ headers }: IncomingMessage): boolean => /\bgzip\b/.test(String(headers['accept-encoding']));

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
