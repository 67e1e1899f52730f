import { certificatePictures } from '../../../contracts/data/person-certificates.ts';
import { PROVINCES_WANTING_THREE_MONTHS } from '../../../contracts/data/provinces.ts';
import { addMonths, type Day } from '../../../contracts/kit/beijing-time.ts';
import type { FilingContents, Organizer, Person } from '../filing/filing.ts';
import { type Document, type DocumentKind, type DocumentSubject, newestOf } from './document.ts';

/** An approved filing of a record: what it said, and its documents, oldest first. */
export interface ApprovedPapers {
  readonly contents: FilingContents;
  readonly documents: readonly Document[];
}

/** Months that an ID card must still be valid, in the provinces that say so (FD-16). */
const MONTHS_LEFT = 3;

/** What a licence shows. */
const ON_LICENCE = [
  'name',
  'certificateAddress',
  'legalRepresentative',
] as const satisfies readonly (keyof Organizer)[];
/** What a person's certificate shows. */
const ON_CERTIFICATE = [
  'name',
  'certificateType',
  'idNumber',
  'idValidFrom',
  'idValidTo',
] as const satisfies readonly (keyof Person)[];

/** Whether a picture may be used again for a later filing: letters and photos of people are made anew each time (MT-23). */
export const mayBeReused = (kind: DocumentKind, subject: DocumentSubject): boolean =>
  subject === 'organizer'
    ? kind === 'business-licence'
    : subject === 'principal' && ['id-front', 'id-back', 'passport', 'card-front', 'card-back'].includes(kind);

/**
 * The picture of a certificate with which an earlier filing of the same record was approved, and which shows what this one
 * says: the same organizer, or the same person with the same card, and the card is valid. Undefined where there is none.
 *
 * @param earlier newest first. @param today in Beijing.
 */
export function filedPicture(
  kind: DocumentKind,
  subject: DocumentSubject,
  contents: FilingContents,
  earlier: readonly ApprovedPapers[],
  today: Day,
): Document | undefined {
  if (!mayBeReused(kind, subject)) return undefined;
  for (const papers of earlier) {
    const picture = newestOf(papers.documents, kind, subject);
    if (picture?.state !== 'ready' || picture.cleanKey === undefined) continue;
    const isGood =
      subject === 'organizer'
        ? showsOrganizer(contents, papers.contents) && !hasExpired(picture, today)
        : showsPrincipal(kind, contents, papers.contents, today);
    if (isGood) return picture;
  }
  return undefined;
}

function showsOrganizer(now: FilingContents, then: FilingContents): boolean {
  const isSameNumber = now.eligibility.certificateNumber === then.eligibility.certificateNumber;
  return isSameNumber && hasSame(now.organizer, then.organizer, ON_LICENCE);
}

function showsPrincipal(kind: DocumentKind, now: FilingContents, then: FilingContents, today: Day): boolean {
  const { principal, eligibility } = now;
  if (!principal || !(certificatePictures(principal.certificateType) as readonly DocumentKind[]).includes(kind))
    return false;
  const months = PROVINCES_WANTING_THREE_MONTHS.includes(eligibility.region) ? MONTHS_LEFT : 0;
  // Compared as texts, `long-term` sorts after every day.
  return hasSame(principal, then.principal, ON_CERTIFICATE) && principal.idValidTo >= addMonths(today, months);
}

/** A term that was read from a licence; a licence without one has no end. */
const hasExpired = ({ fields }: Document, today: Day): boolean =>
  fields?.validTo !== undefined && fields.validTo.text < today;

const hasSame = <T extends object>(first: T | undefined, second: T | undefined, keys: readonly (keyof T)[]): boolean =>
  first !== undefined && second !== undefined && keys.every((key) => first[key] === second[key]);
