import type { Clock } from '../../platform/ports/clock.ts';
import { APPROVED_REGISTRARS } from '../domain/data/approved-registrars.ts';
import { NOT_ASKED, WITHHELD } from '../domain/facts.ts';
import { allContacts } from '../domain/filing/contacts.ts';
import type { EligibilityInput, Filing, Website } from '../domain/filing/filing.ts';
import { FILING_TYPES } from '../domain/filing/filing-types.ts';
import { hasUnfinished } from '../domain/filing/machine.ts';
import { isPrefilled, prefilledDifferences } from '../domain/filing/prefilled.ts';
import { livenessByWebsite } from '../domain/liveness/standing.ts';
import { filedBefore } from '../domain/record/filed-before.ts';
import { type FiledRecord, liveWebsites } from '../domain/record/record.ts';
import {
  type CaseRecord,
  type EligibilityCase,
  type FilingCase,
  NO_FACTS,
  type WebsiteFacts,
} from '../domain/rules/case.ts';
import { notInOrder } from '../domain/rules/not-in-order.ts';
import { filingTypeOf } from '../domain/rules/process/filing-type.ts';
import type { Consents } from '../ports/accounts/consents.ts';
import type { Contacts } from '../ports/accounts/contacts.ts';
import type { LivenessChecks } from '../ports/documents/liveness-checks.ts';
import type { CompanyAnswers } from '../ports/facts/company-register.ts';
import type { FilingCases, Papers } from '../ports/filings/filing-cases.ts';
import type { Filings } from '../ports/filings/filings.ts';
import type { FormDrafts } from '../ports/filings/form-drafts.ts';
import type { Records } from '../ports/records/records.ts';
import type { Settings } from '../ports/settings.ts';
import { type Asker, type CaseFacts, createCaseFacts, type FactPorts } from './case-facts.ts';
import { checksServingIn } from './checks-serving.ts';
import { companyFacts } from './company-facts.ts';
import { type ComparablePorts, comparableNumbers } from './comparable-numbers.ts';
import { recordOfNumber } from './record-of-number.ts';

/** The ports from which cases are built. */
export interface CasePorts extends FactPorts, ComparablePorts {
  readonly filings: Filings;
  readonly formDrafts: FormDrafts;
  readonly livenessChecks: LivenessChecks;
  readonly records: Records;
  readonly consents: Consents;
  readonly contacts: Contacts;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Undefined where the operator does not use the commercial register. */
  readonly companyAnswers?: CompanyAnswers | undefined;
}

interface Sources extends CasePorts {
  readonly facts: CaseFacts;
}

/** Cases for the rules: documents, checks and consents from storage, and the facts that `CaseFacts` gathers. */
export function createFilingCases(ports: CasePorts): FilingCases {
  const sources: Sources = { ...ports, facts: createCaseFacts(ports) };
  const { facts } = sources;
  return {
    eligibility: async (input, applicantId, certificate) => ({
      ...(await eligibilityCase(input, applicantId, sources)),
      certificate,
    }),
    eligibilityAsTyped: (input, applicantId) => typedCase(input, applicantId, sources),
    whole: (filing, termsAccepted, papers) => wholeCase(filing, termsAccepted, papers, sources),
    // Asking sends the legal representative's name and number to a vendor, so it takes the person's consent.
    company: async (filing, occasion) =>
      ports.companyAnswers && (await ports.consents.isInForce(filing.applicantId))
        ? companyFacts(filing, occasion, ports.companyAnswers, ports.documents)
        : undefined,
    atHand: (filing) => caseAtHand(filing, undefined, sources),

    withDomains: async (filing) => ({
      ...bareCase(filing, sources),
      facts: await ofEachWebsite(filing, async ({ domain }, asker) => ({ domain: await facts.domain(domain, asker) })),
    }),

    withResources: async (filing) => ({
      ...bareCase(filing, sources),
      facts: await ofEachWebsite(filing, async (website, asker) => {
        const [domain, cloudService] = await Promise.all([
          facts.domain(website.domain, asker),
          facts.cloudService(website.cloudService, asker),
        ]);
        return { domain, cloudService };
      }),
    }),
  };
}

async function eligibilityCase(
  input: EligibilityInput,
  applicantId: string,
  sources: Sources,
): Promise<EligibilityCase> {
  const { facts } = sources;
  const filed = facts.filed({ certificateNumber: input.certificateNumber, sites: [input] }, { applicantId });
  const [ofWebsite, { organizer }, hasUnfinishedFiling, held] = await Promise.all([
    facts.website(input, { applicantId }, filed),
    filed,
    sources.filings.listOwn(applicantId).then(hasUnfinished),
    ownRecord(input, applicantId, sources),
  ]);
  const asked = { ...circumstances(sources), input, facts: ofWebsite, organizerRecord: organizer, hasUnfinishedFiling };
  const filingType =
    held && organizer.known && ofWebsite.domainRecord.known
      ? filingTypeOf(organizer.value, ofWebsite.domainRecord.value)
      : undefined;
  if (!held || !filingType) return asked;
  const found = notInOrder(held.contents, filingType, asked.now);
  return { ...asked, notInOrder: found.map(({ message }) => message) };
}

/** The account's record of the organizer with this certificate, while it has not ended. */
async function ownRecord({ certificateNumber }: EligibilityInput, accountId: string, { records }: Sources) {
  const all = await records.listOwn(accountId);
  return all.find(({ contents }) => !contents.ended && contents.subject.certificateNumber === certificateNumber);
}

