import type { Finding } from '../../../contracts/kit/finding.ts';
import type { FilingCase } from './case.ts';
import { findings } from './engine.ts';
import { EVIDENCE_RULES } from './evidence.ts';
import { judged } from './judged.ts';
import { MATERIAL_RULES, uploadFindings } from './materials/materials-needed.ts';
import { COMPANY_RULES } from './organizer/company.ts';
import { ORGANIZER_RULES } from './organizer/fields-organizer.ts';
import { CONTACT_RULES } from './people/contacts.ts';
import { PERSON_RULES } from './people/fields-person.ts';
import { LEGAL_REPRESENTATIVE_RULES } from './people/legal-representative.ts';
import { PEOPLE_ELSEWHERE_RULES } from './people/people-elsewhere.ts';
import { PERSON_CERTIFICATE_RULES } from './people/person-certificate.ts';
import { CHANGE_RULES } from './process/change.ts';
import { ELIGIBILITY_RULES } from './process/eligibility.ts';
import { ONE_FILING_RULES } from './process/filing-type.ts';
import { BLANK_FIELD_RULES, MISSING_SECTION_RULES, PROCESS_RULES } from './process/process.ts';
import { FUJIAN_RULES } from './provinces/province-fujian.ts';
import { GUANGDONG_RULES } from './provinces/province-guangdong.ts';
import { OTHER_PROVINCES_RULES } from './provinces/province-others.ts';
import { TIANJIN_RULES } from './provinces/province-tianjin.ts';
import type { Rule } from './rule.ts';
import { FILED_DOMAIN_RULES } from './website/domain-filed.ts';
import { DOMAIN_OWNER_RULES } from './website/domain-owner.ts';
import { WEBSITE_RULES } from './website/fields-website.ts';
import { WEBSITE_NAME_RULES } from './website/website-name.ts';

/** A section of a filing's forms, by the path of its fields. */
export type Section = 'organizer' | 'principal' | `websites.${number}`;

/** Rules about the values in the forms. */
const FORM_RULES: readonly Rule<FilingCase>[] = [
  ...BLANK_FIELD_RULES,
  ...ORGANIZER_RULES,
  ...PERSON_RULES,
  ...LEGAL_REPRESENTATIVE_RULES,
  ...PERSON_CERTIFICATE_RULES,
  ...WEBSITE_RULES,
  ...WEBSITE_NAME_RULES,
  ...GUANGDONG_RULES,
  ...FUJIAN_RULES,
  ...TIANJIN_RULES,
  ...OTHER_PROVINCES_RULES,
  ...EVIDENCE_RULES,
];

/** The rules of the pre-check: those of the eligibility check again, and those about forms, documents and process. */
export const FILING_RULES: readonly Rule<FilingCase>[] = [
  ...MISSING_SECTION_RULES,
  ...ELIGIBILITY_RULES,
  ...ONE_FILING_RULES,
  ...CHANGE_RULES,
  ...FILED_DOMAIN_RULES,
  ...DOMAIN_OWNER_RULES,
  ...COMPANY_RULES,
  ...PEOPLE_ELSEWHERE_RULES,
  ...CONTACT_RULES,
  ...FORM_RULES,
  ...MATERIAL_RULES,
  ...PROCESS_RULES,
];

/** All findings about a filing. It can be submitted if none blocks or requires something. */
export const preCheck = (filingCase: FilingCase): readonly Finding[] => [
  ...judged(filingCase, findings(FILING_RULES, filingCase)),
  ...uploadFindings(filingCase),
];

/**
 * The findings beside one form of a draft, from its values and the certificates. The pre-check adds those that need
 * outside facts, uploads or the liveness check.
 */
export const sectionFindings = (filingCase: FilingCase, section: Section): readonly Finding[] =>
  judged(filingCase, findings(FORM_RULES, filingCase)).filter(({ field }) => field.startsWith(`${section}.`));
