import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { textKey } from '../../../contracts/normal-forms/text.ts';
import type { CloudServiceFacts, DomainFacts, DomainRecord, Known, OrganizerRecord } from '../facts.ts';
import type {
  CloudService,
  EligibilityInput,
  FilingContents,
  Organizer,
  Person,
  Website,
  WebsiteDetails,
} from '../filing/filing.ts';
import { hasBirthDate } from '../identity/certificate-number.ts';
import { ageOn } from '../identity/identity-number.ts';
import type { DocumentKind, DocumentSubject } from '../media/document.ts';
import {
  type AnyCase,
  type FilingCase,
  factsOf,
  inputOf,
  isFilingCase,
  oncePerCase,
  type Site,
  todayOf,
} from './case.ts';
import { fieldPath, type Placed, type Scope, scopeOf } from './rule.ts';

/** The parts of a case that rules check. Paths are those of the forms: `organizer.name`, `websites.0.details.name`. */

const at = <P>(path: string, part: P | undefined): readonly Placed<P>[] => (part === undefined ? [] : [{ path, part }]);

const inputPath = (anyCase: AnyCase): string => (isFilingCase(anyCase) ? 'eligibility' : '');

/** The six inputs of the eligibility check. */
export const inputs = scopeOf<AnyCase, EligibilityInput>('inputs', (anyCase) =>
  at(inputPath(anyCase), inputOf(anyCase)),
);

/** The certificate number of the eligibility check: a credit code or the number of an ID card. */
export const certificateNumbers = (anyCase: AnyCase): readonly Placed<string>[] =>
  at(fieldPath(inputPath(anyCase), 'certificateNumber'), inputOf(anyCase).certificateNumber);

/** Every number of a 居民身份证 in the forms. */
export function idNumbers(anyCase: AnyCase): readonly Placed<string>[] {
  if (isFilingCase(anyCase))
    return idCardHolders
      .parts(anyCase)
      .map(({ path, part }) => ({ path: `${path}.idNumber`, part: part.person.idNumber }));
  return anyCase.input.organizerKind === 'individual' ? certificateNumbers(anyCase) : [];
}

/** Domains with their servers: one at the eligibility check, one per website in a filing. */
export const sites = oncePerCase((anyCase: AnyCase): readonly Placed<Site>[] =>
  isFilingCase(anyCase)
    ? anyCase.contents.websites.map(({ id, domain, cloudService }, index) => ({
        path: `websites.${index}`,
        part: { domain, cloudService, facts: factsOf(anyCase, id) },
      }))
    : [
        {
          path: '',
          part: { domain: anyCase.input.domain, cloudService: anyCase.input.cloudService, facts: anyCase.facts },
        },
      ],
);

/** What is known about each domain: nothing yet, that it is not registered, or the facts. */
export const domainAnswers = scopeOf<AnyCase, Known<DomainFacts>>('domain-answer', (anyCase) =>
  sites(anyCase).map(({ path, part }) => ({ path: fieldPath(path, 'domain'), part: part.facts.domain })),
);

/** The facts that are known and exist. */
export const knownParts =
  <C extends AnyCase, F>(scope: Scope<C, Known<F>>) =>
  (anyCase: C): readonly Placed<F>[] =>
    scope.parts(anyCase).flatMap(({ path, part }) => (part.known ? at(path, part.value) : []));

/** Facts about each registered domain. */
export const domains = scopeOf<AnyCase, DomainFacts>('domain', knownParts(domainAnswers));

/** The record of each domain, or that there is none. */
export const recordAnswers = scopeOf<AnyCase, Known<DomainRecord>>('domain-record-answer', (anyCase) =>
  sites(anyCase).map(({ path, part }) => ({ path: fieldPath(path, 'domain'), part: part.facts.domainRecord })),
);

/** The record of the organizer, or that there is none. */
export const organizerRecordAnswers = scopeOf<AnyCase, Known<OrganizerRecord>>('organizer-record-answer', (anyCase) =>
  at(fieldPath(inputPath(anyCase), 'certificateNumber'), anyCase.organizerRecord),
);

export const organizerRecords = scopeOf<AnyCase, OrganizerRecord>(
  'organizer-record',
  knownParts(organizerRecordAnswers),
);

/** A server or load balancer, or an authorization code for one. */
export interface Server {
  readonly service: CloudService;
  readonly facts: CloudServiceFacts;
}

interface ServerAnswer {
  readonly service: CloudService;
  readonly answer: Known<CloudServiceFacts>;
}

