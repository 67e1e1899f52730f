import type { DecisionKind } from '../cases/decision.ts';
import { type DeskSettings, ratesOf } from './settings.ts';

/** A number from 0 up to 1, without 1, that nobody can foresee. */
export type Chance = () => number;

/** By what decisions are drawn when they leave. */
export interface Drawing {
  readonly settings: Pick<DeskSettings, 'sampling' | 'samplingOf'>;
  readonly chance: Chance;
}

/**
 * Whether somebody else looks at a decision afterwards: all first ones of a new reviewer, then at the rate that is set for
 * them or for everybody. Declined filings are always seen by two.
 *
 * @param decisionsBefore of the same person that have left.
 */
export function isDrawn(
  kind: DecisionKind,
  staffId: string,
  decisionsBefore: number,
  { settings, chance }: Drawing,
): boolean {
  if (kind === 'declined') return false;
  if (decisionsBefore < settings.sampling.firstCases) return true;
  const rates = ratesOf(settings, staffId);
  return chance() * 100 < (kind === 'accepted' ? rates.acceptedPercent : rates.returnedPercent);
}
