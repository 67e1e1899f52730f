import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from 'engines/ocr/reading.ts';
import * as z from 'zod/mini';

/** One picture and its contents, as the generators of specimens write it: one JSON object a line in `truth.jsonl`. */
const lineSchema = z.object({
  file: z.string(),
  kind: z.string(),
  level: z._default(z.string(), 'clean'),
  /** The defect for which a reviewer would return the picture. */
  spoilt: z.optional(z.string()),
  params: z.prefault(z.object({ turn: z._default(z.number(), 0), gray: z._default(z.boolean(), false) }), {}),
  fields: z._default(z.record(z.string(), z.string()), {}),
});

export interface TrueValue {
  readonly field: string;
  readonly text: string;
}

export interface TruePicture {
  readonly file: string;
  readonly path: string;
  /** The generator's name: `id_front`, `biz_land` … */
  readonly drawn: string;
  /** The engine's expected name. */
  readonly kind: Reading['kind'];
  readonly level: string;
  readonly spoilt: string | undefined;
  /** Without colours, like a copy. */
  readonly isGrey: boolean;
  /** Clockwise rotation of the upright picture in degrees, a multiple of 90. */
  readonly turn: number;
  readonly values: readonly TrueValue[];
}

const KINDS: Readonly<Record<string, Reading['kind']>> = {
  id_front: 'id-front',
  id_back: 'id-back',
  temporary_front: 'id-front',
  temporary_back: 'id-back',
  permit_front: 'id-front',
  permit_back: 'id-back',
  biz_land: 'business-licence',
  biz_port: 'business-licence',
  biz_electronic: 'business-licence',
};

/** The engine's fields, by the generator's names. */
const FIELDS: Readonly<Record<string, string>> = {
  birth: 'birthDate',
  companyName: 'name',
  uscc: 'creditCode',
  legalPerson: 'legalRepresentative',
  established: 'establishedOn',
};

/** @throws Error when `dir` has no `truth.jsonl`, or one of another format. */
export function readTruth(dir: string): TruePicture[] {
  const lines = readFileSync(join(dir, 'truth.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => truePicture(JSON.parse(line), dir));
}

/** @param line one line of `truth.jsonl`. */
export function truePicture(line: unknown, dir: string): TruePicture {
  const { file, kind, level, spoilt, params, fields } = lineSchema.parse(line);
  const values = Object.entries(fields).map(([field, text]) => ({
    field: FIELDS[field] ?? field,
    text: iso(text),
  }));
  const known = { file, path: join(dir, file), drawn: kind, level, spoilt, values };
  return { ...known, isGrey: params.gray, turn: params.turn, kind: KINDS[kind] ?? 'unknown' };
}

/** As printed on cards: 2019.03.11 and 长期. */
const iso = (text: string): string =>
  text === '长期' ? 'long-term' : text.replace(/^(\d{4})\.(\d\d)\.(\d\d)$/, '$1-$2-$3');
