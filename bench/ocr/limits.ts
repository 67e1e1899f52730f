import { median } from '../measuring.ts';
import { measured, type Row, within } from '../row.ts';
import type { PictureScore } from './score.ts';

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
/** In percent of all values. */
const MAX_WRONG_WITHOUT_DOUBT = 0.3;
/** Multiples of the engine's reference work, and CPU seconds on an idle machine; medians. */
const MAX_COST: Readonly<Record<string, { readonly toReference: number; readonly seconds: number }>> = {
  'id-front': { toReference: 1.15, seconds: 0.75 },
  'id-back': { toReference: 0.8, seconds: 0.55 },
  'business-licence': { toReference: 2.5, seconds: 1.5 },
};

/** Exact values, doubts, kinds and rotations. Limits are for what readable pictures lack, so that less is better. */
export function accuracyRows(scores: readonly PictureScore[]): Row[] {
  // Blurred, noisy pictures of 760 pixels have no limit.
  const readable = scores.filter(({ picture }) => picture.level !== 'hard' && !picture.isSpoilt);
  const values = readable.flatMap((score) => score.values.map((value) => ({ kind: score.picture.kind, ...value })));
  const wrongSure = values.filter(({ outcome, isDoubtful }) => outcome === 'wrong' && !isDoubtful).length;
  const certificates = readable.filter(({ picture }) => picture.kind !== 'unknown');
  const others = scores.filter(({ picture }) => picture.kind === 'unknown');
  const none = (what: string, among: readonly PictureScore[], isRight: (score: PictureScore) => boolean) =>
    within(0, {
      metric: `${what} (n=${among.length})`,
      value: among.filter((score) => !isRight(score)).length,
      unit: 'pictures',
    });
  return [
    ...[...new Set(values.map(({ kind, field }) => `${kind} ${field}`))].map((name) => {
      const named = values.filter(({ kind, field }) => `${kind} ${field}` === name);
      const missed = named.filter(({ outcome }) => outcome !== 'right').length;
      const metric = `${name}, missed (n=${named.length})`;
      const row = { metric, value: (100 * missed) / named.length, unit: '%' } as const;
      const limit = MAX_MISSED[name];
      return limit === undefined ? measured(row) : within(limit, row);
    }),
    within(MAX_WRONG_WITHOUT_DOUBT, {
      metric: `wrong without a doubt mark (n=${values.length})`,
      value: (100 * wrongSure) / Math.max(1, values.length),
      unit: '%',
    }),
    none('certificates taken for something else', certificates, ({ isKindRight }) => isKindRight),
    none('turns not found', certificates, ({ isTurnRight }) => isTurnRight),
    none('other pictures taken for certificates', others, ({ isKindRight }) => isKindRight),
  ];
}

/** Median CPU of a reading by kind. It is judged by the ratio: machines of the same kind differ by half in seconds. */
export function costRows(scores: readonly PictureScore[]): Row[] {
  return Object.entries(MAX_COST).flatMap(([kind, { toReference, seconds }]) => {
    const read = scores.filter(({ picture }) => picture.kind === kind);
    if (read.length === 0) return [];
    const metric = `${kind}, one reading (n=${read.length})`;
    return [
      within(toReference, {
        metric: `${metric} to the reference`,
        value: median(read.map((score) => score.toReference)),
        unit: 'ratio',
      }),
      measured({
        metric: `${metric}, ≤ ${seconds} when idle`,
        value: median(read.map((score) => score.seconds)),
        unit: 's CPU',
      }),
    ];
  });
}
