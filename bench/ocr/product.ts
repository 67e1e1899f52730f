import { tmpdir } from 'node:os';
import { planCertificates } from 'specimens/corpus.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import type { ReadableKind } from '../../shared/domain/media/document.ts';
import { textTable } from '../../tools/text-table.ts';
import { measured, type Row, within } from '../row.ts';
import {
  companyOf,
  isUnanswered,
  type ProductPath,
  type Shown,
  twoAtOnce,
  typedBefore,
  withProductPath,
} from './product-path.ts';
import { fieldsOf, marked, type ValueScore, valueScore } from './score.ts';
import { type TruePicture, truePicture } from './truth.ts';

/** Pictures of certificates, of which one in five is hard to read; they have 5.4 values on average. */
const PICTURES = 200;
const MIN_VALUES = 1000;
const MAX_SECONDS = 600;

/** Shares in percent: wrong values without a mark, and values that are not right (and sure). */
const MAX_WRONG_UNMARKED = 0.3;
const MAX_WRONG_UNMARKED_HARD = 1;
const MAX_NOT_RIGHT = 10;

/** One printed value as the person sees it, and as the engine alone read it. */
interface ProductValue {
  readonly picture: TruePicture;
  readonly shown: ValueScore;
  readonly engine: ValueScore | undefined;
  readonly agreesWith: string | undefined;
}

/** Uploads drawn certificates to a laptop, and compares what its form shows with what is printed. */
export async function measureProductPath(seed: number): Promise<readonly Row[]> {
  const planned = planCertificates(seed, PICTURES, DIVISIONS).map((one) => ({
    picture: truePicture(one.truth, tmpdir()),
    draw: one.draw,
  }));
  const companies = planned.flatMap(({ picture }) => companyOf(picture.kind, printedOn(picture)));
  const values: ProductValue[] = [];
  let unanswered = 0;
  const startedMs = performance.now();
  await withProductPath(companies, (path) =>
    twoAtOnce(planned, async ({ picture, draw }) => {
      const { shown, ofPicture } = await valuesOf(picture, await draw(), path);
      values.push(...ofPicture);
      if (isUnanswered(shown)) unanswered += 1;
    }),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  printProduct(values);
  return [
    ...limitsOn(values),
    within(0, { metric: 'no answer within the time of a call', value: unanswered, unit: 'pictures' }),
    {
      metric: `values judged, at least ${MIN_VALUES}`,
      value: values.length,
      unit: 'values',
      ok: values.length >= MIN_VALUES,
    },
    within(MAX_SECONDS, { metric: 'the whole product path', value: seconds, unit: 's' }),
  ];
}

const printedOn = ({ values }: TruePicture) => Object.fromEntries(values.map(({ field, text }) => [field, text]));

async function valuesOf(picture: TruePicture, file: Buffer, path: ProductPath) {
  const kind = picture.kind as ReadableKind;
  const shown = await path.show({ file, kind, typed: typedBefore(kind, printedOn(picture)) });
  const ofPicture = picture.values.map(
    ({ field, text }): ProductValue => ({
      picture,
      shown: valueScore(field, text, shown.fields[field]),
      engine: shown.engine && valueScore(field, text, marked(fieldsOf(shown.engine)[field])),
      agreesWith: shown.fields[field]?.agreesWith,
    }),
  );
  console.log(lineOf(picture, shown, ofPicture));
  return { shown, ofPicture };
}

/** A wrong value without a mark has two exclamation marks. */
function lineOf({ file }: TruePicture, { state, findings }: Shown, values: readonly ProductValue[]): string {
  const misses = values.flatMap(({ shown: { field, printed, read, outcome, isDoubtful } }) =>
    outcome === 'wrong' ? [`${isDoubtful ? '' : '!!'}${field} ${printed} → ${read ?? '—'}`] : [],
  );
  const found = findings.map(({ ruleId, severity }) => `${ruleId} ${severity}`);
  return [file.padEnd(28), state.padEnd(7), ...found, ...misses].join('  ');
}

const isWrongUnmarked = ({ outcome, isDoubtful }: ValueScore): boolean => outcome === 'wrong' && !isDoubtful;
const isRight = ({ outcome }: ValueScore): boolean => outcome === 'right';
const isRightAndSure = ({ outcome, isDoubtful }: ValueScore): boolean => outcome === 'right' && !isDoubtful;

/** What the issue of certainty demands, as counts beside the size of each set. */
function limitsOn(all: readonly ProductValue[]): readonly Row[] {
  const isHard = ({ picture }: ProductValue) => picture.level === 'hard';
  const usual = all.filter((one) => !isHard(one));
  const numbered = usual.filter(
    ({ picture, shown }) => picture.kind !== 'business-licence' || shown.field === 'creditCode',
  );
  const others = usual.filter((one) => !numbered.includes(one));
  const raised = others.filter(({ agreesWith }) => agreesWith !== undefined);
  const atMost = (percent: number, what: string, of: readonly ProductValue[], is: (one: ValueScore) => boolean) =>
    within(Math.floor((percent * of.length) / 100), {
      metric: `${what} (of ${of.length})`,
      value: of.filter(({ shown }) => is(shown)).length,
      unit: 'values',
    });
  return [
    atMost(MAX_WRONG_UNMARKED, 'form: wrong without a mark', usual, isWrongUnmarked),
    atMost(MAX_WRONG_UNMARKED_HARD, 'form: wrong without a mark, hard pictures', all.filter(isHard), isWrongUnmarked),
    atMost(MAX_NOT_RIGHT, 'form: cards and credit codes, not right and sure', numbered, (one) => !isRightAndSure(one)),
    atMost(MAX_NOT_RIGHT, 'form: other licence values, not right', others, (one) => !isRight(one)),
    measured({
      metric: `form: other licence values raised to sure by agreement (of ${others.length})`,
      value: raised.length,
      unit: 'values',
    }),
    measured({
      metric: 'engine alone: wrong without a mark',
      value: all.filter(({ engine }) => engine && isWrongUnmarked(engine)).length,
      unit: 'values',
    }),
  ];
}

/** By field and difficulty: right and sure, right, wrong, wrong without a mark; in the form, and by the engine alone. */
function printProduct(values: readonly ProductValue[]): void {
  const groups = new Map<string, ProductValue[]>();
  for (const one of values) {
    const group = `${one.picture.kind} ${one.shown.field}${one.picture.level === 'hard' ? ', hard' : ''}`;
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  const counts = (scores: readonly ValueScore[]) =>
    [isRightAndSure, isRight, ({ outcome }: ValueScore) => outcome === 'refused', isWrongUnmarked].map((is) =>
      String(scores.filter(is).length),
    );
  const rows = [...groups]
    .toSorted()
    .map(([group, of]) => [
      group,
      String(of.length),
      ...counts(of.map(({ shown }) => shown)),
      String(of.filter(({ agreesWith }) => agreesWith !== undefined).length),
      ...counts(of.flatMap(({ engine }) => engine ?? [])),
    ]);
  const head =
    'value, n, form: sure, right, absent, wrong unmarked, agreed, engine: sure, right, absent, wrong unmarked';
  console.log(`\n${textTable([head.split(', '), ...rows])}\n`);
}
