import type { CheckRow } from '../cases/checklist.ts';
import type { DecisionKind } from '../cases/decision.ts';

/** `open`: it is not clear yet · `call`: to be asked on the phone. */
export const CONCLUSIONS = ['fits', 'differs', 'open', 'call'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** What somebody concluded about one row. */
export interface Judgement {
  readonly row: string;
  readonly staffId: string;
  readonly conclusion: Conclusion;
  /** On this row, all visits together. */
  readonly spentSeconds: number;
  readonly at: Date;
}

/** A row that the machine settled needs no conclusion, but a person may object to it. */
export function missingToAccept(
  rows: readonly Pick<CheckRow, 'path' | 'needsJudgement'>[],
  judgements: readonly Pick<Judgement, 'row' | 'conclusion'>[],
): readonly string[] {
  const of = new Map(judgements.map(({ row, conclusion }) => [row, conclusion]));
  const toJudge = rows.filter(({ path, needsJudgement }) => needsJudgement && !of.has(path)).length;
  const count = (conclusion: Conclusion) => rows.filter(({ path }) => of.get(path) === conclusion).length;
  const [differs, open, call] = [count('differs'), count('open'), count('call')];
  return [
    ...(toJudge > 0 ? [`还有 ${toJudge} 项没有判断`] : []),
    ...(differs > 0 ? [`${differs} 项不符`] : []),
    ...(open > 0 ? [`${open} 项待定`] : []),
    ...(call > 0 ? [`${call} 项待致电`] : []),
  ];
}

/**
 * Whether somebody who views second has concluded on every row that made the case one for two; only then they see what
 * the first concluded.
 */
export const hasConcludedFirst = (
  rows: readonly Pick<CheckRow, 'path' | 'causesSecondView'>[],
  judgements: readonly Pick<Judgement, 'row' | 'conclusion'>[],
): boolean =>
  rows
    .filter(({ causesSecondView }) => causesSecondView)
    .every(({ path }) => judgements.some(({ row, conclusion }) => row === path && isFinal(conclusion)));

const isFinal = (conclusion: Conclusion): boolean => conclusion === 'fits' || conclusion === 'differs';

/** Nobody agrees to accept what they themselves found to differ. */
export const contradicts = (kind: DecisionKind, judgements: readonly Pick<Judgement, 'conclusion'>[]): boolean =>
  kind === 'accepted' && judgements.some(({ conclusion }) => conclusion === 'differs');
