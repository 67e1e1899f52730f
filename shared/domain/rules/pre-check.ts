import type { Finding } from '../finding.ts';
import type { FilingCase } from './case.ts';
import { COMPANY_RULES } from './company.ts';
import { FILED_DOMAIN_RULES } from './domain-filed.ts';
import { DOMAIN_OWNER_RULES } from './domain-owner.ts';
import { ELIGIBILITY_RULES } from './eligibility.ts';
import { findings } from './engine.ts';
import { EVIDENCE_RULES } from './evidence.ts';
import { ORGANIZER_RULES } from './fields-organizer.ts';
import { PERSON_RULES } from './fields-person.ts';
import { WEBSITE_RULES } from './fields-website.ts';
import { ONE_FILING_RULES } from './filing-type.ts';
import { MATERIAL_RULES, uploadFindings } from './materials-needed.ts';
import { PEOPLE_ELSEWHERE_RULES } from './people-elsewhere.ts';
import { BLANK_FIELD_RULES, MISSING_SECTION_RULES, PROCESS_RULES } from './process.ts';
import { FUJIAN_RULES } from './province-fujian.ts';
import { GUANGDONG_RULES } from './province-guangdong.ts';
import { OTHER_PROVINCES_RULES } from './province-others.ts';
import { TIANJIN_RULES } from './province-tianjin.ts';
import type { Rule } from './rule.ts';
import { WEBSITE_NAME_RULES } from './website-name.ts';

/** A section of a filing's forms, by the path of its fields. */
export type Section = 'organizer' | 'principal' | `websites.${number}`;

/** Rules about what is typed into the forms. */
const FORM_RULES: readonly Rule<FilingCase>[] = [
  ...BLANK_FIELD_RULES,
  ...ORGANIZER_RULES,
  ...PERSON_RULES,
  ...WEBSITE_RULES,
  ...WEBSITE_NAME_RULES,
  ...GUANGDONG_RULES,
  ...FUJIAN_RULES,
  ...TIANJIN_RULES,
  ...OTHER_PROVINCES_RULES,
  ...EVIDENCE_RULES,
];

/** The rules of the pre-check: those of the eligibility check again, and all about the forms, the papers and the way they came. */
export const FILING_RULES: readonly Rule<FilingCase>[] = [
  ...MISSING_SECTION_RULES,
  ...ELIGIBILITY_RULES,
  ...ONE_FILING_RULES,
  ...FILED_DOMAIN_RULES,
  ...DOMAIN_OWNER_RULES,
  ...COMPANY_RULES,
  ...PEOPLE_ELSEWHERE_RULES,
  ...FORM_RULES,
  ...MATERIAL_RULES,
  ...PROCESS_RULES,
];

/** Everything that a reviewer would say, and everything that is missing. It may be submitted when nothing blocks or is required. */
export const preCheck = (of: FilingCase): readonly Finding[] => [...findings(FILING_RULES, of), ...uploadFindings(of)];

/**
 * What is to be said beside one form of a draft, from what was typed and read. What needs facts from outside, and what is still to be
 * uploaded or filmed, is said by the pre-check.
 */
export const sectionFindings = (of: FilingCase, section: Section): readonly Finding[] =>
  findings(FORM_RULES, of).filter(({ field }) => field.startsWith(`${section}.`));
