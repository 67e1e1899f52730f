import type { ReadableKind, ReadFields } from '../domain/document.ts';

/** Something about the picture that a reviewer would object to. */
export type PictureWarning =
  | 'blurred'
  | 'cut-edge'
  | 'covered'
  | 'reflection'
  | 'copy'
  | 'screen'
  | 'edited'
  | 'temporary-card'
  | 'watermark'
  | 'validity-implausible';

/** Why a picture could not be read as what it should be. */
export type UnreadableReason =
  | 'not-this-certificate'
  | 'wrong-side'
  | 'blurred'
  | 'too-small'
  | 'several-cards'
  | 'undecodable'
  | 'too-large'
  | 'nothing-recognised';

/**
 * What was read. Field names by kind, dates as `YYYY-MM-DD`, an open end as `long-term`:
 * business-licence: name creditCode type legalRepresentative address capital establishedOn validFrom validTo scope ·
 * id-front: name idNumber sex nation birthDate address · id-back: authority validFrom validTo.
 * Fields that could not be read are absent. Confidence is 0 to 1; a vendor that gives none counts as 1.
 */
export type Reading =
  | {
      readonly outcome: 'read';
      readonly fields: ReadFields;
      readonly warnings: readonly PictureWarning[];
      readonly portrait?: Buffer;
    }
  | { readonly outcome: 'unreadable'; readonly reason: UnreadableReason };

/** Reads certificates. */
export interface Ocr {
  /**
   * @param link an address the vendor can fetch the picture from within seconds.
   * @returns what was read; `portrait` (JPEG) for `id-front` when the vendor cuts it out.
   * @throws Failed('ocr', …) when the vendor is the trouble: nothing was billed and a retry makes sense.
   */
  read(kind: ReadableKind, link: string): Promise<Reading>;
}
