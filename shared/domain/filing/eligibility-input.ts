import { asciiDomain } from '../domain-name.ts';
import { normalCreditCode } from '../identity/credit-code.ts';
import type { EligibilityInput } from './filing.ts';

/**
 * A domain as it is stored, looked up and compared with records: in ASCII (DM-14). An invalid domain name stays as
 * typed.
 */
export const normalDomain = (typed: string): string => asciiDomain(typed) ?? typed;

/**
 * The six inputs as they are stored, looked up and compared with records. Without this, a lower-case letter would hide
 * a record of the same certificate or domain.
 */
export const normalInput = (input: EligibilityInput): EligibilityInput => ({
  ...input,
  // ID numbers are normalized in the same way.
  certificateNumber: normalCreditCode(input.certificateNumber),
  domain: normalDomain(input.domain),
});
