import type { Told } from '../../../contracts/kit/told.ts';
import type { PackedDifference, PackedDocument, packageData } from '../../../contracts/review-desk/package.ts';

type Values = Readonly<Record<string, unknown>>;

/** A package as the desk keeps it: without the links, and with what nobody here knows. */
export interface ReviewPackage extends Omit<Told<typeof packageData>, keyof Forms | 'documents'>, Forms {
  readonly documents: readonly PackedDocument[];
}

/** What the applicant typed, read value by value. */
interface Forms {
  readonly eligibility: Values;
  readonly organizer: Values;
  readonly principal: Values;
  readonly websites: readonly {
    readonly id: string;
    readonly domain: string;
    readonly cloudService?: unknown;
    readonly details?: Values | undefined;
    readonly siteOwner?: Values | undefined;
  }[];
}

/** A value that the desk reads as text; '' for what is none. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The number of a website in a subject `website:<id>`; -1 for the organizer and the principal. */
export const websiteAt = ({ websites }: Pick<ReviewPackage, 'websites'>, subject: string): number =>
  websites.findIndex(({ id }) => subject === `website:${id}`);

/** Whether a paper is of a liveness check: its photo, its film, or a key frame. */
export const isOfLiveness = ({ kind }: Pick<PackedDocument, 'kind'>): boolean => kind.startsWith('liveness-');

/** The path by which a paper is flagged. A liveness check is flagged as one, with its photo and its video. */
export function pathOfPaper(document: PackedDocument, reviewPackage: Pick<ReviewPackage, 'websites'>): string {
  const index = websiteAt(reviewPackage, document.subject);
  if (index < 0) return `documents.${document.kind}`;
  return isOfLiveness(document) ? `websites.${index}.liveness` : `websites.${index}.documents.${document.kind}`;
}

/** In a change the websites that are gone stand at all websites together. */
const GONE_WEBSITES = 'websites';

/** Whether a difference is about a field: at it, or at the new website that it belongs to. */
export const isAbout = ({ field }: PackedDifference, path: string): boolean =>
  field === path || (field !== GONE_WEBSITES && isWithin(path, field));

/** Whether a path is a field of a section, or the section itself. */
export const isWithin = (path: string, section: string): boolean => path === section || path.startsWith(`${section}.`);
