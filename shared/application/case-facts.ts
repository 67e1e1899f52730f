import { isHeldByOther, isMeantFor } from '../domain/authorization-code.ts';
import type { CloudServiceFacts, DomainFacts, Known } from '../domain/facts.ts';
import { type CloudService, resourceKey, resourcesOf, type Website } from '../domain/filing/filing.ts';
import type { WebsiteFacts } from '../domain/rules/case.ts';
import type { CloudServices } from '../ports/facts/cloud-services.ts';
import type { DomainRegistry } from '../ports/facts/domain-registry.ts';
import type { WebsiteProbe } from '../ports/facts/website-probe.ts';
import type { AuthorizationCodes } from '../ports/filings/authorization-codes.ts';
import { type Filed, filedOf, type RecordPorts } from './filed.ts';
import { known } from './known.ts';

/** The ports from which facts come. */
export interface FactPorts extends RecordPorts {
  readonly domainRegistry: DomainRegistry;
  readonly cloudServices: CloudServices;
  readonly authorizationCodes: AuthorizationCodes;
  /** Undefined where the operator has turned the website check off. */
  readonly websiteProbe?: WebsiteProbe | undefined;
}

/** For whom facts are gathered: an account, if somebody is signed in, and its filing, if there is one already. */
export interface Asker {
  readonly applicantId: string | undefined;
  readonly filingId?: string;
}

/** The parts of a website that facts depend on. */
type Site = Pick<Website, 'domain' | 'cloudService'>;

/** What somebody wants to file with. */
export interface FilingPlan {
  readonly certificateNumber: string;
  readonly sites: readonly Site[];
  /** Mobile and ID numbers of its people; left out, other filings with these numbers are not searched. */
  readonly personNumbers?: readonly string[];
}

/** Facts from registries, cloud services, records and websites. A vendor that fails makes its fact unknown. */
export interface CaseFacts {
  domain(domain: string, asker: Asker): Promise<Known<DomainFacts>>;
  /** A server, or the one behind an authorization code; without the number of other people's websites on it. */
  cloudService(service: CloudService, asker: Asker): Promise<Known<CloudServiceFacts>>;
  filed(plan: FilingPlan, asker: Asker): Promise<Filed>;
  /** All facts about a website except whether it is online. */
  website(site: Site, asker: Asker, filed: Promise<Filed>): Promise<WebsiteFacts>;
  /** Whether a website is online at the domain; undefined where the operator has turned the check off. */
  isOpen(domain: string): Promise<Known<boolean> | undefined>;
}

export function createCaseFacts(ports: FactPorts): CaseFacts {
  const domain: CaseFacts['domain'] = (name, { applicantId }) => known(ports.domainRegistry.facts(name, applicantId));

  const cloudService = createServerFacts(ports);

  return {
    domain,
    cloudService,

    filed: ({ certificateNumber, sites, personNumbers = [] }, asker) =>
      filedOf(
        {
          ...asker,
          certificateNumber,
          domains: sites.map((site) => site.domain),
          servers: resourcesOf(sites),
          personNumbers,
        },
        ports,
      ),

    async website(site, asker, asked) {
      const [domainFacts, service, filed] = await Promise.all([
        domain(site.domain, asker),
        cloudService(site.cloudService, asker),
        asked,
      ]);
      return {
        domain: domainFacts,
        domainRecord: filed.domain(site.domain),
        cloudService: withUses(service, site.cloudService, filed),
      };
    },

    isOpen: async (name) => ports.websiteProbe && known(ports.websiteProbe.isOpen(name)),
  };
}

/** The facts of servers alone; see `CaseFacts.cloudService`. */
export const createServerFacts =
  (ports: ServerPorts): CaseFacts['cloudService'] =>
  (service, asker) =>
    known(
      service.kind === 'resource'
        ? ports.cloudServices.facts(service, asker.applicantId)
        : authorizedServer(service.code, asker, ports),
    );

type ServerPorts = Pick<FactPorts, 'authorizationCodes' | 'cloudServices'>;

/** The server behind a code, for the account that may use it. */
async function authorizedServer(
  code: string,
  { applicantId, filingId }: Asker,
  { authorizationCodes, cloudServices }: ServerPorts,
): Promise<CloudServiceFacts | undefined> {
  const found = await authorizationCodes.findByCode(code);
  if (!found || !isMeantFor(found, applicantId)) return undefined;
  const facts = await cloudServices.facts(found.server, found.ownerId);
  const codeHeldBy = found.state === 'used' ? 'approved-filing' : 'open-filing';
  return facts && { ...facts, ...(isHeldByOther(found, filingId) && { codeHeldBy }) };
}

/** The facts of a server, with the number of other people's websites on it. */
function withUses(service: Known<CloudServiceFacts>, server: CloudService, { websitesOn }: Filed): typeof service {
  if (!service.known || !service.value || server.kind !== 'resource') return service;
  return { known: true, value: { ...service.value, websitesElsewhere: websitesOn.get(resourceKey(server)) } };
}
