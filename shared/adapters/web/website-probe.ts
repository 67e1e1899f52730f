import { Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { Failed } from '../../../platform/ports/failed.ts';
import type { WebsiteProbe } from '../../ports/facts/website-probe.ts';
import { isPublicAddress } from './public-address.ts';

const PORT = 'website-probe';
const HTTP = 80;

export interface ProbeSettings {
  /** Timeout of a DNS query, and again of an HTTP request. */
  readonly timeoutSeconds: number;
  /** Resolves a host to the IPv4 addresses that may be called; tests pass those of their own server. */
  readonly addressesOf?: (host: string) => Promise<readonly string[]>;
  readonly port?: number;
}

/**
 * Sends a HEAD request to a domain's web server, at public addresses only. Any reply means that the website is online,
 * including redirects and error pages. Redirects are not followed. Mainland websites have IPv4, so IPv6 is not tried.
 */
export const createWebsiteProbe = ({
  timeoutSeconds,
  addressesOf = publicAddresses({ timeoutSeconds }),
  port = HTTP,
}: ProbeSettings): WebsiteProbe => ({
  async isOpen(domain) {
    const hosts = [domain, `www.${domain}`];
    const answers = await Promise.all(
      hosts.map(async (host) => {
        const [address] = await addressesOf(host);
        return address !== undefined && (await answersHttp({ host, address, port, timeoutSeconds }));
      }),
    );
    return answers.includes(true);
  },
});

/** Codes of node:dns for names without such an address. */
const NO_ADDRESS = ['ENOTFOUND', 'ENODATA'];

export interface NameServers {
  readonly timeoutSeconds: number;
  /** `address:port`; left out, the system's. */
  readonly servers?: readonly string[];
}

/** Resolves a host to its public IPv4 addresses. @throws Failed('website-probe', …) when DNS fails. */
export function publicAddresses({ timeoutSeconds, servers }: NameServers) {
  const resolver = new Resolver({ timeout: timeoutSeconds * 1000, tries: 1 });
  if (servers) resolver.setServers(servers);
  return async (host: string): Promise<readonly string[]> => {
    try {
      return (await resolver.resolve4(host)).filter(isPublicAddress);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== undefined && NO_ADDRESS.includes(code)) return [];
      throw new Failed(PORT, code === 'ETIMEOUT' ? 'timeout' : 'broken', code, { cause: error });
    }
  };
}

interface Target {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly timeoutSeconds: number;
}

/** Connects to the checked address instead of resolving the name again: it may point elsewhere by now. */
const answersHttp = ({ host, address, port, timeoutSeconds }: Target): Promise<boolean> =>
  new Promise((resolve) => {
    const asking = request({
      host: address,
      port,
      method: 'HEAD',
      path: '/',
      headers: { Host: host },
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    asking.once('response', (response) => {
      response.destroy();
      resolve(true);
    });
    asking.once('error', () => resolve(false));
    asking.end();
  });
