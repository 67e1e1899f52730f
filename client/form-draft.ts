import type { Address, PreApproval } from '../shared/domain/filing/filing.ts';
import type { Control, FormField } from './form-fields.ts';

/** A form while it is being filled in: every field has a value, blank or not. */
export type FieldValue = string | boolean | Address | readonly number[] | readonly string[] | readonly PreApproval[];
export type Draft<Key extends string = string> = Record<Key, FieldValue>;

/** What a field holds before anything is typed. */
export function blankOf(control: Control): FieldValue {
  switch (control) {
    case 'yes-no':
      return false;
    case 'address':
      return { province: '', city: '', district: '', detail: '' };
    case 'service-contents':
    case 'languages':
    case 'pre-approvals':
      return [];
    default:
      return '';
  }
}

/** Whether nothing has been entered, or of an address or an approval not all. */
export function isBlank(value: FieldValue): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'boolean') return false;
  if (Array.isArray(value)) return value.length === 0 || value.some(hasGap);
  return hasGap(value);
}

const hasGap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).some((text) => String(text).trim() === '');

/** A form to fill in, with what was saved before. */
export function draftOf<Key extends string>(
  fields: readonly FormField<Key>[],
  saved: Partial<Readonly<Record<Key, FieldValue | undefined>>> = {},
): Draft<Key> {
  const entries = fields.map(({ key, control }) => [key, saved[key] ?? blankOf(control)]);
  return Object.fromEntries(entries) as Draft<Key>;
}

/** Labels of the fields that keep a form from being saved. */
export const gapsIn = (fields: readonly FormField[], draft: Draft): readonly FormField[] =>
  fields.filter(({ key, blank }) => {
    const value = draft[key] ?? '';
    // An approval that was begun is no blank that may stay.
    return blank === undefined || (Array.isArray(value) && value.length > 0) ? isBlank(value) : false;
  });

/** A form without gaps as the contract wants it. */
export function formValueOf<T>(fields: readonly FormField[], draft: Draft): T {
  const entries = fields.flatMap(({ key, blank }) => {
    const value = draft[key] ?? '';
    if (blank === 'omitted' && isBlank(value)) return [];
    return [[key, typeof value === 'string' ? value.trim() : value]];
  });
  return Object.fromEntries(entries) as T;
}
