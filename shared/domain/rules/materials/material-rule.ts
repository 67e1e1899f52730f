import { differsIn, weightyDifferences } from '../../filing/difference.ts';
import type { Website } from '../../filing/filing.ts';
import { FILING_TYPES, type RecordPart } from '../../filing/filing-types.ts';
import type { DocumentKind, DocumentSubject } from '../../media/document.ts';
import { documentOf, type FilingCase, kindOf } from '../case.ts';
import { applies, type Rule, type RuleEntry, ruleOf, type Scope, scopeOf, wordsFor } from '../rule.ts';
import { type PersonInRole, principalOf, siteOwners, sitesOf, websites } from '../scopes.ts';

/** A material that a filing needs, and why. */
export interface Material {
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
  /** A Chinese sentence. */
  readonly reason: string;
}

/** A rule about a material as written in the catalogue: `needed` instead of `refuses`. */
interface MaterialEntry<P> extends Omit<RuleEntry<FilingCase, P>, 'severity' | 'field' | 'refuses'> {
  readonly kind: DocumentKind;
  readonly reason: string;
  /** `any-difference`: a change takes it whatever differs; by default what it proves has to. */
  readonly due?: 'any-difference';
  /** By default every filing that the rule applies to needs it. */
  readonly needed?: (part: P, filingCase: FilingCase) => boolean;
}

/** Writes a rule about a material. */
export const needs = <P>(
  id: string,
  kind: DocumentKind,
  entry: Omit<MaterialEntry<P>, 'id' | 'kind'>,
): MaterialEntry<P> => ({ id, kind, ...entry });

/** A rule that requires a material until it is ready, and where the material is needed, ready or not. */
export interface MaterialRule {
  readonly rule: Rule<FilingCase>;
  readonly needed: (filingCase: FilingCase) => readonly Material[];
}

/** The owner of the documents. The person may be missing in the form; an individual is the holder only as principal. */
export interface Papers {
  readonly subject: DocumentSubject;
  readonly holder?: PersonInRole | undefined;
}

export interface WebsitePapers extends Papers {
  readonly website: Website;
}

/** Rules about the materials of one subject. */
export function materialsOf<P extends Papers>(
  scope: Scope<FilingCase, P>,
  entries: readonly MaterialEntry<P>[],
): readonly MaterialRule[] {
  return entries.map(({ kind, reason, due, needed = () => true, ...entry }) => {
    const isWanted = (part: P, filingCase: FilingCase): boolean =>
      (due === 'any-difference' || isDue(filingCase, kind, part)) && needed(part, filingCase);
    return {
      rule: ruleOf(scope, {
        ...entry,
        severity: 'require',
        field: `documents.${kind}`,
        refuses: (part, filingCase) => isWanted(part, filingCase) && isMissing(filingCase, kind, part.subject),
      }),
      needed: (filingCase) =>
        applies(entry.appliesTo ?? {}, filingCase)
          ? scope
              .parts(filingCase)
              .filter(({ part }) => isWanted(part, filingCase))
              .map(({ part: { subject } }) => ({
                kind,
                subject,
                reason: wordsFor(filingCase, reason, entry.appliesTo),
              }))
          : [],
    };
  });
}

/** What a document of this kind proves, besides its own person. `weighty`: everything that a letter vouches for. */
const PROVES: Readonly<Partial<Record<DocumentKind, readonly RecordPart[] | 'weighty'>>> = {
  'business-licence': [
    'certificate',
    'organizer.name',
    'organizer.certificateAddress',
    'organizer.legalRepresentative',
  ],
  'former-licence': ['certificate'],
  'name-change-proof': ['organizer.name'],
  'commitment-letter': 'weighty',
  'domain-certificate': ['organizer.name', 'organizer.legalRepresentative'],
  'pre-approval': ['website.preApprovals'],
};

/** Whether this type of filing takes the document: of a change those that prove what differs (MT-23). */
export function isDue(filingCase: FilingCase, kind: DocumentKind, { subject }: Papers): boolean {
  const { materials } = FILING_TYPES[filingCase.filingType];
  if (materials !== 'of-the-difference') return materials === 'all';
  const { contents } = filingCase;
  const place = contents.websites.findIndex(({ id }) => subject === `website:${id}`);
  const proves = PROVES[kind];
  if (proves === 'weighty') return weightyDifferences(contents).length > 0;
  if (proves)
    return differsIn(contents, proves.filter(isOfOrganizer)) || (place >= 0 && differsIn(contents, proves, place));
  const isOfSite = place >= 0 && kindOf(filingCase) === 'enterprise';
  return isOfSite ? differsIn(contents, ['siteOwner.person'], place) : differsIn(contents, ['principal.person']);
}

const isOfOrganizer = (part: RecordPart): boolean => part === 'certificate' || part.startsWith('organizer.');

/** Whether a picture of the site owner is taken for another of their websites: where one has arrived, or else the first. */
export function isTakenElsewhere(kind: DocumentKind, { holder, subject }: Papers, filingCase: FilingCase): boolean {
  const sites = holder ? sitesOf(holder, filingCase).filter((site) => isDue(filingCase, kind, site)) : [];
  const taken = sites.find((site) => !isMissing(filingCase, kind, site.subject)) ?? sites[0];
  return taken !== undefined && taken.subject !== subject;
}

/** No file has arrived, or it was refused. While a file is being checked, MT-90 fires instead. */
const isMissing = (filingCase: FilingCase, kind: DocumentKind, subject: DocumentSubject): boolean =>
  ['waiting', 'refused', undefined].includes(documentOf(filingCase, kind, subject)?.state);

export const organizerPapers = scopeOf<FilingCase, Papers>('organizer-papers', () => [
  { path: '', part: { subject: 'organizer' } },
]);

export const principalPapers = scopeOf<FilingCase, Papers>('principal-papers', (filingCase) => [
  { path: '', part: { subject: 'principal', holder: principalOf(filingCase) } },
]);

export const websitePapers = scopeOf<FilingCase, WebsitePapers>('website-papers', (filingCase) => {
  const owners = new Map(siteOwners.parts(filingCase).map(({ part }) => [part.subject, part]));
  return websites.parts(filingCase).map(({ path, part: website }) => {
    const subject: DocumentSubject = `website:${website.id}`;
    return { path, part: { subject, holder: owners.get(subject), website } };
  });
});
