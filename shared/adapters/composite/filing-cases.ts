import { isHeldByOther, isMeantFor } from '../../domain/authorization-code.ts';
import { normalCreditCode } from '../../domain/credit-code.ts';
import { APPROVED_REGISTRARS } from '../../domain/data/approved-registrars.ts';
import type { CloudServiceFacts, CompanyFacts, Known } from '../../domain/facts.ts';
import {
  type CloudService,
  type Filing,
  type FilingContents,
  resourceKey,
  resourcesOf,
  type Website,
} from '../../domain/filing.ts';
import { hasEnded } from '../../domain/filing-machine.ts';
import { normalIdentityNumber } from '../../domain/identity-number.ts';
import { isOfSiteOwner, standingOf } from '../../domain/liveness.ts';
import { personNumbers } from '../../domain/person-numbers.ts';
import { type FilingCase, NO_FACTS, type WebsiteFacts } from '../../domain/rules/case.ts';
import type { AuthorizationCodes } from '../../ports/authorization-codes.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CloudServices } from '../../ports/cloud-services.ts';
import type { CompanyClaim, CompanyRegister } from '../../ports/company-register.ts';
import type { Consents } from '../../ports/consents.ts';
import type { Documents } from '../../ports/documents.ts';
import type { DomainRegistry } from '../../ports/domain-registry.ts';
import type { FilingCases, Papers } from '../../ports/filing-cases.ts';
import type { Filings } from '../../ports/filings.ts';
import type { LivenessChecks } from '../../ports/liveness-checks.ts';
import type { Claims } from '../../ports/own-records.ts';
import type { Settings } from '../../ports/settings.ts';
import type { WebsiteProbe } from '../../ports/website-probe.ts';
import { type Filed, filedOf, type RecordPorts } from './filed.ts';
import { known, UNKNOWN } from './known.ts';

