import type { Reply } from './messages.ts';

/**
 * What a check says: the filing is possible · not as it was typed · nothing speaks against it, but only whoever signs in
 * gets to know the filing type.
 */
export type EligibilityVerdict = 'eligible' | 'refused' | 'sign-in';

export function verdictOf(answer: Reply<'checkEligibility'>): EligibilityVerdict {
  if (answer.eligible) return 'eligible';
  return answer.eligible === false ? 'refused' : 'sign-in';
}
