import { asciiDomain } from '../domain-name.ts';
import { normalCreditCode } from '../identity/credit-code.ts';
import type { EligibilityInput } from './filing.ts';

/** A domain as it is kept, asked about and compared with records: ASCII (DM-14). What is no domain name stays as it was typed. */
export const normalDomain = (typed: string): string => asciiDomain(typed) ?? typed;

/**
 * The six inputs as they are kept, asked about and compared with records. Otherwise a small letter would be enough to hide a record of
 * the same certificate or domain.
 */
export const normalInput = (input: EligibilityInput): EligibilityInput => ({
  ...input,
  // An ID number is tidied in the same way.
  certificateNumber: normalCreditCode(input.certificateNumber),
  domain: normalDomain(input.domain),
});
