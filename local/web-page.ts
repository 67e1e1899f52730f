import { type Found, JSON_TYPE, staticPage } from './static-page.ts';
import { type WebPlaces, webConfig } from './web-config.ts';
import { sampleAt } from './web-samples.ts';

/**
 * Serves the built web page from the gateway's own origin, and below `/laptop/` what only a laptop has: the sign-in of a
 * named person and sample pictures.
 *
 * @param dir the built directory.
 * @returns whether it served the request; the gateway handles the others.
 */
export function webPage(dir: string, standIns: WebPlaces) {
  const config = JSON.stringify(webConfig(standIns));
  return staticPage(dir, { store: standIns.cos.url }, async (path, query) => {
    if (path === '/config.json') return { contentType: JSON_TYPE, body: config };
    if (path === '/laptop/login' || path === '/laptop/phone') return codeFrom(`${standIns.wechat.url}${path}?${query}`);
    return path.startsWith('/laptop/') ? sampleAt(path) : undefined;
  });
}

async function codeFrom(url: string): Promise<Found> {
  return { contentType: JSON_TYPE, body: await (await fetch(url)).text() };
}
