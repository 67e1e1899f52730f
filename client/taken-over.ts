import { sameText } from '../shared/domain/normal-form.ts';
import { type Draft, isBlank } from './form-draft.ts';
import type { FormField } from './form-fields.ts';

/** By key, the values that a form took over from certificates, and that nobody has looked at since. */
export type TakenOver = ReadonlyMap<string, string>;

const isReadable = ({ readFrom }: FormField): boolean => readFrom !== undefined;

/** Whether a value still is what the form took over: whoever changes it has looked at it. */
export const isTakenOver = (key: string, draft: Draft, taken: TakenOver): boolean => {
  const text = taken.get(key);
  return text !== undefined && sameText(String(draft[key] ?? ''), text);
};

/** The values of a form that was saved before, apart from those that are confirmed. */
export const takenBefore = (
  fields: readonly FormField[],
  draft: Draft,
  confirmed: readonly string[],
): Map<string, string> =>
  new Map(
    fields
      .filter((field) => isReadable(field) && !confirmed.includes(field.key) && !isBlank(draft[field.key] ?? ''))
      .map(({ key }) => [key, String(draft[key])]),
  );

/** The keys that a form is saved with as confirmed; undefined for a form without values of certificates. */
export const confirmedKeys = (
  fields: readonly FormField[],
  draft: Draft,
  taken: TakenOver,
): readonly string[] | undefined =>
  fields.some(isReadable)
    ? fields
        .filter(
          (field) => isReadable(field) && !isBlank(draft[field.key] ?? '') && !isTakenOver(field.key, draft, taken),
        )
        .map(({ key }) => key)
    : undefined;
