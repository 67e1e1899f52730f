/** What the desk reads of a package (`Package` in docs/api/review-desk.yaml); the rest stays as it came. */
export interface ReviewPackage {
  readonly filingType: string;
  readonly eligibility: Values;
  readonly organizer: Values;
  readonly principal: Values;
  readonly websites: readonly PackedWebsite[];
  readonly documents: readonly PackedDocument[];
  readonly findings: readonly PackedFinding[];
  readonly repairs?: readonly PackedRepair[] | undefined;
}

type Values = Readonly<Record<string, unknown>>;

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
}

export interface PackedFinding {
  readonly ruleId: string;
  readonly severity: string;
  readonly field: string;
  readonly message: string;
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

/** The path by which a paper is flagged. A liveness check is flagged as one, with its photo and its video. */
export function pathOfPaper(one: PackedDocument, of: Pick<ReviewPackage, 'websites'>): string {
  const at = websiteAt(of, one.subject);
  if (at < 0) return `documents.${one.kind}`;
  return one.kind.startsWith('liveness-') ? `websites.${at}.liveness` : `websites.${at}.documents.${one.kind}`;
}

/** Whether a path is a field of a section, or the section itself. */
export const isWithin = (path: string, section: string): boolean => path === section || path.startsWith(`${section}.`);
