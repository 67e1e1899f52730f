import type { Finding } from '../../../contracts/kit/finding.ts';
import type { Organizer, Person, WebsiteDetails } from '../filing/filing.ts';
import {
  type DraftForm,
  draftPath,
  type FormDraft,
  isBlankValue,
  valuesOf,
  withSavedForm,
} from '../filing/form-draft.ts';
import type { FilingCase } from './case.ts';
import { type Section, sectionFindings } from './pre-check.ts';

const ADDRESS = { province: '', city: '', district: '', detail: '' };

const BLANK_ORGANIZER: Organizer = { name: '', certificateAddress: '', address: ADDRESS };
const BLANK_PERSON: Person = {
  name: '',
  certificateType: 'id-card',
  idNumber: '',
  idValidFrom: '',
  idValidTo: '',
  mobile: '',
  emergencyPhone: '',
  email: '',
  isLegalRepresentative: false,
};
const BLANK_WEBSITE: WebsiteDetails = {
  name: '',
  homeUrl: '',
  serviceContents: [],
  languages: [],
  preApprovals: [],
  remark: '',
};

const blankForm = (form: DraftForm): object => {
  if (form === 'organizer') return BLANK_ORGANIZER;
  return form.startsWith('website.') ? BLANK_WEBSITE : BLANK_PERSON;
};

/** The section of the findings about a form's path. */
export const sectionOf = (path: string): Section =>
  (path.startsWith('websites.') ? path.split('.').slice(0, 2).join('.') : path) as Section;

/**
 * The findings beside a form while it is filled in: those about fields that have something in them. What is still blank
 * is neither wrong nor missing yet, and nothing is judged by it.
 */
export function draftFindings(filingCase: FilingCase, form: DraftForm, draft: FormDraft): readonly Finding[] {
  const path = draftPath(filingCase.contents, form);
  if (path === undefined) return [];
  const typed = { ...blankForm(form), ...valuesOf(draft) };
  const contents = withSavedForm(filingCase.contents, form, typed);
  const isBlank = (key: string) => isBlankValue(draft.fields[key]?.value);
  return sectionFindings({ ...filingCase, contents }, sectionOf(path)).filter(({ field }) => {
    if (!field.startsWith(`${path}.`)) return true;
    const [key = ''] = field.slice(path.length + 1).split('.');
    return !isBlank(key);
  });
}
