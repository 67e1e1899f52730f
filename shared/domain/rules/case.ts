import { beijingDay } from '../beijing-time.ts';
import type { CloudServiceFacts, CompanyFacts, DomainFacts, DomainRecord, Known, OrganizerRecord } from '../facts.ts';
import type { CloudService, EligibilityInput, FilingContents, FilingType, OrganizerKind } from '../filing/filing.ts';
import type { Finding } from '../finding.ts';
import type { DocumentKind, DocumentState, DocumentSubject, ReadFields } from '../media/document.ts';

/** What the outside world says about one website. */
export interface WebsiteFacts {
  readonly domain: Known<DomainFacts>;
  readonly domainRecord: Known<DomainRecord>;
  readonly cloudService: Known<CloudServiceFacts>;
  /** Whether a website answers at the domain (DM-16). Undefined where the operator does not look. */
  readonly isOpen?: Known<boolean> | undefined;
}

/** Nothing could be asked: every rule that needs a fact says that it can't tell yet. */
export const NO_FACTS: WebsiteFacts = {
  domain: { known: false },
  domainRecord: { known: false },
  cloudService: { known: false },
};

interface Circumstances {
  readonly now: Date;
  /** GB/T 2260 codes of the provinces that are served (FT-01). */
  readonly openProvinces: readonly string[];
  /** Registrars with a permit of MIIT (DM-05), as registries write them. Undefined where the operator has no such list. */
  readonly approvedRegistrars?: readonly string[] | undefined;
  readonly organizerRecord: Known<OrganizerRecord>;
}

/** What is looked at to tell whether something may be filed, and as what. */
export interface EligibilityCase extends Circumstances {
  readonly input: EligibilityInput;
  readonly facts: WebsiteFacts;
  /** Whether the account has a filing that has not ended (FT-13). */
  readonly hasUnfinishedFiling?: boolean | undefined;
}

/** A document as far as rules look at it. */
export interface CaseDocument {
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
  readonly state: DocumentState;
  readonly fields?: ReadFields | undefined;
  readonly findings: readonly Finding[];
}

/** How far a website's site owner has come with being filmed. */
export interface CaseLiveness {
  /** `handed-over`: all tries have failed, and a reviewer looks at him instead. */
  readonly state: 'failed' | 'passed' | 'handed-over';
  /** Until when a pass counts. */
  readonly expiresAt: Date;
}

/** What is looked at before a filing is submitted, and beside its forms while it is a draft. */
export interface FilingCase extends Circumstances {
  readonly filingType: FilingType;
  readonly contents: FilingContents;
  /** Of the mobile and ID numbers of its people, those that another organizer's people have here (FD-32). Undefined beside a form. */
  readonly numbersElsewhere?: readonly string[] | undefined;
  /** Of an enterprise whose legal representative is its principal. Undefined where the operator does not ask the register. */
  readonly company?: Known<CompanyFacts> | undefined;
  /** By website id. A website that is missing here has no known facts. */
  readonly facts: Readonly<Record<string, WebsiteFacts>>;
  /** Oldest first: of several for the same purpose the last counts. */
  readonly documents: readonly CaseDocument[];
  /** By website id. */
  readonly liveness: Readonly<Record<string, CaseLiveness>>;
  /** Separate consent to the handling of sensitive data (SEC-01). */
  readonly consentGiven: boolean;
  /** Terms and privacy statement (PR-01). */
  readonly termsAccepted: boolean;
}

export type AnyCase = EligibilityCase | FilingCase;

export const isFilingCase = (any: AnyCase): any is FilingCase => 'contents' in any;

/** The six inputs, which a filing keeps unchanged. */
export const inputOf = (any: AnyCase): EligibilityInput => (isFilingCase(any) ? any.contents.eligibility : any.input);

export const kindOf = (any: AnyCase): OrganizerKind => inputOf(any).organizerKind;

const ofWebsite = <T>(byId: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(byId, id) ? byId[id] : undefined;

/** What the outside world says about a website; nothing known when it is missing. */
export const factsOf = ({ facts }: FilingCase, websiteId: string): WebsiteFacts =>
  ofWebsite(facts, websiteId) ?? NO_FACTS;

/** How far a website's site owner has come with being filmed; undefined before the first try has ended. */
export const livenessOf = ({ liveness }: FilingCase, websiteId: string): CaseLiveness | undefined =>
  ofWebsite(liveness, websiteId);

/** How many websites an organizer will have with those of this filing, as far as its record is known. */
export function countWebsites({ contents, organizerRecord }: FilingCase): number {
  const filed = organizerRecord.known ? organizerRecord.value?.websites : undefined;
  return contents.websites.length + (filed ?? 0);
}

/** A domain with the server it is to run on, and what is known of both. */
export interface Site {
  readonly domain: string;
  readonly cloudService: CloudService;
  readonly facts: WebsiteFacts;
}

/**
 * Works something out of a case when it is first asked for and keeps it as long as the case: two hundred rules ask for the same few
 * things. Cases don't change.
 */
export function oncePerCase<C extends AnyCase, T>(workOut: (of: C) => T): (of: C) => T {
  const kept = new WeakMap<C, { readonly value: T }>();
  return (of) => {
    const before = kept.get(of);
    if (before) return before.value;
    const value = workOut(of);
    kept.set(of, { value });
    return value;
  };
}

/** The calendar day in Beijing. */
export const todayOf = oncePerCase((of: AnyCase) => beijingDay(of.now));

const purpose = (kind: DocumentKind, subject: DocumentSubject): string => `${kind} of ${subject}`;

const documentsByPurpose = oncePerCase(
  ({ documents }: FilingCase) => new Map(documents.map((one) => [purpose(one.kind, one.subject), one])),
);

/** The newest document of a kind about a subject. */
export const documentOf = (
  filing: FilingCase,
  kind: DocumentKind,
  subject: DocumentSubject,
): CaseDocument | undefined => documentsByPurpose(filing).get(purpose(kind, subject));

/** Values read from a document that is fit for use. */
export function readFields(filing: FilingCase, kind: DocumentKind, subject: DocumentSubject): ReadFields {
  const document = documentOf(filing, kind, subject);
  return (document?.state === 'ready' && document.fields) || {};
}