async function typedCase(
  input: EligibilityInput,
  applicantId: string | undefined,
  sources: Sources,
): Promise<EligibilityCase> {
  const { facts } = sources;
  const asker = { applicantId };
  // A code says which filing holds it.
  const isCodeOfStranger = applicantId === undefined && input.cloudService.kind === 'authorization-code';
  const [domain, cloudService, hasUnfinishedFiling] = await Promise.all([
    facts.domain(input.domain, asker),
    isCodeOfStranger ? WITHHELD : facts.cloudService(input.cloudService, asker),
    applicantId === undefined ? undefined : sources.filings.listOwn(applicantId).then(hasUnfinished),
  ]);
  const ofWebsite = { domain, domainRecord: WITHHELD, cloudService };
  return { ...circumstances(sources), input, facts: ofWebsite, organizerRecord: WITHHELD, hasUnfinishedFiling };
}

async function wholeCase(
  filing: Filing,
  termsAccepted: boolean,
  papers: Papers | undefined,
  sources: Sources,
): Promise<FilingCase> {
  const { facts } = sources;
  const { id: filingId, applicantId, contents } = filing;
  const comparable = await comparableNumbers(filing, sources);
  const plan = {
    // A change is about the record that is found by the number that is filed.
    certificateNumber: contents.before?.certificateNumber ?? contents.eligibility.certificateNumber,
    sites: contents.websites,
    personNumbers: comparable,
  };
  const filed = facts.filed(plan, { applicantId, filingId });
  const [base, drafts, reached, record, numberRecord, { organizer, numbersElsewhere }, ofWebsites] = await Promise.all([
    caseAtHand(filing, papers, sources),
    sources.formDrafts.ofFiling(filingId),
    fieldsReached(filing, sources),
    recordNow(filing, sources),
    recordOfNumber(filing, sources),
    filed,
    ofEachWebsite(filing, async (website, asker) => {
      const [outside, isOpen] = await Promise.all([facts.website(website, asker, filed), facts.isOpen(website.domain)]);
      return { ...outside, isOpen };
    }),
  ]);
  return {
    ...base,
    drafts,
    reached,
    record,
    numberRecord,
    termsAccepted,
    organizerRecord: organizer,
    numbersElsewhere,
    facts: ofWebsites,
  };
}

async function caseAtHand(filing: Filing, papers: Papers | undefined, sources: Sources): Promise<FilingCase> {
  const [documents, checks, consentGiven] = await Promise.all([
    papers?.documents ?? sources.documents.ofFiling(filing.id),
    papers?.checks ?? checksServingIn(filing, sources),
    sources.consents.hasAgreedTo(filing.applicantId, sources.settings.consentTextVersion),
  ]);
  const base = bareCase(filing, sources);
  return {
    ...base,
    documents,
    liveness: livenessByWebsite(checks, filing.contents, documents, base.now),
    consentGiven,
  };
}

/** The fields of a filing's people that were reached by a code. */
async function fieldsReached({ id, contents }: Filing, { contacts }: Sources): Promise<readonly string[]> {
  const all = allContacts(contents);
  const confirmed = await contacts.confirmed(id, [...new Set(all.map(({ address }) => address))]);
  const reached = new Set(confirmed.map(({ address }) => address));
  return all.filter(({ address }) => reached.has(address)).map(({ field }) => field);
}

/** How the record stands now that a filing about it starts from. */
async function recordNow(
  { filingType, startedFrom, applicantId, contents }: Filing,
  sources: Sources,
): Promise<CaseRecord | undefined> {
  const record = startedFrom
    ? (await sources.records.listOwn(applicantId)).find(({ id }) => id === startedFrom.recordId)
    : await ownRecord(contents.eligibility, applicantId, sources);
  if (!startedFrom && !record) return undefined;
  if (isPrefilled(filingType)) {
    const differs = record !== undefined && prefilledDifferences(contents, record.contents).length > 0;
    return {
      isMoved: differs && startedFrom !== undefined,
      isContradicted: differs && startedFrom === undefined,
      isEnded: !record || record.contents.ended !== undefined,
      ownerMobiles: record && ownerMobiles(record),
    };
  }
  if (!startedFrom) return undefined;
  if (FILING_TYPES[filingType].startsFrom !== 'record') return undefined;
  return {
    isMoved: record?.version !== startedFrom.version,
    isEnded: !record || record.contents.ended !== undefined || filedBefore(record).websites.length === 0,
  };
}

const ownerMobiles = (record: FiledRecord): Readonly<Record<string, string>> =>
  Object.fromEntries(
    liveWebsites(record).flatMap(({ domains, siteOwner }) =>
      siteOwner ? domains.map((domain) => [domain, siteOwner.mobile] as const) : [],
    ),
  );

/** The filing alone, without documents, consent and facts. */
const bareCase = ({ filingType, contents }: Filing, sources: Sources): FilingCase => ({
  ...circumstances(sources),
  organizerRecord: NOT_ASKED,
  filingType,
  contents,
  facts: {},
  documents: [],
  liveness: {},
  consentGiven: false,
  termsAccepted: false,
});

const circumstances = ({ clock, settings }: Pick<CasePorts, 'clock' | 'settings'>) => ({
  now: clock.now(),
  openProvinces: settings.openProvinces,
  acceptsThreeMonths: settings.acceptsThreeMonths,
  approvedRegistrars: APPROVED_REGISTRARS,
});

/** Facts about each website of a filing, by its id. */
async function ofEachWebsite(
  { id: filingId, applicantId, contents }: Filing,
  factsOf: (website: Website, asker: Asker) => Promise<Partial<WebsiteFacts>>,
): Promise<FilingCase['facts']> {
  const entries = contents.websites.map(async (website) => {
    const found = await factsOf(website, { applicantId, filingId });
    return [website.id, { ...NO_FACTS, ...found }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
