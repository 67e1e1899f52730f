import { domainToASCII, domainToUnicode } from 'node:url';
import { listen, type Running } from 'loopback-server/http-server.ts';
import type { World, WorldDomain } from './world.ts';

/** Suffixes of the samples that have RDAP. .cn and .中国 have none. */
const SUFFIXES = ['com', 'net', 'top', 'wang', 'xn--55qx5d'];

const DOMAIN_PATH = /^\/domain\/([^/?]+)$/;

/**
 * Starts IANA's file of RDAP servers (`/dns.json`, RFC 9224) and the RDAP server of every suffix in it (RFC 9082, RFC
 * 9083), over the world's domains. Like registries of generic suffixes, it names the registrar and not the owner.
 */
export async function startRdap({ port, world }: { readonly port: number; readonly world: World }): Promise<Running> {
  return await listen(port, async (request, response) => {
    const path = request.url ?? '/';
    const reply = (status: number, contentType: string, content: unknown) =>
      response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(content));
    if (path === '/dns.json') {
      const services = [[SUFFIXES, [`http://${request.headers.host}/`]]];
      return void reply(200, 'application/json', { version: '1.0', publication: '2026-11-01T00:00:00Z', services });
    }
    const name = domainToASCII(decodeURIComponent(DOMAIN_PATH.exec(path)?.[1] ?? ''));
    const isServed = SUFFIXES.includes(name.slice(name.lastIndexOf('.') + 1));
    const found = isServed ? world.registeredDomain(name) : undefined;
    if (found) return void reply(200, 'application/rdap+json', domainObject(found));
    const errorCode = isServed ? 404 : 400;
    reply(errorCode, 'application/rdap+json', { rdapConformance: CONFORMANCE, errorCode, title: 'No such domain' });
  });
}

const CONFORMANCE = ['rdap_level_0', 'icann_rdap_response_profile_0'];

/** EPP status codes as RDAP writes them. Source: RFC 8056. */
const rdapStatus = (status: string): string =>
  status === 'ok' ? 'active' : status.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function domainObject({ name, registrar, statuses, createdAt, expiresAt }: WorldDomain) {
  const ascii = domainToASCII(name);
  return {
    rdapConformance: CONFORMANCE,
    objectClassName: 'domain',
    ldhName: ascii.toUpperCase(),
    unicodeName: domainToUnicode(ascii),
    status: statuses.map(rdapStatus),
    events: [
      { eventAction: 'registration', eventDate: createdAt.toISOString() },
      { eventAction: 'expiration', eventDate: expiresAt.toISOString() },
    ],
    entities: [
      {
        objectClassName: 'entity',
        roles: ['registrar'],
        vcardArray: [
          'vcard',
          [
            ['version', {}, 'text', '4.0'],
            ['fn', {}, 'text', registrar],
          ],
        ],
      },
    ],
    secureDNS: { delegationSigned: false },
  };
}
