import type { ReadableKind, ReadFields } from '../domain/media/document.ts';

/** Something about a picture that a reviewer would object to, though it could be read. */
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
  | 'validity-implausible';

/** Why a picture can't be used as what it should show. The last three tell what it shows instead. */
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

/** Why there is no answer though a call may have been paid for, or why none will come before the operator has done something. */
export type SilenceReason = 'no-answer' | 'unexpected-answer' | 'out-of-order';

/** A call that must not be repeated. The person types what the certificate says; `alarm` is for the operator. */
export interface Unanswered {
  readonly outcome: 'unanswered';
  readonly because: SilenceReason;
  readonly vendorCode: string | undefined;
}

/**
 * What was read. Field names by kind, dates as `YYYY-MM-DD`, an open end as `long-term`:
 * business-licence: name creditCode type legalRepresentative address capital establishedOn validFrom validTo scope ·
 * id-front: name idNumber sex nation birthDate address · id-back: authority validFrom validTo.
 * Fields that could not be read are absent. Confidence is 0 to 1 as the vendor says, and 1 where he says nothing.
 */
export type Reading =
  | {
      readonly outcome: 'read';
      readonly fields: ReadFields;
      readonly warnings: readonly PictureWarning[];
    }
  | { readonly outcome: 'unreadable'; readonly reason: UnreadableReason }
  | Unanswered;

/** What a look at the picture alone brought. */
export type PictureCheck = { readonly outcome: 'checked'; readonly warnings: readonly PictureWarning[] } | Unanswered;

/** A picture as it lies in the object store. */
export interface OcrPicture {
  readonly bytes: number;
  /** An address from which it can be fetched within seconds. */
  readonly link: string;
  /** Its contents, for a vendor that can't fetch it. */
  readonly load: () => Promise<Buffer>;
}

/** Reads certificates. Each method costs one billed call at most, and never repeats a call that may have been billed. */
export interface Ocr {
  /**
   * @throws Failed('ocr', …) nothing was billed, and asking again makes sense.
   */
  read(kind: ReadableKind, picture: OcrPicture): Promise<Reading>;
  /**
   * Looks for what `read` doesn't tell about a picture of this kind. Asks nobody where it tells all.
   *
   * @throws Failed('ocr', …) nothing was billed, and asking again makes sense.
   */
  check(kind: ReadableKind, picture: OcrPicture): Promise<PictureCheck>;
}
