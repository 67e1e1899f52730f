import { asciiDomain, isIpAddress, isLabel, tidyDomain } from '../../contracts/normal-forms/domain.ts';
import { readableDomain } from '../../contracts/normal-forms/readable-domain.ts';
import { APPROVED_SUFFIXES, type SuffixUse, UNAPPROVED_SUFFIXES } from './data/approved-suffixes.ts';

// Domain names in filings: only the registrable name, under a suffix approved by MIIT.

/** The first problem of a name that can't be filed. */
export type DomainProblem = 'ip-address' | 'syntax' | 'suffix' | 'subdomain';

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

/** Whether each label decodes to one that may be filed: Node.js 24 takes `xn--` before anything. */
const isReadable = (ascii: string): boolean => readableDomain(ascii).split('.').every(isLabel);

/** Why a name can't be filed, or undefined. */
export function domainProblem(text: string): DomainProblem | undefined {
  const name = tidyDomain(text);
  if (isIpAddress(name)) return 'ip-address';
  const ascii = asciiDomain(name);
  // A suffix alone, such as com.cn, belongs to the registry.
  if (!ascii || APPROVED_SUFFIXES.has(readableDomain(ascii)) || !isReadable(ascii)) return 'syntax';
  const registrable = registrableDomain(ascii);
  if (!registrable) return 'suffix';
  return registrable === ascii ? undefined : 'subdomain';
}
