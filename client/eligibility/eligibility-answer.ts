import type { Reply } from '../calls/messages.ts';

/**
 * What a check says: the filing is possible · not as it was typed · nothing speaks against it, but only whoever signs in
 * gets to know the filing type · the same, for whoever uploads the certificate.
 */
export type EligibilityVerdict = 'eligible' | 'refused' | 'sign-in' | 'certificate';

export function verdictOf(answer: Reply<'checkEligibility'>): EligibilityVerdict {
  if (answer.eligible) return 'eligible';
  if (answer.eligible === false) return 'refused';
  return 'certificate' in answer ? 'certificate' : 'sign-in';
}
