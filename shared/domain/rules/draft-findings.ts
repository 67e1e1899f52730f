import { blankValues } from '../../../contracts/forms/blank-values.ts';
import { ORGANIZER, PERSON, WEBSITE } from '../../../contracts/forms/form-fields.ts';
import type { Finding } from '../../../contracts/kit/finding.ts';
import { withConfirmed } from '../filing/filing.ts';
import {
  confirmationForm,
  type DraftForm,
  draftPath,
  type FormDraft,
  isBlankValue,
  valuesOf,
  withSavedForm,
} from '../filing/form-draft.ts';
import type { FilingCase } from './case.ts';
import { type Section, sectionFindings } from './pre-check.ts';

const blankForm = (form: DraftForm): object => {
  if (form === 'organizer') return blankValues(ORGANIZER);
  return blankValues(form.startsWith('website.') ? WEBSITE : PERSON);
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
  const isBlank = (key: string) => isBlankValue(draft.fields[key]?.value);
  const saved = withSavedForm(filingCase.contents, form, typed);
  // What the person has looked at counts before the form is complete.
  const looked = Object.keys(draft.fields).filter((key) => !isBlank(key) && !draft.fields[key]?.isTaken);
  const contents = form.startsWith('website.') ? saved : withConfirmed(saved, confirmationForm(form), looked);
  return sectionFindings({ ...filingCase, contents }, sectionOf(path)).filter(({ field }) => {
    if (!field.startsWith(`${path}.`)) return true;
    const [key = ''] = field.slice(path.length + 1).split('.');
    return !isBlank(key);
  });
}