export interface CasePorts extends RecordPorts {
  readonly filings: Filings;
  readonly documents: Documents;
  readonly livenessChecks: LivenessChecks;
  readonly consents: Consents;
  readonly domainRegistry: DomainRegistry;
  readonly cloudServices: CloudServices;
  readonly authorizationCodes: AuthorizationCodes;
  /** Undefined where the operator does not look at websites. */
  readonly websiteProbe?: WebsiteProbe | undefined;
  /** Undefined where the operator does not ask the commercial register. */
  readonly companyRegister?: CompanyRegister | undefined;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** For whom facts are gathered: an account, if anybody signed in, and its filing, if there is one already. */
interface Asker {
  readonly applicantId: string | undefined;
  readonly filingId?: string;
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

const claimsOf = (
  certificateNumber: string,
  sites: readonly Pick<Website, 'domain' | 'cloudService'>[],
  asker: Asker,
  people: readonly string[] = [],
): Claims => ({
  ...asker,
  certificateNumber,
  domains: sites.map(({ domain }) => domain),
  servers: resourcesOf(sites),
  personNumbers: people,
});

/** What is known of a server, and how many websites of others run on it. */
function withUses(service: Known<CloudServiceFacts>, server: CloudService, { websitesOn }: Filed): typeof service {
  if (!service.known || !service.value || server.kind !== 'resource') return service;
  return { known: true, value: { ...service.value, websitesElsewhere: websitesOn.get(resourceKey(server)) } };
}

export function createFilingCases(ports: CasePorts): FilingCases {
  /** The server behind a code, for the account that may use it. */
  const authorized = async (code: string, asker: Asker): Promise<CloudServiceFacts | undefined> => {
    const found = await ports.authorizationCodes.find(code);
    if (!found || !isMeantFor(found, asker.applicantId)) return undefined;
    const facts = await ports.cloudServices.facts(found.server, found.ownerId);
    const codeHeldBy = found.state === 'used' ? 'approved-filing' : 'open-filing';
    return facts && { ...facts, ...(isHeldByOther(found, asker.filingId) && { codeHeldBy }) };
  };

  const companyOf = async (contents: FilingContents): Promise<Known<CompanyFacts> | undefined> => {
    const claim = claimOf(contents);
    if (!ports.companyRegister || !claim) return undefined;
    const answer = await known(ports.companyRegister.check(claim));
    return answer.known && answer.value === undefined ? UNKNOWN : answer;
  };

  const domainOf = (domain: string, asker: Asker) => known(ports.domainRegistry.facts(domain, asker.applicantId));
  const serviceOf = (cloudService: CloudService, asker: Asker) =>
    known(
      cloudService.kind === 'resource'
        ? ports.cloudServices.facts(cloudService, asker.applicantId)
        : authorized(cloudService.code, asker),
    );

  const website = async (
    { domain, cloudService }: Pick<Website, 'domain' | 'cloudService'>,
    asker: Asker,
    asked: Promise<Filed>,
  ): Promise<WebsiteFacts> => {
    const [domainFacts, service, filed] = await Promise.all([
      domainOf(domain, asker),
      serviceOf(cloudService, asker),
      asked,
    ]);
    return {
      domain: domainFacts,
      domainRecord: filed.domain(domain),
      cloudService: withUses(service, cloudService, filed),
    };
  };

  /** The filing alone. */
  const bare = ({ filingType, contents }: Filing): FilingCase => ({
    now: ports.clock.now(),
    openProvinces: ports.settings.openProvinces,
    approvedRegistrars: APPROVED_REGISTRARS,
    organizerRecord: UNKNOWN,
    filingType,
    contents,
    facts: {},
    documents: [],
    liveness: {},
    consentGiven: false,
    termsAccepted: false,
  });

  const atHand = async (filing: Filing, papers?: Papers): Promise<FilingCase> => {
    const [documents, checks, consentGiven] = await Promise.all([
      papers?.documents ?? ports.documents.ofFiling(filing.id),
      papers?.checks ?? ports.livenessChecks.ofFiling(filing.id),
      ports.consents.has(filing.applicantId, ports.settings.consentTextVersion),
    ]);
    const base = bare(filing);
    const current = checks.filter((check) => isOfSiteOwner(check, filing.contents));
    const liveness = filing.contents.websites.flatMap(({ id }) => {
      const { state, check } = standingOf(
        current.filter(({ websiteId }) => websiteId === id),
        base.now,
      );
      return state === 'none' || !check ? [] : [[id, { state, expiresAt: check.expiresAt }] as const];
    });
    return { ...base, documents, liveness: Object.fromEntries(liveness), consentGiven };
  };

  /** What is asked about each website of a filing, by its id. */
  const factsOf = async (
    { id: filingId, applicantId, contents }: Filing,
    ask: (website: Website, asker: Asker) => Promise<Partial<WebsiteFacts>>,
  ): Promise<FilingCase['facts']> => {
    const asked = contents.websites.map(async (one) => {
      const facts = await ask(one, { applicantId, filingId });
      return [one.id, { ...NO_FACTS, ...facts }] as const;
    });
    return Object.fromEntries(await Promise.all(asked));
  };

  const withFacts = async (filing: Filing, ask: Parameters<typeof factsOf>[1]): Promise<FilingCase> => ({
    ...bare(filing),
    facts: await factsOf(filing, ask),
  });

  return {
    async eligibility(input, applicantId) {
      const asked = filedOf(claimsOf(input.certificateNumber, [input], { applicantId }), ports);
      const [facts, { organizer }, own] = await Promise.all([
        website(input, { applicantId }, asked),
        asked,
        applicantId === undefined ? undefined : ports.filings.list(applicantId),
      ]);
      const hasUnfinishedFiling = own?.some(({ state }) => !hasEnded(state));
      const { openProvinces } = ports.settings;
      return {
        now: ports.clock.now(),
        openProvinces,
        approvedRegistrars: APPROVED_REGISTRARS,
        input,
        facts,
        organizerRecord: organizer,
        hasUnfinishedFiling,
      };
    },

    async whole(filing, termsAccepted, papers) {
      const { id: filingId, applicantId, contents } = filing;
      const { certificateNumber } = contents.eligibility;
      const people = personNumbers(contents);
      const asked = filedOf(claimsOf(certificateNumber, contents.websites, { applicantId, filingId }, people), ports);
      const [base, { organizer, numbersElsewhere }, company, facts] = await Promise.all([
        atHand(filing, papers),
        asked,
        companyOf(contents),
        factsOf(filing, async (one, asker) => {
          const [facts, isOpen] = await Promise.all([
            website(one, asker, asked),
            ports.websiteProbe && known(ports.websiteProbe.isOpen(one.domain)),
          ]);
          return { ...facts, isOpen };
        }),
      ]);
      return { ...base, termsAccepted, organizerRecord: organizer, company, numbersElsewhere, facts };
    },

    withDomains: (filing) =>
      withFacts(filing, async ({ domain }, asker) => ({ domain: await domainOf(domain, asker) })),

    withResources: (filing) =>
      withFacts(filing, async ({ domain, cloudService }, asker) => {
        const [domainFacts, service] = await Promise.all([domainOf(domain, asker), serviceOf(cloudService, asker)]);
        return { domain: domainFacts, cloudService: service };
      }),

    atHand,
  };
}
