import type { Place } from '../../../contracts/review-desk/evidence.ts';
import type { ReadableKind, ReadFields } from '../../domain/media/document.ts';
import type { SeenLine } from '../../domain/media/places.ts';

/** A defect of a readable picture that a reviewer would object to. */
export type PictureWarning =
  | 'blurred'
  | 'cut-edge'
  | 'covered'
  | 'reflection'
  | 'copy'
  | 'screen'
  | 'screenshot'
  | 'edited'
  | 'temporary-card'
  | 'electronic-card'
  | 'watermark'
  | 'both-sides'
  | 'validity-implausible';

/** Why a picture can't be read as the certificate that it should show. The last three say what it shows instead. */
export type UnreadableReason =
  | 'not-this-certificate'
  | 'wrong-side'
  | 'blurred'
  | 'too-small'
  | 'several-cards'
  | 'undecodable'
  | 'too-large'
  | 'incomplete'
  | 'temporary-id'
  | 'residence-permit'
  | 'foreigner-card';

/**
 * Why there is no answer although a call may have been billed, or why none will come until the operator acts, or until
 * tomorrow. `used-up`: the filing's own budget, which does not begin anew.
 */
export type SilenceReason =
  | 'no-answer'
  | 'nothing-read'
  | 'unexpected-answer'
  | 'out-of-order'
  | 'used-up-today'
  | 'used-up';

/** A call that must not be retried. The person types the values; `vendorCode` is for the operator's log. */
export interface Unanswered {
  readonly outcome: 'unanswered';
  readonly because: SilenceReason;
  readonly vendorCode: string | undefined;
}

/**
 * What was read. Field names by kind, dates as `YYYY-MM-DD`, an open end as `long-term`:
 * business-licence: name creditCode type legalRepresentative address capital establishedOn validFrom validTo scope ·
 * id-front: name idNumber sex nation birthDate address · id-back: authority validFrom validTo.
 * Fields that could not be read are absent. Confidence is 0 to 1 as the vendor states it, and absent where it states
 * none. `isElectronic`: an electronic licence, which exists only on a screen. `notUnderstood`: what the reply has that nobody here can
 * interpret, by action, name and code, without its values; for the operator's log.
 */
export type Reading =
  | {
      readonly outcome: 'read';
      readonly fields: ReadFields;
      readonly warnings: readonly PictureWarning[];
      readonly isElectronic?: boolean;
      readonly notUnderstood?: readonly string[];
    }
  | { readonly outcome: 'unreadable'; readonly reason: UnreadableReason }
  | Unanswered;

/** The outcome of a check of the picture itself. Risks are 0 to 1 as the vendor states them; the rest as in `Reading`. */
export interface CheckedPicture {
  readonly outcome: 'checked';
  readonly warnings: readonly PictureWarning[];
  readonly risks?: Partial<Readonly<Record<PictureWarning, number>>>;
  readonly isElectronic?: boolean;
  readonly notUnderstood?: readonly string[];
}
export type PictureCheck = CheckedPicture | Unanswered;

/** Where values stand in a picture, by their names; those that were not found are absent. */
export type Located =
  | { readonly outcome: 'located'; readonly places: Readonly<Record<string, readonly Place[]>> }
  | Unanswered;

/** All print in a picture, and which action of the vendor saw it; no line where there is none, or nothing can be read. */
export type SeenLines =
  | { readonly outcome: 'seen'; readonly lines: readonly SeenLine[]; readonly origin: string }
  | Unanswered;

/** A picture in the object store. */
export interface OcrPicture {
  readonly bytes: number;
  /** A URL that is valid for seconds to minutes. */
  readonly link: string;
  /** Its contents, for a vendor that can't fetch the link. */
  readonly load: () => Promise<Buffer>;
}

/** Reads certificates. Each method makes at most one billed call, and never repeats one that may be billed. */
export interface Ocr {
  /** @throws Failed('ocr', …) when nothing was billed and a retry makes sense. */
  read(kind: ReadableKind, picture: OcrPicture): Promise<Reading>;
  /**
   * Looks for defects that `read` does not report for this kind. Makes no call where `read` reports all of them.
   *
   * @throws Failed('ocr', …) when nothing was billed and a retry makes sense.
   */
  check(kind: ReadableKind, picture: OcrPicture): Promise<PictureCheck>;
  /**
   * Finds what was read in the picture, which `read` does not tell. Makes no call for a kind that nobody wants to know it of.
   *
   * @throws Failed('ocr', …) when nothing was billed and a retry makes sense.
   */
  locate(kind: ReadableKind, picture: OcrPicture, read: ReadFields): Promise<Located>;
  /** Reads all print of any picture. @throws Failed('ocr', …) when nothing was billed and a retry makes sense. */
  lines(picture: OcrPicture): Promise<SeenLines>;
}
