import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import type { Field, Reading } from 'engines/ocr/reading.ts';
import { ROOT } from '../deploy/root.ts';
import { DIVISIONS } from '../local/divisions.ts';
import { isSure } from '../shared/domain/media/evidence.ts';
import { isSame, type ReadPaper, recordedPapers, vendorShapedRows } from './ocr/vendor-shaped.ts';
import { measured, type Row, within } from './row.ts';

/** Share of values, in percent, that may be missing or wrong in typical phone pictures. */
const MAX_MISSED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'id-front': { idNumber: 0, name: 6, address: 3 },
  'id-back': { authority: 0.5, validFrom: 0.5, validTo: 0.5 },
  'business-licence': { creditCode: 1, name: 4, address: 3, legalRepresentative: 6 },
};
/** In percent of all values. */
const MAX_WRONG_WITHOUT_DOUBT = 0.3;
/** In degrees: papers are rotated by up to 15° besides. */
const MAX_TILT = 20;

/**
 * Whether the laptop's engine reads certificates right: `npm run bench -- ocr` reads the corpus, `--dir DIR` any folder of pictures
 * with a `truth.jsonl`. Its readings of these and of drawn papers are then replies as a vendor may give them, and go the product's
 * way: what is wrong without a mark, and what is right and marked.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { dir: { type: 'string', default: join(ROOT, 'tests', 'corpus') } },
  });
  const papers = await readPapers(resolve(values.dir));
  return [...accuracyRows(papers), ...(await vendorShapedRows([...papers, ...recordedPapers()]))];
}

/** A line of `truth.jsonl`; `spoilt`: the defect for which a reviewer would return the picture. */
type Truth = Readonly<{ file: string; kind: string; level?: string; spoilt?: string }> & {
  readonly params?: { readonly turn?: number };
  readonly fields?: Readonly<Record<string, string>>;
};

/** The engine's kinds and fields, by the names of `truth.jsonl`. */
const KINDS: readonly (readonly [RegExp, Reading['kind']])[] = [
  [/^(id|temporary|permit)_front$/, 'id-front'],
  [/^(id|temporary|permit)_back$/, 'id-back'],
  [/^biz_/, 'business-licence'],
];
const FIELDS: Readonly<Record<string, string>> = {
  birth: 'birthDate',
  companyName: 'name',
  uscc: 'creditCode',
  legalPerson: 'legalRepresentative',
  established: 'establishedOn',
};
/** As printed on cards: 2019.03.11 and 长期. */
const iso = (text: string): string =>
  text === '长期' ? 'long-term' : text.replace(/^(\d{4})\.(\d\d)\.(\d\d)$/, '$1-$2-$3');

async function readPapers(dir: string): Promise<readonly ReadPaper[]> {
  const engine = createOcrEngine({ divisions: DIVISIONS });
  try {
    const papers: ReadPaper[] = [];
    for (const line of readFileSync(join(dir, 'truth.jsonl'), 'utf8').trim().split('\n')) {
      const { file, kind: drawn, level = 'clean', spoilt, params, fields = {} } = JSON.parse(line) as Truth;
      const kind = KINDS.find(([name]) => name.test(drawn))?.[1] ?? 'unknown';
      const values = Object.entries(fields).map(([field, text]) => [FIELDS[field] ?? field, iso(text)]);
      // Who uploads a certificate says what it is.
      const reading = await engine.read(readFileSync(join(dir, file)), kind === 'unknown' ? undefined : kind);
      const picture = { file, kind, level, isSpoilt: spoilt !== undefined, turn: params?.turn ?? 0 };
      const paper = { picture: { ...picture, values: Object.fromEntries(values) }, reading };
      papers.push(paper);
      console.log([file.padEnd(28), reading.kind, ...valuesOf(paper).filter(isMissed).map(missText)].join('  '));
    }
    return papers;
  } finally {
    await engine.close();
  }
}

/** A printed value, by its kind of paper and field, and what was read. */
interface Value {
  readonly name: string;
  readonly printed: string;
  readonly read: Field | undefined;
}

function valuesOf({ picture, reading }: ReadPaper): readonly Value[] {
  const isKindRight = reading.kind === picture.kind && reading.kind !== 'unknown';
  const fields: Readonly<Record<string, Field | undefined>> = isKindRight ? reading.fields : {};
  return Object.entries(picture.values).map(([field, printed]) => ({
    name: `${picture.kind} ${field}`,
    printed,
    read: fields[field],
  }));
}

const isMissed = ({ printed, read }: Value): boolean => !isSame(read?.text, printed);

/** A misread value; one without a doubt mark has two exclamation marks. */
const missText = ({ name, printed, read }: Value): string =>
  `${read && isSure(read) ? '!!' : ''}${name} ${printed} → ${read?.text ?? '—'}`;

const isTurnRight = ({ picture, reading }: ReadPaper): boolean => {
  const off = reading.picture.turnedDegrees - picture.turn;
  return Math.abs(off - 360 * Math.round(off / 360)) <= MAX_TILT;
};

/** Limits are for what readable pictures lack, so that less is better; blurred, noisy pictures of 760 pixels have none. */
function accuracyRows(papers: readonly ReadPaper[]): readonly Row[] {
  const readable = papers.filter(({ picture }) => picture.level !== 'hard' && !picture.isSpoilt);
  const values = readable.flatMap(valuesOf);
  const certificates = readable.filter(({ picture }) => picture.kind !== 'unknown');
  const others = papers.filter(({ picture }) => picture.kind === 'unknown');
  const isKindRight = ({ picture, reading }: ReadPaper) => reading.kind === picture.kind;
  const none = (what: string, among: readonly ReadPaper[], isRight: (paper: ReadPaper) => boolean) => {
    const value = among.filter((paper) => !isRight(paper)).length;
    return within(0, { metric: `${what} (n=${among.length})`, value, unit: 'pictures' });
  };
  const silent = values.filter((value) => isMissed(value) && value.read && isSure(value.read)).length;
  return [
    ...[...new Set(values.map(({ name }) => name))].map((name) => {
      const named = values.filter((value) => value.name === name);
      const value = (100 * named.filter(isMissed).length) / named.length;
      const row = { metric: `${name}, missed (n=${named.length})`, value, unit: '%' } as const;
      const [kind = '', field = ''] = name.split(' ');
      const limit = MAX_MISSED[kind]?.[field];
      return limit === undefined ? measured(row) : within(limit, row);
    }),
    within(MAX_WRONG_WITHOUT_DOUBT, {
      metric: `wrong without a doubt mark (n=${values.length})`,
      value: (100 * silent) / Math.max(1, values.length),
      unit: '%',
    }),
    none('certificates taken for something else', certificates, isKindRight),
    none('turns not found', certificates, isTurnRight),
    none('other pictures taken for certificates', others, isKindRight),
  ];
}
