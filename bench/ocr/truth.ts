import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from 'engines/ocr/reading.ts';
import * as z from 'zod/mini';

/** One picture and what it shows, as the generators of specimens write it: one JSON object a line in `truth.jsonl`. */
const lineSchema = z.object({
  file: z.string(),
  kind: z.string(),
  level: z._default(z.string(), 'clean'),
  /** What was done to the picture so that a reviewer would send it back. */
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
  /** As the generator calls it: `id_front`, `biz_land` … */
  readonly drawn: string;
  /** What the engine should call it. */
  readonly kind: Reading['kind'];
  readonly level: string;
  readonly spoilt: string | undefined;
  /** Without colours, as a copy is. */
  readonly isGrey: boolean;
  /** Degrees clockwise by which the upright picture was turned, in quarters. */
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

/** Names of the engine's fields for those of the generator. */
const FIELDS: Readonly<Record<string, string>> = {
  birth: 'birthDate',
  companyName: 'name',
  uscc: 'creditCode',
  legalPerson: 'legalRepresentative',
  established: 'establishedOn',
};

/** @throws Error when `dir` holds no `truth.jsonl`, or one of another format. */
export function readTruth(dir: string): TruePicture[] {
  const lines = readFileSync(join(dir, 'truth.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => {
    const { file, kind, level, spoilt, params, fields } = lineSchema.parse(JSON.parse(line));
    const values = Object.entries(fields).map(([field, text]) => ({
      field: FIELDS[field] ?? field,
      text: iso(text),
    }));
    const known = { file, path: join(dir, file), drawn: kind, level, spoilt, values };
    return { ...known, isGrey: params.gray, turn: params.turn, kind: KINDS[kind] ?? 'unknown' };
  });
}

/** Cards print 2019.03.11 and 长期. */
const iso = (text: string): string =>
  text === '长期' ? 'long-term' : text.replace(/^(\d{4})\.(\d\d)\.(\d\d)$/, '$1-$2-$3');
