// @ts-expect-error: the package has no types.
import punycode from 'punycode.js';
import { APPROVED_SUFFIXES, type SuffixUse, UNAPPROVED_SUFFIXES } from './data/approved-suffixes.ts';

/**
 * Domain names in filings: only the registrable name, under a suffix approved by MIIT. Names are stored and compared in
 * ASCII, i.e. lower case and punycode (DM-14).
 */

/** Whether a lower-case text is one label of a name. */
export const isLabel = (text: string): boolean => /^(?!-)[a-z0-9\p{Script=Han}-]+(?<!-)$/u.test(text);
const MAX_LABEL_LENGTH = 63;
const MAX_LENGTH = 253;

/** The first problem of a name that can't be filed. */
export type DomainProblem = 'ip-address' | 'syntax' | 'suffix' | 'subdomain';

/** A typed name in lower case and half-width, with dots for 。 and without a trailing dot. */
export const tidyDomain = (text: string): string =>
  text.normalize('NFKC').trim().toLowerCase().replace(/[。｡]/gu, '.').replace(/\.$/, '');

/** The ASCII form of a domain name, e.g. `例子.中国` → `xn--fsqu00a.xn--fiqs8s`; undefined if it is not a domain name. */
export function asciiDomain(text: string): string | undefined {
  const name = tidyDomain(text);
  const labels = name.split('.');
  if (labels.length < 2 || !labels.every(isLabel) || isIpAddress(name)) return undefined;
  const ascii = toAscii(name);
  if (!ascii || ascii.length > MAX_LENGTH) return undefined;
  return ascii.split('.').every((label) => label.length <= MAX_LABEL_LENGTH) ? ascii : undefined;
}

/**
 * The form that people read, e.g. `xn--fsqu00a.xn--fiqs8s` → `例子.中国`. Labels without or with invalid punycode stay
 * unchanged.
 */
export const readableDomain = (ascii: string): string => ascii.split('.').map(readableLabel).join('.');

/** @throws RangeError for invalid punycode after `xn--`. */
const decodePunycode: (text: string) => string = punycode.decode;

function readableLabel(label: string): string {
  if (!label.startsWith('xn--')) return label;
  try {
    return decodePunycode(label.slice('xn--'.length));
  } catch {
    return label;
  }
}

/** The longest approved suffix of a name, and who may use it. Expects the ASCII form. */
export function approvedSuffix(ascii: string): { readonly suffix: string; readonly use: SuffixUse } | undefined {
  const labels = ascii.split('.');
  for (const length of [2, 1]) {
    const suffix = labels.slice(-length).join('.');
    const written = readableDomain(suffix);
    if (UNAPPROVED_SUFFIXES.includes(written)) return undefined;
    const use = labels.length > length ? APPROVED_SUFFIXES.get(written) : undefined;
    if (use) return { suffix, use };
  }
  return undefined;
}

/**
 * The name that is registered and filed, with one label before the approved suffix: `www.example.com.cn` →
 * `example.com.cn`. Undefined if the suffix is not approved. Expects the ASCII form.
 */
export function registrableDomain(ascii: string): string | undefined {
  const suffix = approvedSuffix(ascii)?.suffix;
  if (suffix === undefined) return undefined;
  return ascii
    .split('.')
    .slice(-suffix.split('.').length - 1)
    .join('.');
}

/** Why a name can't be filed, or undefined. */
export function domainProblem(text: string): DomainProblem | undefined {
  const name = tidyDomain(text);
  if (isIpAddress(name)) return 'ip-address';
  const ascii = asciiDomain(name);
  // A suffix alone, such as com.cn, belongs to the registry.
  if (!ascii || APPROVED_SUFFIXES.has(readableDomain(ascii))) return 'syntax';
  const registrable = registrableDomain(ascii);
  if (!registrable) return 'suffix';
  return registrable === ascii ? undefined : 'subdomain';
}

const isIpAddress = (name: string): boolean =>
  /^\[?[0-9a-f:]*:[0-9a-f:.]*\]?$/.test(name) || /^\d+(\.\d+)*$/.test(name);

function toAscii(name: string): string | undefined {
  // Stryker disable BlockStatement: an empty catch block also returns undefined.
  try {
    return new URL(`http://${name}`).hostname;
  } catch {
    return undefined;
  }
}
