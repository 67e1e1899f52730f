import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';

/**
 * How much an account may ask about what others have filed, in one day. An ID number has 1,000 candidates once region
 * and birthday are known, so neither one account nor many together may try them. The numbers are our own choice.
 */
export const QUESTIONS_PER_DAY = {
  /** Different numbers of one account that are on certificates which were read in it; it takes three accounts to use up a domain. */
  numbersRead: 10,
  /** The same while some of them were typed, because a certificate could not be read, or not surely. */
  numbersTyped: 3,
  /** Different such numbers of all accounts together with one domain. */
  numbersWithDomain: 30,
  /** Different such numbers of all accounts together with one prefix. */
  numbersWithPrefix: 30,
  /** Different mobile numbers of one account: the people of two filings with ten websites each. */
  mobilesOfAccount: 22,
} as const;

/**
 * The most different numbers of a day: those of one account, and those of all accounts together.
 *
 * @param proof how the account shows the number: see `proofOf`.
 */
export function mostNumbers(proof: 'read' | 'typed') {
  const { numbersRead, numbersTyped, numbersWithDomain, numbersWithPrefix } = QUESTIONS_PER_DAY;
  return { numbersOfAccount: proof === 'read' ? numbersRead : numbersTyped, numbersWithDomain, numbersWithPrefix };
}

/** Checks without sign-in for one domain, or for one prefix, in an hour: they query public registries. */
export const CHECKS_WITHOUT_SIGN_IN = { times: 60, seconds: 3600 } as const;

/** What the numbers share that somebody would try: of an ID number the region and the birthday. Empty when too short. */
export const certificatePrefix = (certificateNumber: string): string => certificateForm(certificateNumber).slice(0, -4);
