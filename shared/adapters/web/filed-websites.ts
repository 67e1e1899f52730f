import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Failed } from '../../../platform/ports/failed.ts';
import type { SeenWebsite, WantedNumbers, WebsiteAnswer } from '../../domain/record/outside.ts';
import type { FiledWebsites } from '../../ports/records/filed-websites.ts';
import { pageText, seenIn, sheetLinks } from './footer-number.ts';
import { publicAddresses } from './website-probe.ts';

const PORT = 'filed-websites';

export interface FiledWebsiteSettings {
  /** Timeout of a DNS query, and again of each request with its page. */
  readonly timeoutSeconds: number;
  /** Resolves a host to the IPv4 addresses that may be called; tests pass those of their own server. */
  readonly addressesOf?: (host: string) => Promise<readonly string[]>;
  readonly ports?: { readonly http: number; readonly https: number };
}

/** A first page with its footer is smaller than this by far. */
const MAX_BYTES = 512 * 1024;
const MAX_REDIRECTS = 4;
const MAX_SHEETS = 4;
/** How long all requests of one look may take together, in multiples of the timeout of each. */
const MAX_TIMEOUTS = 2.5;
const PROTOCOLS = ['http:', 'https:'] as const;

/** What the requests of one look share. */
interface Look extends Required<FiledWebsiteSettings> {
  readonly domain: string;
  /** Ends all of them. */
  readonly deadline: AbortSignal;
}

/**
 * Fetches a website's first page by HTTP/1.1. Names are resolved here, and the request goes to the address that was looked at:
 * a name may lead elsewhere a moment later (SSRF). A certificate that is not valid for the name counts as an answer, not as a
 * page: its contents may be anybody's.
 */
export const createFiledWebsites = (settings: FiledWebsiteSettings): FiledWebsites => ({
  async look(domain, wanted) {
    const { ports = { http: 80, https: 443 }, timeoutSeconds, addressesOf = addressesBy(timeoutSeconds) } = settings;
    const deadline = AbortSignal.timeout(timeoutSeconds * MAX_TIMEOUTS * 1000);
    return seenAt({ domain, ports, timeoutSeconds, addressesOf: onceForEach(addressesOf), deadline }, wanted);
  },
});

/** What the domain shows, or else `www.`. */
async function seenAt(look: Look, wanted: WantedNumbers): Promise<SeenWebsite> {
  const addresses: string[] = [];
  for (const host of [look.domain, `www.${look.domain}`]) {
    const found = await look.addressesOf(host);
    addresses.push(...found);
    if (found.length === 0) continue;
    const [http, https] = await Promise.all(
      PROTOCOLS.map((protocol) => pageAt(new URL(`${protocol}//${host}/`), look)),
    );
    if (!http || !https || [http, https].every(({ answer }) => answer === 'silent')) continue;
    const page = http.page ?? https.page;
    return {
      http: http.answer,
      https: https.answer,
      addresses,
      ...(page ? seenIn(page.html, wanted, await sheetsBeside(page, look)) : NO_PAGE),
    };
  }
  return { http: 'silent', https: 'silent', addresses, ...NO_PAGE };
}

const NO_PAGE = { number: 'no-page' } as const;

/** A name is resolved once in a look, however often it is called. */
function onceForEach(addressesOf: (host: string) => Promise<readonly string[]>) {
  const known = new Map<string, Promise<readonly string[]>>();
  return (host: string): Promise<readonly string[]> => {
    const addresses = known.get(host) ?? addressesOf(host);
    known.set(host, addresses);
    return addresses;
  };
}

/** The same names are resolved as by the probe; its failures are this port's. */
function addressesBy(timeoutSeconds: number) {
  const addressesOf = publicAddresses({ timeoutSeconds });
  return async (host: string) => {
    try {
      return await addressesOf(host);
    } catch (error) {
      if (error instanceof Failed) throw new Failed(PORT, error.kind, undefined, { cause: error });
      throw error;
    }
  };
}

interface Reached {
  readonly answer: WebsiteAnswer;
  readonly page?: Page | undefined;
}

