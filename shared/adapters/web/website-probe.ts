import { Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { Failed } from '../../ports/failed.ts';
import type { WebsiteProbe } from '../../ports/website-probe.ts';
import { isPublicAddress } from './public-address.ts';

const PORT = 'website-probe';
const HTTP = 80;

export interface ProbeSettings {
  /** For an answer of a name server, and again for one of a web server. */
  readonly timeoutSeconds: number;
  /** IPv4 addresses of a host that may be asked; tests give those of their own server. */
  readonly addressesOf?: (host: string) => Promise<readonly string[]>;
  readonly port?: number;
}

/**
 * Asks a domain's web server for its headers, at public addresses only. Whatever it answers, it is open: a redirect and an error page
 * are answers too. Redirects are not followed. Mainland websites have IPv4, so IPv6 is not asked.
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

/** Codes of node:dns for names that have no such address. */
const NO_ADDRESS = ['ENOTFOUND', 'ENODATA'];

export interface NameServers {
  readonly timeoutSeconds: number;
  /** `address:port`; left out, those of the machine. */
  readonly servers?: readonly string[];
}

/**
 * Finds the public IPv4 addresses of a host.
 *
 * @throws Failed('website-probe', …) when no name server gives an answer.
 */
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

/** The address is asked, not the name again: it may point elsewhere by now. */
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
