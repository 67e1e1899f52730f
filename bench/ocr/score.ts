import type { Field, Reading } from 'engines/ocr/reading.ts';
import { isSure } from '../../shared/domain/media/evidence.ts';
import type { TruePicture } from './truth.ts';

/** The result for one printed value. `refused`: not read. */
export interface ValueScore {
  readonly field: string;
  readonly printed: string;
  readonly read: string | undefined;
  readonly outcome: 'right' | 'wrong' | 'refused';
  /** By the product's threshold. */
  readonly isDoubtful: boolean;
}

export interface PictureScore {
  readonly picture: TruePicture;
  readonly reading: Reading;
  readonly kind: Reading['kind'];
  readonly isKindRight: boolean;
  /** The text's direction was found to 20°; true for pictures without text. */
  readonly isTurnRight: boolean;
  readonly values: readonly ValueScore[];
  /** In seconds of CPU. */
  readonly seconds: number;
  /** The same as a multiple of the engine's reference work, which ran just before. */
  readonly toReference: number;
}

/** Compares a reading with the truth, value by value; the width of characters and brackets, and spaces, are ignored. */
export function scored(
  picture: TruePicture,
  reading: Reading,
  cost: Pick<PictureScore, 'seconds' | 'toReference'>,
): PictureScore {
  const isKindRight = reading.kind === picture.kind;
  const fields: Readonly<Record<string, Field | undefined>> =
    isKindRight && reading.kind !== 'unknown' ? reading.fields : {};
  const values = Object.entries(picture.values).map(([field, printed]) => valueScore(field, printed, fields[field]));
  const isTurnRight = picture.kind === 'unknown' || off(reading.picture.turnedDegrees - picture.turn) <= MAX_TILT;
  return { picture, reading, kind: reading.kind, isKindRight, isTurnRight, values, ...cost };
}

/** Papers are rotated by up to 15°. */
const MAX_TILT = 20;
const off = (degrees: number) => Math.abs(degrees - 360 * Math.round(degrees / 360));

const valueScore = (field: string, printed: string, read: Field | undefined): ValueScore => ({
  field,
  printed,
  read: read?.text,
  outcome: !read ? 'refused' : normal(read.text) === normal(printed) ? 'right' : 'wrong',
  isDoubtful: !read || !isSure(read),
});

const normal = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');