/** A page, and where it was found. */
interface Page {
  readonly html: string;
  readonly url: URL;
}

/** Follows redirects within the domain. `silent`: the first request had no answer. */
async function pageAt(start: URL, look: Look): Promise<Reached> {
  let url = start;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const [address] = await look.addressesOf(url.hostname);
    const answer = address === undefined ? 'silent' : await ask(url, address, look);
    if (answer === 'silent') return { answer: hops === 0 ? 'silent' : 'no-page' };
    if (answer === 'untrusted') return { answer };
    if (answer.to === undefined)
      return answer.text === undefined ? { answer: 'no-page' } : { answer: 'page', page: { html: answer.text, url } };
    const next = URL.canParse(answer.to, url.href) ? new URL(answer.to, url) : undefined;
    if (!next || !isOf(look.domain, next)) break;
    url = next;
  }
  return { answer: 'no-page' };
}

/** The first style sheets of a page, wherever they lie: many are on a CDN. One that can't be had says nothing. */
async function sheetsBeside({ html, url }: Page, look: Look): Promise<string> {
  const links = sheetLinks(html).flatMap((link) => (URL.canParse(link, url.href) ? [new URL(link, url)] : []));
  const sheets = links
    .filter(isPlain)
    .slice(0, MAX_SHEETS)
    .map(async (link) => {
      const [address] = await look.addressesOf(link.hostname).catch(() => []);
      const answer = address === undefined ? 'silent' : await ask(link, address, look, 'text/css');
      return typeof answer === 'object' ? (answer.text ?? '') : '';
    });
  return (await Promise.all(sheets)).join('\n');
}

/** An address of the web, at the port that its protocol has. */
const isPlain = ({ protocol, port }: URL): boolean => PROTOCOLS.some((known) => known === protocol) && port === '';

/** A page of the domain. */
const isOf = (domain: string, url: URL): boolean =>
  isPlain(url) && (url.hostname === domain || url.hostname.endsWith(`.${domain}`));

type Answer = { readonly to: string | undefined; readonly text: string | undefined } | 'silent' | 'untrusted';

/** Codes of node:tls for certificates that don't prove the name. */
const UNTRUSTED = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** One request to the address that was looked at. */
const ask = (
  url: URL,
  address: string,
  { ports, timeoutSeconds, deadline }: Look,
  type: 'text/html' | 'text/css' = 'text/html',
): Promise<Answer> =>
  new Promise((resolve) => {
    const isHttps = url.protocol === 'https:';
    const asking = (isHttps ? httpsRequest : httpRequest)({
      host: address,
      port: isHttps ? ports.https : ports.http,
      path: `${url.pathname}${url.search}`,
      servername: url.hostname,
      headers: { Host: url.hostname, Accept: type, 'Accept-Encoding': 'identity' },
      signal: AbortSignal.any([AbortSignal.timeout(timeoutSeconds * 1000), deadline]),
      agent: false,
    });
    asking.once('response', (response) => {
      const { location } = response.headers;
      const { statusCode = 0 } = response;
      if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
        response.destroy();
        resolve({ to: location, text: undefined });
      } else readText(response, type).then((text) => resolve({ to: undefined, text }));
    });
    asking.once('error', (error: NodeJS.ErrnoException) =>
      resolve(UNTRUSTED.test(error.code ?? '') ? 'untrusted' : 'silent'),
    );
    asking.end();
  });

/** The text, if it is of the type that was asked for; undefined also when it breaks off or is too large to have a footer in sight. */
async function readText(response: IncomingMessage, wanted: string): Promise<string | undefined> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = response.headers;
  if (response.statusCode !== 200 || !type.startsWith(wanted) || encoding !== 'identity') {
    response.destroy();
    return undefined;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length;
      if (bytes > MAX_BYTES) return undefined;
      chunks.push(chunk as Buffer);
    }
  } catch {
    return undefined;
  } finally {
    response.destroy();
  }
  return pageText(Buffer.concat(chunks), type);
}
