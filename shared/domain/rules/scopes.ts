import type { DocumentKind, DocumentSubject } from '../document.ts';
import type { CloudServiceFacts, DomainFacts, DomainRecord, Known, OrganizerRecord } from '../facts.ts';
import type {
  CloudService,
  EligibilityInput,
  FilingContents,
  Organizer,
  Person,
  Website,
  WebsiteDetails,
} from '../filing.ts';
import { type AnyCase, type FilingCase, inputOf, isFilingCase, NO_FACTS, type Site } from './case.ts';
import type { Placed, Scope } from './rule.ts';

/** The parts of a case that rules are about. Paths are those of the forms: `organizer.name`, `websites.0.details.name`. */

const at = <P>(path: string, part: P | undefined): readonly Placed<P>[] => (part === undefined ? [] : [{ path, part }]);

const below = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

const inputPath = (of: AnyCase): string => (isFilingCase(of) ? 'eligibility' : '');

/** The six inputs of the eligibility check. */
export const inputs: Scope<AnyCase, EligibilityInput> = {
  name: 'inputs',
  parts: (of) => at(inputPath(of), inputOf(of)),
};

/** The certificate number of the eligibility check: a credit code or the number of an ID card. */
export const certificateNumbers: Scope<AnyCase, string> = {
  name: 'certificate-number',
  parts: (of) => at(below(inputPath(of), 'certificateNumber'), inputOf(of).certificateNumber),
};

/** Every ID number that was typed. */
export const idNumbers: Scope<AnyCase, string> = {
  name: 'id-number',
  parts: (of) => {
    if (isFilingCase(of))
      return people.parts(of).map(({ path, part }) => ({ path: `${path}.idNumber`, part: part.person.idNumber }));
    return of.input.organizerKind === 'individual' ? certificateNumbers.parts(of) : [];
  },
};

/** Domains with their servers: one at the eligibility check, one per website in a filing. */
export const sites: Scope<AnyCase, Site> = {
  name: 'site',
  parts: (of) =>
    isFilingCase(of)
      ? of.contents.websites.map(({ id, domain, cloudService }, index) => ({
          path: `websites.${index}`,
          part: { domain, cloudService, facts: of.facts[id] ?? NO_FACTS },
        }))
      : [{ path: '', part: { domain: of.input.domain, cloudService: of.input.cloudService, facts: of.facts } }],
};

const fromOutside = <P>(name: string, parts: (of: AnyCase) => readonly Placed<P>[]): Scope<AnyCase, P> => ({
  name,
  fromOutside: true,
  parts,
});

/** Facts about each domain, and what was answered: not known yet, no such domain, or the facts. */
export const domainAnswers = fromOutside('domain-answer', (of) =>
  sites.parts(of).map(({ path, part }) => ({ path: below(path, 'domain'), part: part.facts.domain })),
);

const values =
  <F, P>(scope: Scope<AnyCase, P>, answer: (part: P) => Known<F>) =>
  (of: AnyCase): readonly Placed<F>[] =>
    scope.parts(of).flatMap(({ path, part }) => {
      const fact = answer(part);
      return fact.known ? at(path, fact.value) : [];
    });

/** Facts about each domain that is known. */
export const domains = fromOutside<DomainFacts>(
  'domain',
  values(domainAnswers, (answer) => answer),
);

/** Records of filed domains, or that none was found. */
export const recordAnswers = fromOutside('domain-record-answer', (of) =>
  sites.parts(of).map(({ path, part }) => ({ path: below(path, 'domain'), part: part.facts.domainRecord })),
);

export const domainRecords = fromOutside<DomainRecord>(
  'domain-record',
  values(recordAnswers, (answer) => answer),
);

/** The record of the organizer, or that none was found. */
export const organizerRecordAnswers = fromOutside('organizer-record-answer', (of) =>
  at(below(inputPath(of), 'certificateNumber'), of.organizerRecord),
);

export const organizerRecords = fromOutside<OrganizerRecord>(
  'organizer-record',
  values(organizerRecordAnswers, (answer) => answer),
);

/** A server or load balancer, or an authorization code for one. */
export interface Server {
  readonly service: CloudService;
  readonly facts: CloudServiceFacts;
}

/** Cloud services, and what was answered about them. */
export const serverAnswers = fromOutside('cloud-service-answer', (of) =>
  sites.parts(of).map(({ path, part }) => ({
    path: below(path, 'cloudService'),
    part: { service: part.cloudService, answer: part.facts.cloudService },
  })),
);

export const servers = fromOutside<Server>('cloud-service', (of) =>
  serverAnswers
    .parts(of)
    .flatMap(({ path, part: { service, answer } }) =>
      answer.known && answer.value ? at(path, { service, facts: answer.value }) : [],
    ),
);

/** The whole filing, for what no single form shows. */
export const filings: Scope<FilingCase, FilingContents> = {
  name: 'filing',
  parts: (of) => at('', of.contents),
};

export const organizers: Scope<FilingCase, Organizer> = {
  name: 'organizer',
  parts: (of) => at('organizer', of.contents.organizer),
};

/** A principal, or the site owner of a website. An individual's site owner is the principal himself (FD-64). */
export interface PersonInRole {
  readonly person: Person;
  readonly subject: DocumentSubject;
}

export const principals: Scope<FilingCase, PersonInRole> = {
  name: 'principal',
  parts: (of) =>
    at('principal', of.contents.principal && { person: of.contents.principal, subject: 'principal' as const }),
};

export const siteOwners: Scope<FilingCase, PersonInRole> = {
  name: 'site-owner',
  parts: (of) =>
    of.contents.eligibility.organizerKind === 'individual'
      ? []
      : of.contents.websites.flatMap(({ id, siteOwner }, index) =>
          at(`websites.${index}.siteOwner`, siteOwner && { person: siteOwner, subject: `website:${id}` as const }),
        ),
};

export const people: Scope<FilingCase, PersonInRole> = {
  name: 'person',
  parts: (of) => [...principals.parts(of), ...siteOwners.parts(of)],
};

export const websites: Scope<FilingCase, Website> = {
  name: 'website',
  parts: (of) => of.contents.websites.map((part, index) => ({ path: `websites.${index}`, part })),
};

/** The form of a website that has been filled in, and its domain. */
export interface FilledWebsite extends WebsiteDetails {
  readonly domain: string;
}

export const filledWebsites: Scope<FilingCase, FilledWebsite> = {
  name: 'website-details',
  parts: (of) =>
    of.contents.websites.flatMap(({ details, domain }, index) =>
      at(`websites.${index}.details`, details && { ...details, domain }),
    ),
};

/** The field path of a document: `documents.business-licence`, `websites.0.documents.handheld-photo`. */
export function documentPath(contents: FilingContents, kind: DocumentKind, subject: DocumentSubject): string {
  const index = contents.websites.findIndex(({ id }) => subject === `website:${id}`);
  return index < 0 ? `documents.${kind}` : `websites.${index}.documents.${kind}`;
}
