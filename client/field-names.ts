import { DOCUMENT_KINDS, type DocumentKind } from '../shared/domain/document.ts';
import type { OrganizerKind } from '../shared/domain/filing.ts';
import { type FormField, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from './form-fields.ts';
import { stepOfField, titleOf } from './steps.ts';

/** What people call a field, by the path that findings and reviewers name: `principal.mobile` → 手机号码. */
export function nameOfField(path: string, organizerKind: OrganizerKind): string {
  const parts = path.split('.');
  const documents = parts.indexOf('documents');
  if (documents >= 0) return DOCUMENT_KINDS[parts[documents + 1] as DocumentKind]?.label ?? titleOf('materials');
  const [fields, key] = formOf(parts);
  return fields.find((field) => field.key === key)?.label ?? titleOf(stepOfField(path, organizerKind));
}

function formOf([section, second, part, key]: readonly string[]): readonly [readonly FormField[], string | undefined] {
  if (section === 'organizer') return [ORGANIZER_FIELDS, second];
  if (section === 'principal') return [PERSON_FIELDS, second];
  return [part === 'siteOwner' ? PERSON_FIELDS : WEBSITE_FIELDS, key];
}
