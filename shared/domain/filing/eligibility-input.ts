import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { domainForm } from '../../../contracts/normal-forms/domain.ts';
import type { EligibilityInput } from './filing.ts';

/**
 * The six inputs as they are stored, looked up and compared with records. Without this, a lower-case letter would hide
 * a record of the same certificate or domain.
 */
export const normalInput = (input: EligibilityInput): EligibilityInput => ({
  ...input,
  certificateNumber: certificateForm(input.certificateNumber),
  domain: domainForm(input.domain),
});
