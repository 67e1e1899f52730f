import { beijingDay } from '../../../contracts/kit/beijing-time.ts';
import type { Finding } from '../../../contracts/kit/finding.ts';
import {
  type CloudServiceFacts,
  type CompanyFacts,
  type DomainFacts,
  type DomainRecord,
  type Known,
  NOT_ASKED,
  type OrganizerRecord,
} from '../facts.ts';
import type { CloudService, EligibilityInput, FilingContents, OrganizerKind } from '../filing/filing.ts';
import type { FilingType } from '../filing/filing-types.ts';
import type { DraftForm } from '../filing/form-draft.ts';
import { type Witnesses, withAgreements } from '../media/agreement.ts';
import type { DocumentKind, DocumentState, DocumentSubject, ReadFields } from '../media/document.ts';

/** Facts from outside about one website. */
export interface WebsiteFacts {
  readonly domain: Known<DomainFacts>;
  readonly domainRecord: Known<DomainRecord>;
  readonly cloudService: Known<CloudServiceFacts>;
  /** Whether a website answers at the domain (DM-16). Undefined if the operator does not check. */
  readonly isOpen?: Known<boolean> | undefined;
}

/** No facts, because none was asked for: rules that need one say nothing. */
export const NO_FACTS: WebsiteFacts = { domain: NOT_ASKED, domainRecord: NOT_ASKED, cloudService: NOT_ASKED };

interface Circumstances {
  readonly now: Date;
  /** GB/T 2260 codes of the provinces that are served (FT-01). */
  readonly openProvinces: readonly string[];
  /** Whether a server that was bought for exactly three months may be filed with (CS-03); left out, only a longer term. */
  readonly acceptsThreeMonths?: boolean | undefined;
  /** Registrars with a permit of MIIT (DM-05), as registries write them. Undefined if the operator has no such list. */
  readonly approvedRegistrars?: readonly string[] | undefined;
  readonly organizerRecord: Known<OrganizerRecord>;
}

/** A value of who is filed that can't be taken over as it is, and the operation that mends it; no personal data. */
export type NotInOrder = Pick<Finding, 'field' | 'message'> & { readonly mend: 'change' | 'cancel-organizer' };

/** The input of the eligibility check: whether a filing is possible, and of which type. */
export interface EligibilityCase extends Circumstances {
  readonly input: EligibilityInput;
  readonly facts: WebsiteFacts;
  /** Whether the account has a filing that has not ended (FT-13). */
  readonly hasUnfinishedFiling?: boolean | undefined;
  /** What was read of the account's certificate that bears the number. Undefined where none was. */
  readonly certificate?: ReadFields | undefined;
  /** What the filing could not take over from the record that the account holds, in words (FT-99). */
  readonly notInOrder?: readonly string[] | undefined;
}

/** The parts of a document that rules use. */
export interface CaseDocument {
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
  readonly state: DocumentState;
  readonly fields?: ReadFields | undefined;
  readonly findings: readonly Finding[];
}

/** The parts of a form's draft that rules use. */
export interface CaseDraft {
  readonly form: DraftForm;
  /** Keys of fields that are blank or unreadable. */
  readonly gaps: readonly string[];
  /** Keys of fields with several values. */
  readonly conflicts: readonly string[];
}

/** The state of the liveness check of a website's site owner. */
export interface CaseLiveness {
  /**
   * `card-replaced`: passed, but with another ID card than is filed now · `handed-over`: all tries have failed, and a
   * reviewer decides.
   */
  readonly state: 'failed' | 'passed' | 'card-replaced' | 'handed-over';
  /** Until when a pass is valid. */
  readonly expiresAt: Date;
}

/** How the record that a filing starts from stands now. */
export interface CaseRecord {
  /** It has another version than a change starts from, or says otherwise who is filed than a new website has it. */
  readonly isMoved: boolean;
  /** It has ended, or, for a change, nothing of it is connected here. */
  readonly isEnded: boolean;
  /** The account holds this record of the organizer, and the filing was not begun from it and says otherwise who is filed (FT-19). */
  readonly isContradicted?: boolean | undefined;
  /** Filed mobile numbers of site owners, by the domains of their websites (FT-20). */
  readonly ownerMobiles?: Readonly<Record<string, string>> | undefined;
}

