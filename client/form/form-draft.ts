import { blankValue } from '../../contracts/forms/blank-values.ts';
import type { Address, PreApproval } from '../../contracts/forms/form-field.ts';
import { hasGap, isBlankValue } from '../../shared/domain/filing/form-draft.ts';
import type { FormField } from './form-fields.ts';

/** A form while it is being filled in: every field has a value, blank or not. */
export type FieldValue = string | boolean | Address | readonly number[] | readonly string[] | readonly PreApproval[];
export type Draft<Key extends string = string> = Record<Key, FieldValue>;

/** The blank value of a field. An empty list of approvals is an answer: 以上都不涉及. */
export const blankOf = (field: Pick<FormField, 'control' | 'choices'>): FieldValue =>
  field.control === 'pre-approvals' ? '' : blankValue(field);

/** Whether nothing was entered, or only a part of an address or an approval. */
export const isBlank = (value: FieldValue): boolean => isBlankValue(value);

/** The draft of a form with its saved values. */
export function draftOf<Key extends string>(
  fields: readonly FormField<Key>[],
  saved: Partial<Readonly<Record<Key, FieldValue | undefined>>> = {},
): Draft<Key> {
  const entries = fields.map((field) => [field.key, saved[field.key] ?? blankOf(field)]);
  return Object.fromEntries(entries) as Draft<Key>;
}

/** The fields that keep a form from being complete. */
export const gapsIn = (fields: readonly FormField[], draft: Draft): readonly FormField[] =>
  fields.filter(({ key, control, blank }) => {
    const value = draft[key] ?? '';
    // An empty list is the answer 以上都不涉及.
    if (control === 'pre-approvals' && Array.isArray(value)) return value.some(hasGap);
    return blank === undefined && isBlank(value);
  });
