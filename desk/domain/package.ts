/** What the desk reads of a package (`Package` in docs/api/review-desk.yaml); the rest stays as it came. */
export interface ReviewPackage {
  readonly filingType: string;
  readonly eligibility: Values;
  readonly organizer: Values;
  readonly principal: Values;
  readonly websites: readonly PackedWebsite[];
  readonly documents: readonly PackedDocument[];
  readonly findings: readonly PackedFinding[];
  /** What machines read, compared and measured; absent in rounds from before the service told. */
  readonly evidence?: PackedEvidence | undefined;
  /** Of a change: what it makes different, old beside new. */
  readonly change?: { readonly items: readonly PackedDifference[] } | undefined;
  readonly repairs?: readonly PackedRepair[] | undefined;
  readonly ending?: PackedEnding | undefined;
  /** Of a change and of an ending: the numbers that are filed, of websites by their ids. */
  readonly numbers?: { readonly organizer: string; readonly websites: Readonly<Record<string, string>> } | undefined;
}

/** Of a filing that ends something: why, and whether papers stand for the code to the filed phone. */
export interface PackedEnding {
  readonly reason: string;
  readonly byPapers?: boolean | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/** A value that the desk reads as text; '' for what is none. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

export interface PackedWebsite {
  readonly id: string;
  readonly domain: string;
  readonly cloudService?: unknown;
  readonly details?: Values | undefined;
  readonly siteOwner?: Values | undefined;
}

export interface PackedDocument {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly subject: string;
  readonly contentType: string;
  /** Of a certificate that a machine reads: whether it could. */
  readonly isRead?: boolean | undefined;
  readonly findings?: readonly PackedFinding[] | undefined;
}

export interface PackedFinding {
  readonly ruleId: string;
  readonly severity: string;
  readonly field: string;
  readonly message: string;
}

/**
 * A line of print in a picture: its corners from the upper left in the direction of reading, in pixels from the upper left of
 * the picture.
 */
export type Place = readonly [Corner, Corner, Corner, Corner];
type Corner = readonly [x: number, y: number];

/** What another source says of a field. */
export interface PackedValue {
  readonly field: string;
  /** `read`, `register`; others may be added. */
  readonly source: string;
  readonly agreement: 'same' | 'differs' | 'silent';
  readonly value?: string | undefined;
  readonly confidence?: number | undefined;
  readonly isSure?: boolean | undefined;
  readonly document?: string | undefined;
  /** Where it stands in that picture, line by line. */
  readonly places?: readonly Place[] | undefined;
}

/** The liveness check of a website. Similarities are 0 to 100, beside the least that passes. */
export interface PackedLiveness {
  readonly subject: string;
  readonly state: string;
  readonly similarity?: number | undefined;
  readonly threshold: number;
  /** Ids of the documents with key frames of the film, the vendor's best first. */
  readonly frames?: readonly string[] | undefined;
  readonly portrait?: string | undefined;
  readonly portraitSimilarity?: number | undefined;
  readonly portraitThreshold: number;
  readonly assurance?: string | undefined;
  readonly reasons: readonly string[];
}

export interface PackedEvidence {
  readonly values: readonly PackedValue[];
  readonly liveness: readonly PackedLiveness[];
}

/** A value that a change makes different; undefined where nothing stood or stands. */
export interface PackedDifference {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface PackedRepair {
  readonly item: number;
  readonly field: string;
  readonly changed: boolean;
  readonly word?: string | undefined;
}

/** The number of a website in a subject `website:<id>`; -1 for the organizer and the principal. */
export const websiteAt = ({ websites }: Pick<ReviewPackage, 'websites'>, subject: string): number =>
  websites.findIndex(({ id }) => subject === `website:${id}`);

/** Whether a paper is of a liveness check: its photo, its film, or a key frame. */
export const isOfLiveness = ({ kind }: Pick<PackedDocument, 'kind'>): boolean => kind.startsWith('liveness-');

/** The path by which a paper is flagged. A liveness check is flagged as one, with its photo and its video. */
export function pathOfPaper(one: PackedDocument, of: Pick<ReviewPackage, 'websites'>): string {
  const at = websiteAt(of, one.subject);
  if (at < 0) return `documents.${one.kind}`;
  return isOfLiveness(one) ? `websites.${at}.liveness` : `websites.${at}.documents.${one.kind}`;
}

/** Of a change: the websites that are gone stand at all websites together. */
const GONE_WEBSITES = 'websites';

/** Whether a difference is about a field: at it, or at the new website that it belongs to. */
export const isAbout = ({ field }: PackedDifference, path: string): boolean =>
  field === path || (field !== GONE_WEBSITES && isWithin(path, field));

/** Whether a path is a field of a section, or the section itself. */
export const isWithin = (path: string, section: string): boolean => path === section || path.startsWith(`${section}.`);
