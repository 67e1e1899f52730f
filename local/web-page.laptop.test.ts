import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandIns } from './stand-ins.ts';
import { webPage } from './web-page.ts';

const dir = mkdtempSync(join(tmpdir(), 'web-page-'));
let wechat: Running;
let site: Running;

beforeAll(async () => {
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(dir, 'assets', 'index-1a2b3c.js'), 'export {};');
  wechat = await listen(0, async ({ url }, response) => void response.end(JSON.stringify({ code: url })));
  const at = (url: string) => ({ url }) as never;
  const standIns = { cos: at('http://cos.test'), phone: at('http://phone.test'), reviewDesk: at('http://desk.test') };
  const serve = webPage(dir, { ...standIns, wechat: wechat as StandIns['wechat'] });
  site = await listen(0, async (request, response) => {
    if (!(await serve(request, response))) response.writeHead(404).end('gateway');
  });
});

afterAll(async () => {
  await site?.stop();
  await wechat?.stop();
  rmSync(dir, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(`${site.url}${path}`, { redirect: 'manual', ...init });

describe('the page on the origin of the gateway', () => {
  it('is revalidated at each visit, while its scripts, whose names change with their contents, are cached', async () => {
    const [page, script] = [await get('/'), await get('/assets/index-1a2b3c.js')];

    expect(await page.text()).toContain('<title>page</title>');
    expect([page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect([script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual([
      'text/javascript; charset=utf-8',
      'max-age=31536000, immutable',
    ]);
  });

  it('is compressed for a browser that takes it, as docs/serve-the-page.md asks of its host', async () => {
    const encodingFor = async (accepted: string) => {
      const { headers } = await get('/assets/index-1a2b3c.js', { headers: { 'accept-encoding': accepted } });
      return [headers.get('content-encoding'), headers.get('vary')];
    };

    expect(await encodingFor('gzip, br')).toEqual(['gzip', 'accept-encoding']);
    expect(await encodingFor('identity')).toEqual([null, 'accept-encoding']);
  });

  it('may load only from this origin and the object store, and may not be framed', async () => {
    const { headers } = await get('/');

    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob: http://cos.test",
      'media-src blob:',
      "connect-src 'self' http://cos.test",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  });

  it('finds its settings: this origin as the API, the desk, and examples', async () => {
    const config = await (await get('/config.json')).json();

    expect(config).toMatchObject({
      api: '',
      developmentSignIn: './laptop/login',
      reviewDesk: 'http://desk.test',
      samples: [{ label: '样例企业' }, { label: '样例个人' }],
      samplePictures: { individual: { 'id-front': './laptop/samples/individual/id-front' } },
    });
  });

  it('offers the sign-in of a named person, and their number, without leaving the origin', async () => {
    const answer = await get('/laptop/login?name=%E5%91%A8');

    const number = await get('/laptop/phone?number=13822230017');

    expect(await answer.json()).toEqual({ code: '/laptop/login?name=%E5%91%A8' });
    expect(await number.json()).toEqual({ code: '/laptop/phone?number=13822230017' });
  });

  it('has a sample picture of every certificate, the same each time', async () => {
    const first = await get('/laptop/samples/individual/id-back');
    const second = await get('/laptop/samples/individual/id-back');

    const bytes = Buffer.from(await first.arrayBuffer());
    expect(first.headers.get('content-type')).toBe('image/jpeg');
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(Buffer.from(await second.arrayBuffer())).toEqual(bytes);
  });

  it('redirects a browser that opens an unknown address to the page; a program gets 404', async () => {
    const browser = await get('/filings/1', { headers: { accept: 'text/html,*/*' } });
    const program = await get('/v1/nothing');
    const outside = await get('/..%2f..%2fpackage.json');

    expect([browser.status, browser.headers.get('location')]).toEqual([302, '/']);
    expect([program.status, outside.status]).toEqual([404, 404]);
  });

  it('leaves every method but GET and HEAD to the gateway', async () => {
    const posted = await get('/', { method: 'POST' });
    const head = await get('/', { method: 'HEAD' });

    expect([posted.status, head.status, await head.text()]).toEqual([404, 200, '']);
  });
});
