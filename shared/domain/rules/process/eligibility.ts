import { type Finding, stops } from '../../../../contracts/kit/finding.ts';
import { NOT_ASKED } from '../../facts.ts';
import type { EligibilityInput } from '../../filing/filing.ts';
import type { FilingType } from '../../filing/filing-types.ts';
import { type AnyCase, type EligibilityCase, NO_FACTS } from '../case.ts';
import { findings } from '../engine.ts';
import { CERTIFICATE_NUMBER_RULES } from '../people/fields-certificate.ts';
import type { Rule } from '../rule.ts';
import { CLOUD_SERVICE_RULES } from '../website/cloud-service.ts';
import { DOMAIN_RULES } from '../website/domain.ts';
import { DOMAIN_OWNER_RULES } from '../website/domain-owner.ts';
import { FILING_TYPE_RULES, filingTypeOf } from './filing-type.ts';

/** The rules of the eligibility check, which run again before submission. */
export const ELIGIBILITY_RULES: readonly Rule<AnyCase>[] = [
  ...FILING_TYPE_RULES,
  ...CERTIFICATE_NUMBER_RULES,
  ...DOMAIN_RULES,
  ...DOMAIN_OWNER_RULES,
  ...CLOUD_SERVICE_RULES,
];

export interface Eligibility {
  /** Set unless a finding stops the filing. */
  readonly filingType?: FilingType;
  /** Fields are those of the input: `region`, `certificateNumber`, `domain`, `cloudService`. */
  readonly findings: readonly Finding[];
}

/** Whether a filing is possible, and of which type, with all findings. */
export function checkEligibility(eligibilityCase: EligibilityCase): Eligibility {
  const found = findings(ELIGIBILITY_RULES, eligibilityCase);
  const { organizerRecord, facts } = eligibilityCase;
  const filingType =
    // Stryker disable next-line ConditionalExpression,LogicalOperator: FT-90 and FT-91 stop filings with unknown records.
    organizerRecord.known && facts.domainRecord.known
      ? filingTypeOf(organizerRecord.value, facts.domainRecord.value)
      : undefined;
  return { findings: found, ...(filingType && !stops(found) && { filingType }) };
}

/** Whether a certificate can bear this number at all: for any other number no records are searched. */
export function canBeOnCertificate(input: EligibilityInput, now: Date): boolean {
  // The rules about the number use nothing else that could stop a filing.
  const alone: EligibilityCase = { now, openProvinces: [], organizerRecord: NOT_ASKED, facts: NO_FACTS, input };
  return input.certificateNumber.trim() !== '' && !stops(findings(CERTIFICATE_NUMBER_RULES, alone));
}
