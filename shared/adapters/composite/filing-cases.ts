import { normalCreditCode } from '../../domain/credit-code.ts';
import { APPROVED_REGISTRARS } from '../../domain/data/approved-registrars.ts';
import type { CloudServiceFacts, CompanyFacts, Known } from '../../domain/facts.ts';
import type { CloudService, Filing, FilingContents, Website } from '../../domain/filing.ts';
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
import { Failed } from '../../ports/failed.ts';
import type { FilingCases, Papers } from '../../ports/filing-cases.ts';
import type { FilingRegistry } from '../../ports/filing-registry.ts';
import type { Filings } from '../../ports/filings.ts';
import type { LivenessChecks } from '../../ports/liveness-checks.ts';
import type { PeopleUses } from '../../ports/people-uses.ts';
import type { ServerUses } from '../../ports/server-uses.ts';
import type { Settings } from '../../ports/settings.ts';
import type { WebsiteProbe } from '../../ports/website-probe.ts';

export interface CasePorts {
  readonly filings: Filings;
  readonly documents: Documents;
  readonly livenessChecks: LivenessChecks;
  readonly consents: Consents;
  readonly domainRegistry: DomainRegistry;
  readonly cloudServices: CloudServices;
  readonly filingRegistry: FilingRegistry;
  readonly authorizationCodes: AuthorizationCodes;
  readonly serverUses: ServerUses;
  readonly peopleUses: PeopleUses;
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

const UNKNOWN = { known: false } as const;

/** A vendor's failure makes the fact unknown; a bug stays a bug. */
async function known<T>(ask: Promise<T | undefined>): Promise<Known<T>> {
  try {
    return { known: true, value: await ask } as Known<T>;
  } catch (error) {
    if (error instanceof Failed) return UNKNOWN;
    throw error;
  }
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

export function createFilingCases(ports: CasePorts): FilingCases {
  /** The server behind a code, for the account that may use it. */
  const authorized = async (code: string, asker: Asker): Promise<CloudServiceFacts | undefined> => {
    const found = await ports.authorizationCodes.find(code);
    if (!found || (found.targetId !== undefined && found.targetId !== asker.applicantId)) return undefined;
    const facts = await ports.cloudServices.facts(found.server, found.ownerId);
    const isHeld = found.filingId !== undefined && found.filingId !== asker.filingId;
    const codeHeldBy = found.state === 'used' ? 'approved-filing' : 'open-filing';
    return facts && { ...facts, ...(isHeld && { codeHeldBy }) };
  };

  const ownServer = async (server: Extract<CloudService, { kind: 'resource' }>, asker: Asker) => {
    const [facts, websitesElsewhere] = await Promise.all([
      ports.cloudServices.facts(server, asker.applicantId),
      ports.serverUses.countWebsites(server, asker.filingId),
    ]);
    return facts && { ...facts, websitesElsewhere };
  };

  const companyOf = async (contents: FilingContents): Promise<Known<CompanyFacts> | undefined> => {
    const claim = claimOf(contents);
    if (!ports.companyRegister || !claim) return undefined;
    const answer = await known(ports.companyRegister.check(claim));
    return answer.known && answer.value === undefined ? UNKNOWN : answer;
  };

  const domainOf = (domain: string, asker: Asker) => known(ports.domainRegistry.facts(domain, asker.applicantId));
  const serviceOf = (cloudService: CloudService, asker: Asker) =>
    known(cloudService.kind === 'resource' ? ownServer(cloudService, asker) : authorized(cloudService.code, asker));

  const website = async (
    domain: string,
    cloudService: CloudService,
    certificateNumber: string,
    asker: Asker,
  ): Promise<WebsiteFacts> => {
    const [domainFacts, domainRecord, service] = await Promise.all([
      domainOf(domain, asker),
      known(ports.filingRegistry.domain(domain, certificateNumber)),
      serviceOf(cloudService, asker),
    ]);
    return { domain: domainFacts, domainRecord, cloudService: service };
  };

  const atHand = async (filing: Filing, termsAccepted: boolean, papers?: Papers): Promise<FilingCase> => {
    const { openProvinces, consentTextVersion } = ports.settings;
    const [documents, checks, consentGiven] = await Promise.all([
      papers?.documents ?? ports.documents.ofFiling(filing.id),
      papers?.checks ?? ports.livenessChecks.ofFiling(filing.id),
      ports.consents.has(filing.applicantId, consentTextVersion),
    ]);
    const now = ports.clock.now();
    const current = checks.filter((check) => isOfSiteOwner(check, filing.contents));
    const liveness = filing.contents.websites.flatMap(({ id }) => {
      const { state, check } = standingOf(
        current.filter(({ websiteId }) => websiteId === id),
        now,
      );
      return state === 'none' || !check ? [] : [[id, { state, expiresAt: check.expiresAt }] as const];
    });
    return {
      now,
      openProvinces,
      approvedRegistrars: APPROVED_REGISTRARS,
      organizerRecord: UNKNOWN,
      filingType: filing.filingType,
      contents: filing.contents,
      facts: {},
      documents,
      liveness: Object.fromEntries(liveness),
      consentGiven,
      termsAccepted,
    };
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

  const withFacts = async (filing: Filing, ask: Parameters<typeof factsOf>[1]): Promise<FilingCase> => {
    const [base, facts] = await Promise.all([atHand(filing, false), factsOf(filing, ask)]);
    return { ...base, facts };
  };

  return {
    async eligibility(input, applicantId) {
      const [facts, organizerRecord, own] = await Promise.all([
        website(input.domain, input.cloudService, input.certificateNumber, { applicantId }),
        known(ports.filingRegistry.organizer(input.certificateNumber, applicantId)),
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
        organizerRecord,
        hasUnfinishedFiling,
      };
    },

    async whole(filing, termsAccepted, papers) {
      const { certificateNumber } = filing.contents.eligibility;
      const [base, organizerRecord, company, numbersElsewhere, facts] = await Promise.all([
        atHand(filing, termsAccepted, papers),
        known(ports.filingRegistry.organizer(certificateNumber, filing.applicantId)),
        companyOf(filing.contents),
        ports.peopleUses.ofOthers(personNumbers(filing.contents), certificateNumber),
        factsOf(filing, async ({ domain, cloudService }, asker) => {
          const [asked, isOpen] = await Promise.all([
            website(domain, cloudService, certificateNumber, asker),
            ports.websiteProbe && known(ports.websiteProbe.isOpen(domain)),
          ]);
          return { ...asked, isOpen };
        }),
      ]);
      return { ...base, organizerRecord, company, numbersElsewhere, facts };
    },

    withDomains: (filing) =>
      withFacts(filing, async ({ domain }, asker) => ({ domain: await domainOf(domain, asker) })),

    withResources: (filing) =>
      withFacts(filing, async ({ domain, cloudService }, asker) => {
        const [domainFacts, service] = await Promise.all([domainOf(domain, asker), serviceOf(cloudService, asker)]);
        return { domain: domainFacts, cloudService: service };
      }),

    atHand: (filing) => atHand(filing, false),
  };
}
