import { median } from '../cpu.ts';
import { measured, type Row, within } from '../row.ts';
import { fieldScores, type PictureScore } from './score.ts';

/** Share of values, in percent, that may be missing or wrong in typical phone pictures. */
const MAX_MISSED: Readonly<Record<string, number>> = {
  'id-front idNumber': 0,
  'id-front name': 6,
  'id-front address': 3,
  'id-back authority': 0.5,
  'id-back validFrom': 0.5,
  'id-back validTo': 0.5,
  'business-licence creditCode': 1,
  'business-licence name': 4,
  'business-licence address': 3,
  'business-licence legalRepresentative': 6,
};
/** Of all values, in percent. */
const MAX_WRONG_WITHOUT_DOUBT = 0.3;
/** Multiples of the engine's reference work, and CPU seconds on an idle machine; medians. */
const MAX_COST: Readonly<Record<string, { readonly toReference: number; readonly seconds: number }>> = {
  'id-front': { toReference: 1.15, seconds: 0.75 },
  'id-back': { toReference: 0.8, seconds: 0.55 },
  'business-licence': { toReference: 2.5, seconds: 1.5 },
};

/** Blurred, noisy pictures of 760 pixels are in the table of fields, but have no limit. */
const isReadable = ({ picture }: PictureScore) => picture.level !== 'hard' && picture.spoilt === undefined;

/** Exact values, doubts, kinds and rotations. Limits are for what readable pictures lack, so that less is better. */
export function accuracyRows(scores: readonly PictureScore[]): Row[] {
  const readable = scores.filter(isReadable);
  const fields = fieldScores(readable).map(({ kind, field, count, right }) => {
    const row = {
      metric: `${kind} ${field}, missed (n=${count})`,
      value: (100 * (count - right)) / count,
      unit: '%',
    } as const;
    const limit = MAX_MISSED[`${kind} ${field}`];
    return limit === undefined ? measured(row) : within(limit, row);
  });
  const values = readable.flatMap((score) => score.values);
  const wrongSure = values.filter(({ outcome, isDoubtful }) => outcome === 'wrong' && !isDoubtful).length;
  const certificates = readable.filter(({ picture }) => picture.kind !== 'unknown');
  const others = scores.filter(({ picture }) => picture.kind === 'unknown');
  const lost = (of: readonly PictureScore[], is: (score: PictureScore) => boolean) =>
    of.filter((one) => !is(one)).length;
  return [
    ...fields,
    within(MAX_WRONG_WITHOUT_DOUBT, {
      metric: `wrong without a doubt mark (n=${values.length})`,
      value: (100 * wrongSure) / Math.max(1, values.length),
      unit: '%',
    }),
    within(0, {
      metric: `certificates taken for something else (n=${certificates.length})`,
      value: lost(certificates, ({ isKindRight }) => isKindRight),
      unit: 'pictures',
    }),
    within(0, {
      metric: `turns not found (n=${certificates.length})`,
      value: lost(certificates, ({ isTurnRight }) => isTurnRight),
      unit: 'pictures',
    }),
    within(0, {
      metric: `other pictures taken for certificates (n=${others.length})`,
      value: lost(others, ({ isKindRight }) => isKindRight),
      unit: 'pictures',
    }),
  ];
}

/** Median CPU of a reading by kind. It is judged by the ratio: machines of the same kind differ by half in seconds. */
export function costRows(scores: readonly PictureScore[]): Row[] {
  return Object.entries(MAX_COST).flatMap(([kind, { toReference, seconds }]) => {
    const of = scores.filter(({ picture }) => picture.kind === kind);
    if (of.length === 0) return [];
    const metric = `${kind}, one reading (n=${of.length})`;
    return [
      within(toReference, {
        metric: `${metric} to the reference`,
        value: median(of.map((one) => one.toReference)),
        unit: 'ratio',
      }),
      measured({
        metric: `${metric}, ≤ ${seconds} when idle`,
        value: median(of.map((one) => one.seconds)),
        unit: 's CPU',
      }),
    ];
  });
}
