import { type Province, provinceOf } from '../../../contracts/data/provinces.ts';
import { type Finding, stops } from '../../../contracts/kit/finding.ts';
import { isTakenOver } from '../filing/prefilled.ts';
import { type FilingCase, inputOf, readFields } from './case.ts';
import { findings } from './engine.ts';
import { EVIDENCE_RULES } from './evidence.ts';
import { judged } from './judged.ts';
import { MATERIAL_RULES, uploadFindings } from './materials/materials-needed.ts';
import { COMPANY_RULES } from './organizer/company.ts';
import { ORGANIZER_RULES } from './organizer/fields-organizer.ts';
import { CONTACT_RULES } from './people/contacts.ts';
import { CERTIFICATE_NUMBER_RULES } from './people/fields-certificate.ts';
import { PERSON_RULES } from './people/fields-person.ts';
import { LEGAL_REPRESENTATIVE_RULES } from './people/legal-representative.ts';
import { PEOPLE_ELSEWHERE_RULES } from './people/people-elsewhere.ts';
import { PERSON_CERTIFICATE_RULES } from './people/person-certificate.ts';
import { provinceOfAddress } from './places.ts';
import { CHANGE_RULES } from './process/change.ts';
import { ELIGIBILITY_RULES } from './process/eligibility.ts';
import { ONE_FILING_RULES } from './process/filing-type.ts';
import { BLANK_FIELD_RULES, MISSING_SECTION_RULES, PROCESS_RULES } from './process/process.ts';
import { FUJIAN_RULES } from './provinces/province-fujian.ts';
import { GUANGDONG_RULES } from './provinces/province-guangdong.ts';
import { OTHER_PROVINCES_RULES } from './provinces/province-others.ts';
import { TIANJIN_RULES } from './provinces/province-tianjin.ts';
import { applies, type Rule } from './rule.ts';
import { organizers } from './scopes.ts';
import { FILED_DOMAIN_RULES } from './website/domain-filed.ts';
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
  ...COMPANY_RULES,
  ...PEOPLE_ELSEWHERE_RULES,
  ...CONTACT_RULES,
  ...FORM_RULES,
  ...MATERIAL_RULES,
  ...PROCESS_RULES,
];

/** All findings about a filing. It can be submitted if none blocks or requires something. */
export const preCheck = (filingCase: FilingCase): readonly Finding[] => [
  ...judged(filingCase, findings(FILING_RULES, filingCase)).map((finding) => withMend(finding, filingCase)),
  ...uploadFindings(filingCase),
];

/**
 * What the province's authority wants to read in remarks, whether or not it stands there, for whoever reviews the filing. What only
 * some values call for is told with its condition in the words.
 */
export const remarkDemands = (filingCase: FilingCase): readonly { field: string; ruleId: string; message: string }[] =>
  FILING_RULES.filter(
    ({ id, field, appliesTo }) => id.startsWith('PV-') && field === 'remark' && applies(appliesTo, filingCase),
  ).flatMap(({ id: ruleId, about, message }) => {
    const ofWebsites = filingCase.contents.websites.map((_, place) => `websites.${place}.details`);
    const parts = about === organizers.name ? ['organizer'] : ofWebsites;
    return parts.map((part) => ({ field: `${part}.remark`, ruleId, message }));
  });

/** The rules beside the forms; the pre-check has those about numbers among those of the eligibility check. */
const BESIDE_FORMS: readonly Rule<FilingCase>[] = [...CERTIFICATE_NUMBER_RULES, ...FORM_RULES];

const COMPARED: readonly string[] = EVIDENCE_RULES.map(({ id }) => id);

/** What was taken over from the record can't be mended here: the operation that mends it is named. */
function withMend(finding: Finding, filingCase: FilingCase): Finding {
  const { ruleId, field } = finding;
  if (!filingCase.record || ruleId === 'FT-29' || !isTakenOver(field, filingCase)) return finding;
  if (stops([finding])) return { ...finding, suggestion: '这一项以已备案的为准：请放弃本订单，先办理变更备案。' };
  if (!COMPARED.includes(ruleId)) return finding;
  const moved = mayHaveMovedTo(field, filingCase);
  const mend = moved ? `先办理注销主体，再在${moved.name}办理首次备案` : '先办理变更备案';
  const suggestion = `这一项以已备案的为准，这里不能修改：与证件一致的可以继续；不一致的，请放弃本订单，${mend}。`;
  return { ...finding, suggestion };
}

/** The other province that the address on the licence has, as far as it can be read: no change mends that. */
function mayHaveMovedTo(field: string, filingCase: FilingCase): Province | undefined {
  const { address: read } = readFields(filingCase, 'business-licence', 'organizer');
  const province = field === 'organizer.certificateAddress' && read ? provinceOfAddress(read.text) : undefined;
  return province === inputOf(filingCase).region ? undefined : provinceOf(province ?? '');
}

/**
 * The findings beside one form of a draft, from its values and the certificates. The pre-check adds those that need
 * outside facts, uploads or the liveness check. A change has its certificate number in the organizer's form.
 */
export const sectionFindings = (filingCase: FilingCase, section: Section): readonly Finding[] =>
  judged(filingCase, findings(BESIDE_FORMS, filingCase)).filter(
    ({ field }) =>
      field.startsWith(`${section}.`) ||
      (section === 'organizer' && filingCase.contents.before && field === 'eligibility.certificateNumber'),
  );