/** The input of the pre-check before submission, and of the findings beside the forms of a draft. */
export interface FilingCase extends Circumstances {
  readonly filingType: FilingType;
  readonly contents: FilingContents;
  /**
   * The mobile and ID numbers of its people that people of another organizer here have too (FD-32). Undefined beside a
   * form.
   */
  readonly numbersElsewhere?: readonly string[] | undefined;
  /**
   * For an enterprise whose legal representative is its principal. Undefined if the operator does not query the
   * register.
   */
  readonly company?: Known<CompanyFacts> | undefined;
  /** What is half-filled, form by form. Undefined beside a form. */
  readonly drafts?: readonly CaseDraft[] | undefined;
  /** The record that it starts from, as it is now. Undefined where it starts from none, and beside a form. */
  readonly record?: CaseRecord | undefined;
  /**
   * What is filed here with the other certificate number that a change takes. Undefined where the number stays, and beside a
   * form.
   */
  readonly numberRecord?: Known<OrganizerRecord> | undefined;
  /** By website id. About a website without an entry nothing was asked. */
  readonly facts: Readonly<Record<string, WebsiteFacts>>;
  /** Oldest first; of several for the same purpose the last one counts. */
  readonly documents: readonly CaseDocument[];
  /** By website id. */
  readonly liveness: Readonly<Record<string, CaseLiveness>>;
  /**
   * The fields of its people whose number or mailbox was reached by a code, e.g. `principal.mobile`. Undefined beside a
   * form.
   */
  readonly reached?: readonly string[] | undefined;
  /** Separate consent to the handling of sensitive data (SEC-01). */
  readonly consentGiven: boolean;
  /** Terms and privacy statement (PR-01). */
  readonly termsAccepted: boolean;
}

export type AnyCase = EligibilityCase | FilingCase;

export const isFilingCase = (any: AnyCase): any is FilingCase => 'contents' in any;

/** The six inputs of the eligibility check; a filing keeps them unchanged. */
export const inputOf = (any: AnyCase): EligibilityInput => (isFilingCase(any) ? any.contents.eligibility : any.input);

export const kindOf = (any: AnyCase): OrganizerKind => inputOf(any).organizerKind;

const ofWebsite = <T>(byId: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(byId, id) ? byId[id] : undefined;

/** Facts about a website; `NO_FACTS` without an entry. */
export const factsOf = ({ facts }: FilingCase, websiteId: string): WebsiteFacts =>
  ofWebsite(facts, websiteId) ?? NO_FACTS;

/** The liveness check of a website's site owner; undefined before the first try has ended. */
export const livenessOf = ({ liveness }: FilingCase, websiteId: string): CaseLiveness | undefined =>
  ofWebsite(liveness, websiteId);

/** Number of websites of an organizer, those of this filing included, as far as its record is known. */
export function countWebsites({ contents, organizerRecord }: FilingCase): number {
  const filed = organizerRecord.known ? organizerRecord.value?.websites : undefined;
  return contents.websites.length + (filed ?? 0);
}

/** A domain with its server, and the facts about both. */
export interface Site {
  readonly domain: string;
  readonly cloudService: CloudService;
  readonly facts: WebsiteFacts;
}

/**
 * Caches a value derived from a case for the lifetime of the case: two hundred rules use the same few values. Cases are
 * immutable.
 */
export function oncePerCase<C extends AnyCase, T>(derive: (anyCase: C) => T): (anyCase: C) => T {
  const cache = new WeakMap<C, { readonly value: T }>();
  return (anyCase) => {
    const cached = cache.get(anyCase);
    if (cached) return cached.value;
    const value = derive(anyCase);
    cache.set(anyCase, { value });
    return value;
  };
}

/** The calendar day in Beijing. */
export const todayOf = oncePerCase((anyCase: AnyCase) => beijingDay(anyCase.now));

const purpose = (kind: DocumentKind, subject: DocumentSubject): string => `${kind} of ${subject}`;

const documentsByPurpose = oncePerCase(
  ({ documents }: FilingCase) =>
    new Map(documents.map((document) => [purpose(document.kind, document.subject), document])),
);

/** The newest document of a kind about a subject. */
export const documentOf = (
  filing: FilingCase,
  kind: DocumentKind,
  subject: DocumentSubject,
): CaseDocument | undefined => documentsByPurpose(filing).get(purpose(kind, subject));

/** Values read from a document that is ready, with the second sources that agree. */
export function readFields(filing: FilingCase, kind: DocumentKind, subject: DocumentSubject): ReadFields {
  const document = documentOf(filing, kind, subject);
  if (document?.state !== 'ready' || !document.fields) return {};
  return withAgreements(document, document.fields, witnessesOf(filing));
}

const witnessesOf = oncePerCase(
  ({ contents, documents, company, facts }: FilingCase): Witnesses => ({
    contents,
    documents,
    company: company?.known ? company.value : undefined,
    owners: Object.values(facts).flatMap(({ domain }) => (domain.known && domain.value?.ownerName) || []),
  }),
);
