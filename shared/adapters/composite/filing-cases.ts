import { APPROVED_REGISTRARS } from '../../domain/data/approved-registrars.ts';
import type { CloudServiceFacts, Known } from '../../domain/facts.ts';
import type { CloudService, Filing } from '../../domain/filing.ts';
import { hasEnded } from '../../domain/filing-machine.ts';
import { isOfSiteOwner } from '../../domain/liveness.ts';
import type { FilingCase, WebsiteFacts } from '../../domain/rules/case.ts';
import type { AuthorizationCodes } from '../../ports/authorization-codes.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CloudServices } from '../../ports/cloud-services.ts';
import type { Consents } from '../../ports/consents.ts';
import type { Documents } from '../../ports/documents.ts';
import type { DomainRegistry } from '../../ports/domain-registry.ts';
import { Failed } from '../../ports/failed.ts';
import type { FilingCases } from '../../ports/filing-cases.ts';
import type { FilingRegistry } from '../../ports/filing-registry.ts';
import type { Filings } from '../../ports/filings.ts';
import type { LivenessChecks } from '../../ports/liveness-checks.ts';
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
  /** Undefined where the operator does not look at websites. */
  readonly websiteProbe?: WebsiteProbe | undefined;
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

  const website = async (
    domain: string,
    cloudService: CloudService,
    certificateNumber: string,
    asker: Asker,
  ): Promise<WebsiteFacts> => {
    const [domainFacts, domainRecord, service] = await Promise.all([
      known(ports.domainRegistry.facts(domain, asker.applicantId)),
      known(ports.filingRegistry.domain(domain, certificateNumber)),
      known(
        cloudService.kind === 'resource'
          ? ports.cloudServices.facts(cloudService, asker.applicantId)
          : authorized(cloudService.code, asker),
      ),
    ]);
    return { domain: domainFacts, domainRecord, cloudService: service };
  };

  const atHand = async (filing: Filing, termsAccepted: boolean): Promise<FilingCase> => {
    const { openProvinces, consentTextVersion } = ports.settings;
    const [documents, checks, consentGiven] = await Promise.all([
      ports.documents.ofFiling(filing.id),
      ports.livenessChecks.ofFiling(filing.id),
      ports.consents.has(filing.applicantId, consentTextVersion),
    ]);
    const current = checks.filter((check) => isOfSiteOwner(check, filing.contents));
    // Later entries replace earlier ones: a website's newest pass, else its newest failure. A new try does not undo a pass.
    const failed = current.filter(({ state }) => state === 'failed');
    const passed = current.filter(({ state }) => state === 'passed');
    const liveness = [...failed, ...passed].map(({ websiteId, state, expiresAt }) => [
      websiteId,
      { passed: state === 'passed', expiresAt },
    ]);
    return {
      now: ports.clock.now(),
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

    async whole(filing, termsAccepted) {
      const { eligibility, websites } = filing.contents;
      const { certificateNumber } = eligibility;
      const asker = { applicantId: filing.applicantId, filingId: filing.id };
      const [base, organizerRecord, facts] = await Promise.all([
        atHand(filing, termsAccepted),
        known(ports.filingRegistry.organizer(certificateNumber, filing.applicantId)),
        Promise.all(
          websites.map(async ({ id, domain, cloudService }) => {
            const [asked, isOpen] = await Promise.all([
              website(domain, cloudService, certificateNumber, asker),
              ports.websiteProbe && known(ports.websiteProbe.isOpen(domain)),
            ]);
            return [id, { ...asked, isOpen }];
          }),
        ),
      ]);
      return { ...base, organizerRecord, facts: Object.fromEntries(facts) };
    },

    atHand: (filing) => atHand(filing, false),
  };
}
