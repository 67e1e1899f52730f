import { asciiDomain } from '../domain-name.ts';

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
