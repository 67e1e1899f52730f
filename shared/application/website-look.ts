import type { Clock } from '../../platform/ports/clock.ts';
import { footerNumberOf } from '../domain/record/hints.ts';
import { dnsOf, type LookedAt, type WebsiteFindings, withLook } from '../domain/record/outside.ts';
import { type FiledRecord, type FiledWebsite, liveAccesses } from '../domain/record/record.ts';
import { careOf } from '../domain/record/website-care.ts';
import type { FiledWebsites } from '../ports/records/filed-websites.ts';
import type { CaseFacts } from './case-facts.ts';

/** Domains of one website that are looked at; nearly all have one. */
const MOST_DOMAINS = 3;

/**
 * Looks at a website: fetches each of its domains, and compares their addresses with those of the filed servers.
 *
 * @throws Failed('filed-websites', …) when its names can't be resolved now.
 */
export async function lookAtWebsite(
  record: FiledRecord,
  website: FiledWebsite,
  ports: {
    readonly websiteLooks: FiledWebsites;
    readonly serverFacts: CaseFacts['cloudService'];
    readonly clock: Clock;
  },
): Promise<LookedAt> {
  const at = ports.clock.now().toISOString();
  const filed = await filedAddresses(record, website, ports.serverFacts);
  const publicSecurity = careOf(record, website.id).publicSecurityNumber;
  const wanted = { number: footerNumberOf(record, website), ...(publicSecurity && { publicSecurity }) };
  const findingsOf = async (domain: string): Promise<WebsiteFindings> => {
    const seen = await ports.websiteLooks.look(domain, wanted);
    return { ...seen, at, domain, wanted, dns: dnsOf(seen.addresses, filed) };
  };
  const [domain = '', ...others] = website.domains.slice(0, MOST_DOMAINS);
  const seen = await Promise.all([findingsOf(domain), ...others.map(findingsOf)] as const);
  return withLook(record.outside?.websites[website.id], seen);
}

/** The public addresses of the servers that a website is filed on; undefined: those of one are unknown. */
async function filedAddresses(
  { accountId }: FiledRecord,
  website: FiledWebsite,
  serverFacts: CaseFacts['cloudService'],
) {
  const servers = await Promise.all(
    liveAccesses(website).map(({ cloudService }) => serverFacts(cloudService, { applicantId: accountId })),
  );
  const addresses = servers.map((server) => (server.known ? server.value?.publicIps : undefined));
  return addresses.some((all) => !all?.length) ? undefined : addresses.flatMap((all) => all ?? []);
}
