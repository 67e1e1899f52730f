import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from 'engines/ocr/reading.ts';
import * as z from 'zod/mini';

/** One picture and its contents: one JSON object a line in `truth.jsonl`. */
const lineSchema = z.object({
  file: z.string(),
  kind: z.string(),
  level: z._default(z.string(), 'clean'),
  /** The defect for which a reviewer would return the picture. */
  spoilt: z.optional(z.string()),
  params: z.prefault(z.object({ turn: z._default(z.number(), 0) }), {}),
  fields: z._default(z.record(z.string(), z.string()), {}),
});

export interface TruePicture {
  readonly file: string;
  readonly path: string;
  /** The name of `truth.jsonl`: `id_front`, `biz_land` … */
  readonly drawn: string;
  /** The engine's expected name. */
  readonly kind: Reading['kind'];
  readonly level: string;
  readonly isSpoilt: boolean;
  /** Clockwise rotation of the upright picture in degrees, a multiple of 90. */
  readonly turn: number;
  /** The printed values by the engine's names of fields. */
  readonly values: Readonly<Record<string, string>>;
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

/** The engine's fields, by the names of `truth.jsonl`. */
const FIELDS: Readonly<Record<string, string>> = {
  birth: 'birthDate',
  companyName: 'name',
  uscc: 'creditCode',
  legalPerson: 'legalRepresentative',
  established: 'establishedOn',
};

/** @throws Error when `dir` has no `truth.jsonl`, or one of another format. */
export function readTruth(dir: string): readonly TruePicture[] {
  const lines = readFileSync(join(dir, 'truth.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { file, kind, level, spoilt, params, fields } = lineSchema.parse(JSON.parse(line));
    const values = Object.entries(fields).map(([field, text]) => [FIELDS[field] ?? field, iso(text)]);
    return {
      file,
      path: join(dir, file),
      drawn: kind,
      kind: KINDS[kind] ?? 'unknown',
      level,
      isSpoilt: spoilt !== undefined,
      turn: params.turn,
      values: Object.fromEntries(values),
    };
  });
}

/** As printed on cards: 2019.03.11 and 长期. */
const iso = (text: string): string =>
  text === '长期' ? 'long-term' : text.replace(/^(\d{4})\.(\d\d)\.(\d\d)$/, '$1-$2-$3');
