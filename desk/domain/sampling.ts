import type { DecisionKind } from './decision.ts';
import type { DeskSettings } from './settings.ts';

/** A number from 0 up to 1, without 1, that nobody can foresee. */
export type Chance = () => number;

/**
 * Whether somebody else looks at a decision afterwards: all first ones of a new reviewer, then at the rate that is set for
 * them or for everybody. Declined filings are always seen by two.
 *
 * @param decisionsBefore that the same person has made.
 */
export function isDrawn(
  kind: DecisionKind,
  staffId: string,
  decisionsBefore: number,
  { sampling, samplingOf }: Pick<DeskSettings, 'sampling' | 'samplingOf'>,
  chance: Chance,
): boolean {
  if (kind === 'declined') return false;
  if (decisionsBefore < sampling.firstCases) return true;
  const rates = samplingOf.find((item) => item.staffId === staffId) ?? sampling;
  return chance() * 100 < (kind === 'accepted' ? rates.acceptedPercent : rates.returnedPercent);
}
