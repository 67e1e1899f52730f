import { stops } from '../../contracts/kit/finding.ts';
import { MAX_WEBSITES_PER_SERVER, resourceKey } from '../../shared/domain/filing/filing.ts';
import { cloudServiceFindings } from '../../shared/domain/rules/website/one-server.ts';
import type { ListedServer } from '../../shared/ports/facts/server-lists.ts';
import type { ServerTerm } from '../../shared/ports/settings.ts';
import type { Ports } from './ports.ts';

/**
 * The servers, load balancers and 建站主机 that a person can pick, each with what speaks against it, and how many
 * websites are on a server.
 *
 * @throws Failed('cloud-services', …)
 */
export async function listCloudServices({ applicantId }: { readonly applicantId: string }, ports: Ports) {
  const [listed, hosts] = await Promise.all([
    ports.serverLists.ofAccount(applicantId),
    ports.siteHosts.ofAccount(applicantId),
  ]);
  const all = [...(listed?.servers ?? []), ...hosts];
  const { websitesOn } = await ports.ownRecords.findFiled({
    ...{ applicantId, certificateNumber: '', domains: [], personNumbers: [] },
    servers: all.map(({ resource }) => resource),
  });
  const terms = { now: ports.clock.now(), ...ports.serverTerm };
  return {
    isListed: listed !== undefined,
    isIncomplete: listed?.isIncomplete ?? false,
    services: all.map((server) => serviceView(server, websitesOn.get(resourceKey(server.resource)) ?? 0, terms)),
  };
}

function serviceView(
  { resource, name, facts }: ListedServer,
  websites: number,
  terms: { readonly now: Date } & ServerTerm,
) {
  const { product, resourceId, region } = resource;
  const findings = cloudServiceFindings(resource, { ...facts, websitesElsewhere: websites }, terms);
  return {
    ...{ product, resourceId, region, name, findings },
    publicIps: facts.publicIps,
    expiresAt: facts.expiresAt,
    isUsable: !stops(findings),
    placesLeft: Math.max(0, MAX_WEBSITES_PER_SERVER - websites),
  };
}