/** Cloud services, and what is known about them. */
export const serverAnswers = scopeOf<AnyCase, ServerAnswer>('cloud-service-answer', (anyCase) =>
  sites(anyCase).map(({ path, part }) => ({
    path: fieldPath(path, 'cloudService'),
    part: { service: part.cloudService, answer: part.facts.cloudService },
  })),
);

export const servers = scopeOf<AnyCase, Server>('cloud-service', (anyCase) =>
  serverAnswers
    .parts(anyCase)
    .flatMap(({ path, part: { service, answer } }) =>
      answer.known && answer.value ? at(path, { service, facts: answer.value }) : [],
    ),
);

/** The whole filing, for rules about several forms. */
export const filings = scopeOf<FilingCase, FilingContents>('filing', (filingCase) => at('', filingCase.contents));

export const organizers = scopeOf<FilingCase, Organizer>('organizer', (filingCase) =>
  at('organizer', filingCase.contents.organizer),
);

/** A principal, or the site owner of a website. The site owner of an individual is the principal (FD-64). */
export interface PersonInRole {
  readonly person: Person;
  readonly subject: DocumentSubject;
  /** The certificate number in normal form: the same person in two roles has the same key. */
  readonly key: string;
  /** Full years today in Beijing; undefined if the number has no valid birth date, as that of a passport. */
  readonly age: number | undefined;
}

/** Whether the ID number shows that the person is younger than `years`. */
export const isUnder = ({ age }: PersonInRole, years: number): boolean => age !== undefined && age < years;

function inRole(person: Person, subject: DocumentSubject, filingCase: FilingCase): PersonInRole {
  const key = certificateForm(person.idNumber);
  const age = hasBirthDate(person.certificateType, key) ? ageOn(key, todayOf(filingCase)) : undefined;
  return { person, subject, key, age };
}

export const principals = scopeOf<FilingCase, PersonInRole>('principal', (filingCase) =>
  // Stryker disable next-line StringLiteral: the principal always uses the principal’s card, whatever the subject.
  at('principal', filingCase.contents.principal && inRole(filingCase.contents.principal, 'principal', filingCase)),
);

export const principalOf = (filingCase: FilingCase): PersonInRole | undefined => principals.parts(filingCase)[0]?.part;

export const siteOwners = scopeOf<FilingCase, PersonInRole>('site-owner', (filingCase) =>
  filingCase.contents.eligibility.organizerKind === 'individual'
    ? []
    : filingCase.contents.websites.flatMap(({ id, siteOwner }, index) =>
        at(`websites.${index}.siteOwner`, siteOwner && inRole(siteOwner, `website:${id}`, filingCase)),
      ),
);

/** The websites of the same person, in order: what is photographed for one of them is there for all. */
export const sitesOf = ({ key }: PersonInRole, filingCase: FilingCase): readonly PersonInRole[] =>
  siteOwners.parts(filingCase).flatMap(({ part }) => (key !== '' && part.key === key ? [part] : []));

/** The ids of those websites. */
export const websitesOf = (person: PersonInRole, filingCase: FilingCase): readonly string[] =>
  sitesOf(person, filingCase).map(({ subject }) => subject.replace('website:', ''));

export const people = scopeOf<FilingCase, PersonInRole>('person', (filingCase) => [
  ...principals.parts(filingCase),
  ...siteOwners.parts(filingCase),
]);

/** The people who have a 居民身份证. */
export const idCardHolders = scopeOf<FilingCase, PersonInRole>('id-card-holder', (filingCase) =>
  people.parts(filingCase).filter(({ part }) => part.person.certificateType === 'id-card'),
);

export const websites = scopeOf<FilingCase, Website>('website', (filingCase) =>
  filingCase.contents.websites.map((part, index) => ({ path: `websites.${index}`, part })),
);

/** The filled-in form of a website, and its domain. */
export interface FilledWebsite extends WebsiteDetails {
  readonly domain: string;
  /** The name in normal form, for the search for words. */
  readonly normalName: string;
}

export const filledWebsites = scopeOf<FilingCase, FilledWebsite>('website-details', (filingCase) =>
  filingCase.contents.websites.flatMap(({ details, domain }, index) =>
    at(`websites.${index}.details`, details && { ...details, domain, normalName: textKey(details.name) }),
  ),
);

/** The field path of a document: `documents.business-licence`, `websites.0.documents.handheld-photo`. */
export function documentPath(contents: FilingContents, kind: DocumentKind, subject: DocumentSubject): string {
  const index = contents.websites.findIndex(({ id }) => subject === `website:${id}`);
  return index < 0 ? `documents.${kind}` : `websites.${index}.documents.${kind}`;
}
