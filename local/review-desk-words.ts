import type { FilingWords } from 'review-desk-stand-in/words.ts';
import { divisionName } from '../contracts/data/divisions.ts';
import { LANGUAGES } from '../contracts/data/languages.ts';
import { PRE_APPROVALS } from '../contracts/data/pre-approvals.ts';
import { provinceOf } from '../contracts/data/provinces.ts';
import { SERVICE_CONTENTS } from '../contracts/data/service-contents.ts';
import { RETURN_REASONS } from '../shared/domain/data/return-reasons.ts';
import { CERTIFICATE_LABELS } from '../shared/domain/filing/filing.ts';
import { FILING_TYPES } from '../shared/domain/filing/filing-types.ts';
import { fieldName } from '../shared/domain/filing/view-names.ts';

/** Labels of the codes in a field, by the last part of its path. */
const CODES: Readonly<Record<string, (code: string) => string | undefined>> = {
  filingType: (code) => (FILING_TYPES as Readonly<Record<string, { readonly label: string }>>)[code]?.label,
  certificateType: (code) => (CERTIFICATE_LABELS as Readonly<Record<string, string>>)[code],
  region: (code) => provinceOf(code)?.name,
  province: (code) => provinceOf(code)?.name,
  city: divisionName,
  district: divisionName,
  serviceContents: (code) => SERVICE_CONTENTS.find((each) => String(each.code) === code)?.name,
  languages: (code) => LANGUAGES.find((each) => each.code === code)?.name,
  preApprovals: (code) => PRE_APPROVALS.find((each) => each.code === code)?.name,
};

/** The service's labels for the pages of the laptop's review desk. */
export const REVIEW_DESK_WORDS: FilingWords = {
  fieldName,
  ofCode: (field, code) => CODES[field]?.(code),
  returnReasons: RETURN_REASONS,
};
