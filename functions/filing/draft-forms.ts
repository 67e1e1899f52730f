import type * as z from 'zod/mini';
import { blankValue } from '../../contracts/forms/blank-values.ts';
import type { FieldFacts } from '../../contracts/forms/form-field.ts';
import { PERSON, WEBSITE } from '../../contracts/forms/form-fields.ts';
import type { FieldProblem } from '../../contracts/kit/refusal.ts';
import { problemsOf, sentence } from '../../platform/edge/problems.ts';
import {
  type DraftForm,
  type DraftValue,
  type FormDraft,
  isBlankValue,
} from '../../shared/domain/filing/form-draft.ts';
import { organizerForm, personForm, websiteDetails } from '../../shared/schemas/filing-forms.ts';

type FormSchema = z.ZodMiniObject<Readonly<Record<string, z.ZodMiniType>>>;

const schemaOf = (form: DraftForm): FormSchema => {
  if (form === 'organizer') return organizerForm as unknown as FormSchema;
  if (form.startsWith('website.')) return websiteDetails as unknown as FormSchema;
  return personForm as unknown as FormSchema;
};

/** What an untouched field that need not be filled in stands for. */
const UNTOUCHED: Readonly<Record<string, DraftValue>> = Object.fromEntries(
  Object.entries<FieldFacts>({ ...PERSON, ...WEBSITE })
    .filter(([, { control, blank }]) => control === 'yes-no' || blank === 'kept')
    .map(([key, field]) => [key, blankValue(field)]),
);

const isOptional = (type: z.ZodMiniType): boolean => type.safeParse(undefined).success;

/** Whether a form has a field of this name. */
export const hasField = (form: DraftForm, key: string): boolean => key !== 'confirmed' && key in schemaOf(form).shape;

/** The fields of a form in the normal form of each; what can't be one is kept as it was typed. */
export const normalFields = (form: DraftForm, fields: Readonly<Record<string, DraftValue>>): typeof fields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      if (typeof value !== 'string' || isBlankValue(value)) return [key, value];
      const read = schemaOf(form).shape[key]?.safeParse(value);
      return [key, read?.success ? (read.data as string) : value];
    }),
  );

/** A draft seen as the form that it will be. */
export interface ReadDraft {
  /** The complete form with what is confirmed; undefined while something is missing. */
  readonly complete: Readonly<Record<string, unknown>> | undefined;
  /** Keys of the fields that keep it from being complete. */
  readonly gaps: readonly string[];
  /** Why fields that are filled in can't be saved as they are. */
  readonly problems: readonly FieldProblem[];
}

/** Reads a draft by the contract of its complete form. */
export function readDraft(form: DraftForm, draft: FormDraft): ReadDraft {
  const { shape } = schemaOf(form);
  const given: Record<string, unknown> = {};
  for (const [key, type] of Object.entries(shape)) {
    if (key === 'confirmed') continue;
    const value = draft.fields[key]?.value ?? UNTOUCHED[key];
    if (value === undefined || (isOptional(type) && isBlankValue(value))) continue;
    given[key] = value;
  }
  const confirmed = confirmedIn(shape, draft);
  const parsed = schemaOf(form).safeParse({ ...given, ...(confirmed && { confirmed }) }, { error: sentence });
  const isOpen = (key: string) => {
    const value = draft.fields[key]?.value ?? UNTOUCHED[key];
    // An empty list of approvals is the answer 以上都不涉及.
    return isBlankValue(value) && !(key === 'preApprovals' && Array.isArray(value) && value.length === 0);
  };
  const blank = Object.entries(shape)
    .filter(([key, type]) => key !== 'confirmed' && !isOptional(type) && !(key in UNTOUCHED) && isOpen(key))
    .map(([key]) => key);
  const problems = parsed.success ? [] : problemsOf(parsed.error).filter(({ field }) => !isOpen(keyOf(field)));
  const gaps = [...new Set([...blank, ...problems.map(({ field }) => keyOf(field))])].sort();
  return { complete: parsed.success && gaps.length === 0 ? parsed.data : undefined, gaps, problems };
}

const keyOf = (field: string): string => field.split('.')[0] ?? '';

/** The keys of values that the person typed or compared with the certificate, for forms that keep them. */
function confirmedIn(shape: FormSchema['shape'], { fields }: FormDraft): readonly string[] | undefined {
  const type = shape.confirmed;
  return (
    type &&
    Object.entries(fields)
      .filter(([key, { value, isTaken }]) => !isTaken && !isBlankValue(value) && type.safeParse([key]).success)
      .map(([key]) => key)
  );
}
