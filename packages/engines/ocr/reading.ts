export type CertificateKind = 'id-front' | 'id-back' | 'business-licence';

/**
 * A value as printed. Confidence, 0 to 1, is the mean of its characters', reduced if one of them is uncertain, if two
 * readings differ, or if a check digit or another value contradicts it.
 */
export interface Field {
  readonly text: string;
  readonly confidence: number;
}

/** Maximum confidence of a value that another one contradicts, or that can't be whole. */
export const CONTRADICTED = 0.5;

/** Days are `YYYY-MM-DD`, an open end is `long-term`. Unreadable values are absent. */
export interface FieldsByKind {
  readonly 'id-front': Fields<'name' | 'sex' | 'nation' | 'birthDate' | 'address' | 'idNumber'>;
  readonly 'id-back': Fields<'authority' | 'validFrom' | 'validTo'>;
  readonly 'business-licence': Fields<LicenceField>;
}

export type Fields<Name extends string> = Readonly<Partial<Record<Name, Field>>>;

export type LicenceField =
  | 'creditCode'
  | 'name'
  | 'type'
  | 'address'
  | 'legalRepresentative'
  | 'capital'
  | 'composingForm'
  | 'establishedOn'
  | 'validFrom'
  | 'validTo'
  | 'scope'
  | 'authority'
  | 'issuedOn';

/** Facts about the picture, whatever is printed in it. */
export interface PictureFacts {
  /** Upright (EXIF) size of the file in pixels. */
  readonly width: number;
  readonly height: number;
  /**
   * Median height of the lines in pixels of the file, 0 without any. From 30 on 98 % of values are right, below 22 a
   * third.
   */
  readonly textHeight: number;
  /** Width of characters' edges as a share of the line's height: 0.02 is sharp, from 0.1 on strokes run together. */
  readonly edgeWidth: number;
  /** Share of the certificate that is overexposed, 0 to 1. */
  readonly glareShare: number;
  /** Share of the certificate, 0 to 1, under something else: a finger, a bar of ink. */
  readonly coveredShare: number;
  /** Labels beside which no value was read: it is illegible, or under something. */
  readonly valuesMissing: number;
  /** Without any colour where the text is: a copy in black and white. */
  readonly isGrey: boolean;
  /**
   * Distance of the card's corners, estimated from its text, outside the picture, as a share of its width. For licences
   * only whether print is cut: 0.1, or 0.
   */
  readonly cutShare: number;
  /** Clockwise rotation of the text in degrees, 0 to 359. */
  readonly turnedDegrees: number;
  /** Lines at another slant than the rest, as in watermarks. */
  readonly slantedLines: number;
  /** Share of the picture, 0 to 1, covered by one fine wave, as on photos of screens. */
  readonly screenShare: number;
}

/** Corners of a box in pixels of the upright file, clockwise from the upper left in the direction of reading. */
export type Corners = readonly [Corner, Corner, Corner, Corner];
type Corner = readonly [x: number, y: number];

/** A line of text as it was read at first, whatever was made of it afterwards. */
export interface PrintedLine {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly corners: Corners;
  readonly characters: readonly { readonly text: string; readonly confidence: number; readonly corners: Corners }[];
}

interface ReadingOf<Kind extends CertificateKind> {
  readonly kind: Kind;
  readonly lines: readonly PrintedLine[];
  readonly fields: FieldsByKind[Kind];
  readonly picture: PictureFacts;
}

export interface IdFrontReading extends ReadingOf<'id-front'> {
  /** The number's date exists and its check digit fits. */
  readonly codeValid: boolean;
  /** JPEG, cropped where a card with this text has its portrait. */
  readonly portrait: Uint8Array | undefined;
  /** Portrait sides in the picture. */
  readonly cards: number;
  /** The other side of a card is in the picture too. */
  readonly hasOtherSide: boolean;
  /** Papers in the picture; both sides of one card are one. */
  readonly papers: number;
  readonly isTemporary: boolean;
  /** A 港澳台居民居住证, which looks alike. */
  readonly isResidencePermit: boolean;
}

export interface IdBackReading extends ReadingOf<'id-back'> {
  /** Sides with issuer and validity in the picture. */
  readonly cards: number;
  /** The other side of a card is in the picture too. */
  readonly hasOtherSide: boolean;
  /** Papers in the picture; both sides of one card are one. */
  readonly papers: number;
  readonly isTemporary: boolean;
  /** A 港澳台居民居住证, which looks alike. */
  readonly isResidencePermit: boolean;
}

export interface LicenceReading extends ReadingOf<'business-licence'> {
  /** The credit code's own check digit fits; false too for the 15-digit numbers from before 2015. */
  readonly codeValid: boolean;
  /** Papers in the picture. */
  readonly papers: number;
  /** Printed 副本, a duplicate, which every holder gets with the original. */
  readonly isDuplicate: boolean;
}

export interface UnknownReading {
  readonly kind: 'unknown';
  readonly lines: readonly PrintedLine[];
  readonly picture: PictureFacts;
}

export type Reading = IdFrontReading | IdBackReading | LicenceReading | UnknownReading;

/** Thrown for a file that is not a picture the engine accepts. */
export class UnusablePicture extends Error {
  override readonly name = 'UnusablePicture';
  constructor(
    readonly reason: 'empty' | 'format' | 'too-many-pixels' | 'damaged',
    options?: ErrorOptions,
  ) {
    super(`picture: ${reason}`, options);
  }
}
