export type CertificateKind = 'id-front' | 'id-back' | 'business-licence';

/**
 * A value as printed. Confidence, 0 to 1, is the mean of its characters', less where one of them is unsure, where two readings differ, or
 * where a check digit or another value contradicts it.
 */
export interface Field {
  readonly text: string;
  readonly confidence: number;
}

/** Whether a person should look at a value before it is believed. */
export const isDoubtful = ({ confidence }: Field): boolean => confidence < SURE_FROM;

const SURE_FROM = 0.98;

/** Days are `YYYY-MM-DD`, an open end is `long-term`. What could not be read is absent. */
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

/** What the picture is like, whatever is printed in it. */
export interface PictureFacts {
  /** Upright (EXIF) size of the file in pixels. */
  readonly width: number;
  readonly height: number;
  /** Median height of the found lines in pixels of the file, 0 without any. From 30 on 98 of 100 values are right, below 22 one in three. */
  readonly textHeight: number;
  /** Width of the edges of characters as a share of the height of their line: 0.02 is sharp, from 0.1 on strokes run together. */
  readonly edgeWidth: number;
  /** Share of the certificate that is blown out, 0 to 1. */
  readonly glareShare: number;
  /** There is no colour where the text is: a copy in black and white. */
  readonly isGrey: boolean;
  /**
   * How far the card's corners, as its text lets expect them, lie outside the picture, as a share of its width. Of licences only whether
   * print is cut: 0.1, or 0.
   */
  readonly cutShare: number;
  /** Degrees, 0 to 359, by which the text is turned clockwise. */
  readonly turnedDegrees: number;
  /** Lines at another slant than the rest, as watermarks have. */
  readonly slantedLines: number;
  /** Share of the picture, 0 to 1, over which one fine wave lies, as on photos of screens. */
  readonly screenShare: number;
}

interface ReadingOf<Kind extends CertificateKind> {
  readonly kind: Kind;
  readonly fields: FieldsByKind[Kind];
  readonly picture: PictureFacts;
}

export interface IdFrontReading extends ReadingOf<'id-front'> {
  /** The number's date exists and its check digit fits. */
  readonly codeValid: boolean;
  /** JPEG, cut out where a card with this text has its portrait. */
  readonly portrait: Uint8Array | undefined;
  /** Portrait sides in the picture. */
  readonly cards: number;
  readonly isTemporary: boolean;
  /** A 港澳台居民居住证, which is printed alike. */
  readonly isResidencePermit: boolean;
}

export interface IdBackReading extends ReadingOf<'id-back'> {
  /** Sides with issuer and validity in the picture. */
  readonly cards: number;
  readonly isTemporary: boolean;
  /** A 港澳台居民居住证, which is printed alike. */
  readonly isResidencePermit: boolean;
}

export interface LicenceReading extends ReadingOf<'business-licence'> {
  /** The credit code's own check digit fits; false too for the 15-digit numbers from before 2015. */
  readonly codeValid: boolean;
  /** Printed 副本, a duplicate, as every holder gets beside the original. */
  readonly isDuplicate: boolean;
}

export interface UnknownReading {
  readonly kind: 'unknown';
  readonly picture: PictureFacts;
}

export type Reading = IdFrontReading | IdBackReading | LicenceReading | UnknownReading;

/** Thrown for a file that is no picture the engine takes. */
export class UnusablePicture extends Error {
  override readonly name = 'UnusablePicture';
  constructor(
    readonly reason: 'empty' | 'format' | 'too-many-pixels' | 'damaged',
    options?: ErrorOptions,
  ) {
    super(`picture: ${reason}`, options);
  }
}
