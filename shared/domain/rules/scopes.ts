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
import { ageOn, normalIdentityNumber } from '../identity/identity-number.ts';
import type { DocumentKind, DocumentSubject } from '../media/document.ts';
import { normalForm } from '../normal-form.ts';
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
import { type Placed, type Scope, scopeOf } from './rule.ts';

/** The parts of a case that rules are about. Paths are those of the forms: `organizer.name`, `websites.0.details.name`. */

const at = <P>(path: string, part: P | undefined): readonly Placed<P>[] => (part === undefined ? [] : [{ path, part }]);

const below = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

const inputPath = (of: AnyCase): string => (isFilingCase(of) ? 'eligibility' : '');

/** The six inputs of the eligibility check. */
export const inputs = scopeOf<AnyCase, EligibilityInput>('inputs', (of) => at(inputPath(of), inputOf(of)));

/** The certificate number of the eligibility check: a credit code or the number of an ID card. */
export const certificateNumbers = (of: AnyCase): readonly Placed<string>[] =>
  at(below(inputPath(of), 'certificateNumber'), inputOf(of).certificateNumber);

/** Every ID number that was typed. */
export function idNumbers(of: AnyCase): readonly Placed<string>[] {
  if (isFilingCase(of))
    return people.parts(of).map(({ path, part }) => ({ path: `${path}.idNumber`, part: part.person.idNumber }));
  return of.input.organizerKind === 'individual' ? certificateNumbers(of) : [];
}

/** Domains with their servers: one at the eligibility check, one per website in a filing. */
export const sites = oncePerCase((of: AnyCase): readonly Placed<Site>[] =>
  isFilingCase(of)
    ? of.contents.websites.map(({ id, domain, cloudService }, index) => ({
        path: `websites.${index}`,
        part: { domain, cloudService, facts: factsOf(of, id) },
      }))
    : [{ path: '', part: { domain: of.input.domain, cloudService: of.input.cloudService, facts: of.facts } }],
);

/** Facts about each domain, and what was answered: not known yet, no such domain, or the facts. */
export const domainAnswers = scopeOf<AnyCase, Known<DomainFacts>>('domain-answer', (of) =>
  sites(of).map(({ path, part }) => ({ path: below(path, 'domain'), part: part.facts.domain })),
);

const values =
  <F, P>(scope: Scope<AnyCase, P>, answer: (part: P) => Known<F>) =>
  (of: AnyCase): readonly Placed<F>[] =>
    scope.parts(of).flatMap(({ path, part }) => {
      const fact = answer(part);
      return fact.known ? at(path, fact.value) : [];
    });

/** Facts about each domain that is known. */
export const domains = scopeOf<AnyCase, DomainFacts>(
  'domain',
  values(domainAnswers, (answer) => answer),
);

/** Records of filed domains, or that none was found. */
export const recordAnswers = scopeOf<AnyCase, Known<DomainRecord>>('domain-record-answer', (of) =>
  sites(of).map(({ path, part }) => ({ path: below(path, 'domain'), part: part.facts.domainRecord })),
);

/** The record of the organizer, or that none was found. */
export const organizerRecordAnswers = scopeOf<AnyCase, Known<OrganizerRecord>>('organizer-record-answer', (of) =>
  at(below(inputPath(of), 'certificateNumber'), of.organizerRecord),
);

export const organizerRecords = scopeOf<AnyCase, OrganizerRecord>(
  'organizer-record',
  values(organizerRecordAnswers, (answer) => answer),
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

/** Cloud services, and what was answered about them. */
export const serverAnswers = scopeOf<AnyCase, ServerAnswer>('cloud-service-answer', (of) =>
  sites(of).map(({ path, part }) => ({
    path: below(path, 'cloudService'),
    part: { service: part.cloudService, answer: part.facts.cloudService },
  })),
);

export const servers = scopeOf<AnyCase, Server>('cloud-service', (of) =>
  serverAnswers
    .parts(of)
    .flatMap(({ path, part: { service, answer } }) =>
      answer.known && answer.value ? at(path, { service, facts: answer.value }) : [],
    ),
);

/** The whole filing, for what no single form shows. */
export const filings = scopeOf<FilingCase, FilingContents>('filing', (of) => at('', of.contents));

export const organizers = scopeOf<FilingCase, Organizer>('organizer', (of) => at('organizer', of.contents.organizer));

/** A principal, or the site owner of a website. An individual's site owner is the principal himself (FD-64). */
export interface PersonInRole {
  readonly person: Person;
  readonly subject: DocumentSubject;
  /** The ID number as it is compared: somebody with two roles is one person. */
  readonly key: string;
  /** Full years today in Beijing; undefined when the number has no birth date that exists. */
  readonly age: number | undefined;
}

/** Whether somebody is younger than that, as far as his number tells. */
export const isUnder = ({ age }: PersonInRole, years: number): boolean => age !== undefined && age < years;

function inRole(person: Person, subject: DocumentSubject, of: FilingCase): PersonInRole {
  const key = normalIdentityNumber(person.idNumber);
  return { person, subject, key, age: ageOn(key, todayOf(of)) };
}

export const principals = scopeOf<FilingCase, PersonInRole>('principal', (of) =>
  // Stryker disable next-line StringLiteral: whoever is the principal shows the principal’s card, whatever the subject.
  at('principal', of.contents.principal && inRole(of.contents.principal, 'principal', of)),
);

export const principalOf = (of: FilingCase): PersonInRole | undefined => principals.parts(of)[0]?.part;

export const siteOwners = scopeOf<FilingCase, PersonInRole>('site-owner', (of) =>
  of.contents.eligibility.organizerKind === 'individual'
    ? []
    : of.contents.websites.flatMap(({ id, siteOwner }, index) =>
        at(`websites.${index}.siteOwner`, siteOwner && inRole(siteOwner, `website:${id}`, of)),
      ),
);

export const people = scopeOf<FilingCase, PersonInRole>('person', (of) => [
  ...principals.parts(of),
  ...siteOwners.parts(of),
]);

export const websites = scopeOf<FilingCase, Website>('website', (of) =>
  of.contents.websites.map((part, index) => ({ path: `websites.${index}`, part })),
);

/** The form of a website that has been filled in, and its domain. */
export interface FilledWebsite extends WebsiteDetails {
  readonly domain: string;
  /** The name as it is searched for words. */
  readonly normalName: string;
}

export const filledWebsites = scopeOf<FilingCase, FilledWebsite>('website-details', (of) =>
  of.contents.websites.flatMap(({ details, domain }, index) =>
    at(`websites.${index}.details`, details && { ...details, domain, normalName: normalForm(details.name) }),
  ),
);

/** The field path of a document: `documents.business-licence`, `websites.0.documents.handheld-photo`. */
export function documentPath(contents: FilingContents, kind: DocumentKind, subject: DocumentSubject): string {
  const index = contents.websites.findIndex(({ id }) => subject === `website:${id}`);
  return index < 0 ? `documents.${kind}` : `websites.${index}.documents.${kind}`;
}
