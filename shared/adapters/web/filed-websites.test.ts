import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Failed } from '../../../platform/ports/failed.ts';
import { createFiledWebsites } from './filed-websites.ts';

const running: { close: () => void }[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

const NUMBER = '粤ICP备2026000001号';
const LINKED = `<a href="https://beian.miit.gov.cn/">${NUMBER}</a>`;
const LOCAL = ['127.0.0.1'];
const WORDS = '云帆科技为中小企业提供进销存软件、网站建设和售后服务，欢迎来电咨询。'.repeat(4);
const page = (footer: string) => `<!doctype html><body><p>${WORDS}</p><footer>${footer}</footer></body>`;
const html = { 'Content-Type': 'text/html; charset=utf-8' };

async function listen(server: ReturnType<typeof createServer> | ReturnType<typeof createTcpServer>): Promise<number> {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Looks at a website that a server on loopback is. Nothing listens for HTTPS. */
async function look(
  listener: RequestListener,
  addressesOf: (host: string) => Promise<readonly string[]> = async (host) => (host.startsWith('www.') ? [] : LOCAL),
) {
  const asked: IncomingMessage[] = [];
  const port = await listen(
    createServer((request, response) => {
      asked.push(request);
      listener(request, response);
    }),
  );
  const settings = { timeoutSeconds: 2, addressesOf, ports: { http: port, https: 1 } };
  const seen = await createFiledWebsites(settings).look('yunfan.example', { number: NUMBER });
  return { seen, asked: asked.map(({ headers, url }) => `${headers.host}${url}`) };
}

describe('a look at a filed website', () => {
  it('finds its number on the first page, asked for by its name at the address that was resolved', async () => {
    const { seen, asked } = await look((_, response) => response.writeHead(200, html).end(page(LINKED)));

    expect(seen).toEqual({ http: 'page', https: 'silent', number: 'linked', addresses: LOCAL });
    expect(asked).toEqual(['yunfan.example/']);
  });

  it('finds that the number is missing, or another one', async () => {
    const without = await look((_, response) => response.writeHead(200, html).end(page('版权所有')));
    const other = await look((_, response) => response.writeHead(200, html).end(page('粤ICP备20260000019号')));

    expect([without.seen.number, other.seen.number]).toEqual(['absent', 'absent']);
  });

  it.each([
    ['/footer.css', 'yunfan.example/footer.css'],
    ['http://cdn.example/footer.css', 'cdn.example/footer.css'],
  ])('reads the style sheet %s, which may hide the number', async (href, address) => {
    const footer = `<link rel="Preload StyleSheet" href="${href}"><p class="record">${LINKED}</p>`;
    const css = (text: string) =>
      look(({ url }, response) =>
        url === '/footer.css'
          ? response.writeHead(200, { 'Content-Type': 'text/css' }).end(text)
          : response.writeHead(200, html).end(page(footer)),
      );
    const [hides, shows] = [await css('.record { opacity: 0 }'), await css('.record { opacity: .8 }')];

    expect([hides.seen.number, shows.seen.number]).toEqual(['doubtful', 'linked']);
    expect(hides.asked).toEqual(['yunfan.example/', address]);
  });

  it.each(['http://cdn.example:8080/a.css', 'file:///etc/passwd', 'ftp://cdn.example/a.css', 'data:text/css,a{}'])(
    'reads no style sheet at %s',
    async (href) => {
      const footer = `<link rel="stylesheet" href="${href}">${LINKED}`;
      const { seen, asked } = await look((_, response) => response.writeHead(200, html).end(page(footer)));

      expect([seen.number, asked]).toEqual(['linked', ['yunfan.example/']]);
    },
  );

  it('reads no style sheet at an address that is not public', async () => {
    const { seen, asked } = await look(
      (_, response) =>
        response.writeHead(200, html).end(page(`<link rel="stylesheet" href="http://10.0.0.1/a.css">${LINKED}`)),
      async (host) => (host === 'yunfan.example' ? LOCAL : []),
    );

    expect([seen.number, asked]).toEqual(['linked', ['yunfan.example/']]);
  });

  it('reads no style sheet for paper, and sees the page also where the name of a sheet can’t be resolved', async () => {
    const sheets =
      '<link rel="stylesheet" href="/paper.css" media="print"><link rel="stylesheet" href="//static.yunfan.example/a.css">';
    const { seen, asked } = await look(
      (_, response) => response.writeHead(200, html).end(page(`${sheets}${LINKED}`)),
      async (host) => {
        if (host.startsWith('static.')) throw new Failed('filed-websites', 'broken');
        return host.startsWith('www.') ? [] : LOCAL;
      },
    );

    expect(seen.number).toBe('linked');
    expect(asked).toEqual(['yunfan.example/']);
  });

  it('follows redirects to names of the domain, and to no other', async () => {
    const within = await look(
      ({ headers, url }, response) =>
        headers.host === 'www.yunfan.example' && url === '/home'
          ? response.writeHead(200, html).end(page(LINKED))
          : response.writeHead(302, { Location: 'http://www.yunfan.example/home' }).end(),
      async () => LOCAL,
    );
    const away = await look((_, response) => response.writeHead(301, { Location: 'http://127.0.0.1/' }).end());

    expect(within.seen.number).toBe('linked');
    expect(within.asked).toEqual(['yunfan.example/', 'www.yunfan.example/home']);
    expect(away.seen).toEqual({ http: 'no-page', https: 'silent', number: 'no-page', addresses: LOCAL });
    expect(away.asked).toEqual(['yunfan.example/']);
  });

  it.each([
    'http://10.0.0.1/',
    'http://yunfan.example:22/',
    'file:///etc/passwd',
    'http://yunfan.example.evil.example/',
    'http://[',
    '//169.254.169.254/latest/meta-data/',
  ])('does not follow a redirect to %s', async (to) => {
    const { seen, asked } = await look((_, response) => response.writeHead(302, { Location: to }).end());

    expect(seen).toMatchObject({ http: 'no-page', number: 'no-page' });
    expect(asked).toEqual(['yunfan.example/']);
  });

  it('calls no address but public ones, also behind a redirect', async () => {
    const hosts: string[] = [];
    const { asked } = await look(
      (_, response) => response.writeHead(302, { Location: 'http://intern.yunfan.example/' }).end(),
      async (host) => {
        hosts.push(host);
        return host === 'yunfan.example' ? LOCAL : [];
      },
    );

    expect(hosts).toContain('intern.yunfan.example');
    expect(asked).toEqual(['yunfan.example/']);
  });

  it('resolves a name once, however often it is called', async () => {
    const hosts: string[] = [];
    await look(
      (_, response) => response.writeHead(302, { Location: '/' }).end(),
      async (host) => {
        hosts.push(host);
        return LOCAL;
      },
    );

    expect(hosts).toEqual(['yunfan.example']);
  });

  it('gives up a website that leads in a circle', async () => {
    const { seen, asked } = await look((_, response) => response.writeHead(302, { Location: '/' }).end());

    expect(seen.number).toBe('no-page');
    expect(asked).toHaveLength(5);
  });

  it.each<[string, RequestListener]>([
    ['an error page', (_, response) => response.writeHead(500, html).end(page(''))],
    ['a picture', (_, response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end('x')],
    ['a page without end', (_, response) => response.writeHead(200, html).end('x'.repeat(600_000))],
    [
      'a compressed page that was not asked for',
      (_, response) => response.writeHead(200, { ...html, 'Content-Encoding': 'gzip' }).end('x'),
    ],
    [
      'a page that breaks off',
      (_, response) => response.writeHead(200, html).write('x'.repeat(300), () => response.destroy()),
    ],
  ])('cannot tell about the number from %s', async (_, listener) => {
    const { seen } = await look(listener);

    expect(seen).toEqual({ http: 'no-page', https: 'silent', number: 'no-page', addresses: LOCAL });
  });

  it('says that a page is made by its scripts', async () => {
    const { seen } = await look((_, response) => response.writeHead(200, html).end('<div id="app"></div>'));

    expect(seen).toMatchObject({ http: 'page', number: 'by-script' });
  });

  it('finds a website that answers at www. only, and none where nothing answers', async () => {
    const atWww = await look(
      (_, response) => response.writeHead(200, html).end(page(LINKED)),
      async (host) => (host.startsWith('www.') ? LOCAL : []),
    );
    const nowhere = await look(
      (_, response) => response.end(),
      async () => [],
    );

    expect(atWww.seen).toMatchObject({ http: 'page', number: 'linked' });
    expect(nowhere.seen).toEqual({ http: 'silent', https: 'silent', number: 'no-page', addresses: [] });
  });

  it('does not wait for a server that says nothing', async () => {
    const port = await listen(createTcpServer(() => {}));
    const settings = { timeoutSeconds: 1, addressesOf: async () => LOCAL, ports: { http: port, https: 1 } };

    const seen = await createFiledWebsites(settings).look('yunfan.example', { number: NUMBER });

    expect(seen.http).toBe('silent');
  });

  it('fails when names can’t be resolved', async () => {
    const failing = createFiledWebsites({
      timeoutSeconds: 1,
      addressesOf: async () => {
        throw new Failed('filed-websites', 'timeout');
      },
    });

    await expect(failing.look('yunfan.example', { number: NUMBER })).rejects.toThrow(Failed);
  });
});
