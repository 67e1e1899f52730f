import type { Field, PictureFacts, Reading } from 'engines/ocr/reading.ts';
import { distance } from 'fastest-levenshtein';
import { isSure } from '../../shared/domain/media/evidence.ts';
import type { TruePicture } from './truth.ts';

/** The result for one printed value. `refused`: not read. `sure` or `doubtful`: without or with a doubt mark. */
export interface ValueScore {
  readonly field: string;
  readonly printed: string;
  readonly read: string | undefined;
  readonly outcome: 'right' | 'wrong' | 'refused';
  readonly isDoubtful: boolean;
  /** 1 minus edit distance by length, at least 0. */
  readonly characters: number;
}

export interface PictureScore {
  readonly picture: TruePicture;
  readonly kind: Reading['kind'];
  readonly isKindRight: boolean;
  /** The text's direction was found to 20°; true for pictures without text. */
  readonly isTurnRight: boolean;
  readonly values: readonly ValueScore[];
  readonly facts: PictureFacts;
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
  const fields = fieldsOf(reading);
  const isKindRight = reading.kind === picture.kind;
  const values = picture.values.map(({ field, text }) =>
    valueScore(field, text, isKindRight ? marked(fields[field]) : undefined),
  );
  const isTurnRight = picture.kind === 'unknown' || off(reading.picture.turnedDegrees - picture.turn) <= MAX_TILT;
  return { picture, kind: reading.kind, isKindRight, isTurnRight, values, facts: reading.picture, ...cost };
}

/** Papers are rotated by up to 15°. */
const MAX_TILT = 20;
const off = (degrees: number) => Math.abs(degrees - 360 * Math.round(degrees / 360));

/** The engine's own reading, marked by the product's threshold. */
export const marked = (read: Field | undefined) => read && { text: read.text, isDoubtful: !isSure(read) };

export const fieldsOf = (reading: Reading): Readonly<Record<string, Field | undefined>> =>
  reading.kind === 'unknown' ? {} : reading.fields;

/** Compares one value; `isDoubtful` is its mark. */
export function valueScore(
  field: string,
  printed: string,
  read: { readonly text: string; readonly isDoubtful: boolean } | undefined,
): ValueScore {
  const [truth, text] = [normal(printed), normal(read?.text ?? '')];
  return {
    field,
    printed,
    read: read?.text,
    outcome: !read ? 'refused' : text === truth ? 'right' : 'wrong',
    isDoubtful: read === undefined || read.isDoubtful,
    characters: Math.max(0, 1 - distance(truth, text) / Math.max(1, truth.length)),
  };
}

export const normal = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** All values of one field of one kind. */
export interface FieldScore {
  readonly kind: Reading['kind'];
  readonly field: string;
  readonly count: number;
  readonly right: number;
  readonly refused: number;
  readonly wrong: number;
  /** Wrong without a doubt mark. */
  readonly wrongSure: number;
  /** Right, but with a doubt mark. */
  readonly rightDoubtful: number;
  /** Mean, 0 to 1. */
  readonly characters: number;
}

export function fieldScores(scores: readonly PictureScore[]): FieldScore[] {
  const groups = new Map<string, { kind: Reading['kind']; values: ValueScore[] }>();
  for (const { picture, values } of scores) {
    for (const value of values) {
      const key = `${picture.kind} ${value.field}`;
      const group = groups.get(key) ?? { kind: picture.kind, values: [] };
      group.values.push(value);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ kind, values }) => fieldScore(kind, values));
}

function fieldScore(kind: Reading['kind'], values: readonly ValueScore[]): FieldScore {
  const count = (is: (value: ValueScore) => boolean) => values.filter(is).length;
  return {
    kind,
    field: values[0]?.field ?? '',
    count: values.length,
    right: count(({ outcome }) => outcome === 'right'),
    refused: count(({ outcome }) => outcome === 'refused'),
    wrong: count(({ outcome }) => outcome === 'wrong'),
    wrongSure: count((value) => value.outcome === 'wrong' && !value.isDoubtful),
    rightDoubtful: count((value) => value.outcome === 'right' && value.isDoubtful),
    characters: values.reduce((sum, value) => sum + value.characters, 0) / values.length,
  };
}
