import type { DocumentKind, DocumentState, DocumentSubject, ReadFields } from '../document.ts';
import type { CloudServiceFacts, DomainFacts, DomainRecord, Known, OrganizerRecord } from '../facts.ts';
import type { CloudService, EligibilityInput, FilingContents, FilingType, OrganizerKind } from '../filing.ts';
import type { Finding } from '../finding.ts';

/** What the outside world says about one website. */
export interface WebsiteFacts {
  readonly domain: Known<DomainFacts>;
  readonly domainRecord: Known<DomainRecord>;
  readonly cloudService: Known<CloudServiceFacts>;
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

/** The latest liveness check of a website's site owner. */
export interface CaseLiveness {
  readonly passed: boolean;
  readonly expiresAt: Date;
}

/** What is looked at before a filing is submitted, and beside its forms while it is a draft. */
export interface FilingCase extends Circumstances {
  readonly filingType: FilingType;
  readonly contents: FilingContents;
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

/** A domain with the server it is to run on, and what is known of both. */
export interface Site {
  readonly domain: string;
  readonly cloudService: CloudService;
  readonly facts: WebsiteFacts;
}

/** The newest document of a kind about a subject. */
export const documentOf = (
  filing: FilingCase,
  kind: DocumentKind,
  subject: DocumentSubject,
): CaseDocument | undefined =>
  filing.documents.findLast((document) => document.kind === kind && document.subject === subject);

/** Values read from a document that is fit for use. */
export function readFields(filing: FilingCase, kind: DocumentKind, subject: DocumentSubject): ReadFields {
  const document = documentOf(filing, kind, subject);
  return (document?.state === 'ready' && document.fields) || {};
}
