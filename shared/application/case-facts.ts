import { isHeldByOther, isMeantFor } from '../domain/authorization-code.ts';
import type { CloudServiceFacts, CompanyFacts, DomainFacts, Known } from '../domain/facts.ts';
import {
  type CloudService,
  type FilingContents,
  resourceKey,
  resourcesOf,
  type Website,
} from '../domain/filing/filing.ts';
import { normalCreditCode } from '../domain/identity/credit-code.ts';
import { normalIdentityNumber } from '../domain/identity/identity-number.ts';
import type { WebsiteFacts } from '../domain/rules/case.ts';
import type { AuthorizationCodes } from '../ports/authorization-codes.ts';
import type { CloudServices } from '../ports/cloud-services.ts';
import type { CompanyClaim, CompanyRegister } from '../ports/company-register.ts';
import type { DomainRegistry } from '../ports/domain-registry.ts';
import type { WebsiteProbe } from '../ports/website-probe.ts';
import { type Filed, filedOf, type RecordPorts } from './filed.ts';
import { known, UNKNOWN } from './known.ts';

export interface FactPorts extends RecordPorts {
  readonly domainRegistry: DomainRegistry;
  readonly cloudServices: CloudServices;
  readonly authorizationCodes: AuthorizationCodes;
  /** Undefined where the operator does not look at websites. */
  readonly websiteProbe?: WebsiteProbe | undefined;
  /** Undefined where the operator does not ask the commercial register. */
  readonly companyRegister?: CompanyRegister | undefined;
}

/** For whom facts are gathered: an account, if anybody signed in, and its filing, if there is one already. */
export interface Asker {
  readonly applicantId: string | undefined;
  readonly filingId?: string;
}

/** A website as far as facts about it are concerned. */
type Site = Pick<Website, 'domain' | 'cloudService'>;

/** With what somebody wants to file. */
export interface FilingPlan {
  readonly certificateNumber: string;
  readonly sites: readonly Site[];
  /** Mobile and ID numbers of its people; left out, nobody asks who else has filed with them. */
  readonly personNumbers?: readonly string[];
}

/** What registries, cloud services, records and websites say. A vendor that fails makes its fact unknown. */
export interface CaseFacts {
  domain(domain: string, asker: Asker): Promise<Known<DomainFacts>>;
  /** A server, or the one behind an authorization code; without how many websites of others run on it. */
  cloudService(service: CloudService, asker: Asker): Promise<Known<CloudServiceFacts>>;
  filed(plan: FilingPlan, asker: Asker): Promise<Filed>;
  /** Everything about a website but whether it answers. */
  website(site: Site, asker: Asker, filed: Promise<Filed>): Promise<WebsiteFacts>;
  /** Whether a website answers at the domain; undefined where the operator does not look. */
  isOpen(domain: string): Promise<Known<boolean> | undefined>;
  /** Undefined where the operator does not ask the register, or the register can't be asked about this organizer. */
  company(contents: FilingContents): Promise<Known<CompanyFacts> | undefined>;
}

export function createCaseFacts(ports: FactPorts): CaseFacts {
  const domain: CaseFacts['domain'] = (name, { applicantId }) => known(ports.domainRegistry.facts(name, applicantId));

  const cloudService: CaseFacts['cloudService'] = (service, asker) =>
    known(
      service.kind === 'resource'
        ? ports.cloudServices.facts(service, asker.applicantId)
        : authorizedServer(service.code, asker, ports),
    );

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

    async company(contents) {
      const claim = claimOf(contents);
      if (!ports.companyRegister || !claim) return undefined;
      const answer = await known(ports.companyRegister.check(claim));
      return answer.known && answer.value === undefined ? UNKNOWN : answer;
    },
  };
}

/** The server behind a code, for the account that may use it. */
async function authorizedServer(
  code: string,
  { applicantId, filingId }: Asker,
  { authorizationCodes, cloudServices }: FactPorts,
): Promise<CloudServiceFacts | undefined> {
  const found = await authorizationCodes.findByCode(code);
  if (!found || !isMeantFor(found, applicantId)) return undefined;
  const facts = await cloudServices.facts(found.server, found.ownerId);
  const codeHeldBy = found.state === 'used' ? 'approved-filing' : 'open-filing';
  return facts && { ...facts, ...(isHeldByOther(found, filingId) && { codeHeldBy }) };
}

/** What is known of a server, and how many websites of others run on it. */
function withUses(service: Known<CloudServiceFacts>, server: CloudService, { websitesOn }: Filed): typeof service {
  if (!service.known || !service.value || server.kind !== 'resource') return service;
  return { known: true, value: { ...service.value, websitesElsewhere: websitesOn.get(resourceKey(server)) } };
}

/** What the commercial register can be asked: it wants the ID number of the legal representative, whom only the principal tells of. */
function claimOf({ eligibility, organizer, principal }: FilingContents): CompanyClaim | undefined {
  if (eligibility.organizerKind !== 'enterprise' || !organizer || !principal?.isLegalRepresentative) return undefined;
  return {
    creditCode: normalCreditCode(eligibility.certificateNumber),
    name: organizer.name,
    legalRepresentative: principal.name,
    idNumber: normalIdentityNumber(principal.idNumber),
  };
}
