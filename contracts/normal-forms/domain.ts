import { plainCharacters, withDots } from './characters.ts';

/** Whether a lower-case text is one label of a name that may be filed. */
export const isLabel = (text: string): boolean =>
  /^[a-z0-9\p{Script=Han}](?:[a-z0-9\p{Script=Han}-]*[a-z0-9\p{Script=Han}])?$/u.test(text);
const MAX_LABEL_LENGTH = 63;
const MAX_LENGTH = 253;
/** A name in any language. A name whose last label is digits is part of an address. */
const ANY_NAME = /^[\p{L}\p{M}\p{N}.-]+\.\p{L}[\p{L}\p{M}\p{N}-]*$/u;

/** A typed name in lower case and half-width, with dots for 。 and without a trailing dot. */
export const tidyDomain = (text: string): string =>
  withDots(plainCharacters(text)).trim().toLowerCase().replace(/\.$/, '');

/** The ASCII form of a domain name, e.g. `例子.中国` → `xn--fsqu00a.xn--fiqs8s`; undefined if it can't be filed as one. */
export function asciiDomain(text: string): string | undefined {
  const name = tidyDomain(text);
  const labels = name.split('.');
  if (labels.length < 2 || !labels.every(isLabel) || isIpAddress(name)) return undefined;
  const ascii = toAscii(name);
  if (!ascii || ascii.length > MAX_LENGTH) return undefined;
  return ascii.split('.').every((label) => label.length <= MAX_LABEL_LENGTH) ? ascii : undefined;
}

export const isIpAddress = (name: string): boolean =>
  /^\[?[0-9a-f:]*:[0-9a-f:.]*\]?$/.test(name) || /^\d+(\.\d+)*$/.test(name);

/** The mini program has none: there a name stays as it was typed. */
declare const URL: new (address: string) => { readonly hostname: string };

function toAscii(name: string): string | undefined {
  if (typeof URL === 'undefined') return name;
  // Stryker disable BlockStatement: an empty catch block also returns undefined.
  try {
    return new URL(`http://${name}`).hostname;
  } catch {
    return undefined;
  }
}

/** `https://www.Example.cn/` → `www.example.cn`. A path stays, so that it can be said that it must go. */
export const urlForm = (text: string): string =>
  withDots(plainCharacters(text))
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/.]+$/, '')
    .replace(/^[^/?#]+/, (host) => host.toLowerCase());

/** The domain of an address as people read it: `https://www.云帆.中国:8080/a` → `云帆.中国`. */
export const hostForm = (text: string): string => {
  const host = urlForm(text)
    .replace(/[/?#:].*$/, '')
    .replace(/\.$/, '');
  return /^www\.[^.]+\../.test(host) ? host.slice('www.'.length) : host;
};

/**
 * A domain as it is stored and compared (DM-14): in ASCII, of an address the host alone, without `www.`.
 * `https://www.云帆.中国/` → `xn--…`. What is no domain name stays as `hostForm` makes it, so that it can be said what is wrong.
 */
export const domainForm = (text: string): string => inAscii(hostForm(text));

/** A name in ASCII, in whichever language it is; unchanged when it is none. */
export const inAscii = (name: string): string => (ANY_NAME.test(name) && toAscii(name)) || name;

/** Whether a home URL is the domain or a host below it, without path, query and port. */
export function isHomeOf(homeUrl: string, domain: string): boolean {
  const host = asciiDomain(
    homeUrl
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, ''),
  );
  const filed = asciiDomain(domain);
  return host !== undefined && filed !== undefined && (host === filed || host.endsWith(`.${filed}`));
}
