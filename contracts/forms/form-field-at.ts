import type { FieldFacts, FormTable } from './form-field.ts';
import { ORGANIZER, PERSON, WEBSITE } from './form-fields.ts';

/** The forms by their names, with their fields. */
const FORMS: readonly (readonly [
  path: RegExp,
  form: 'organizer' | 'principal' | 'website' | 'siteOwner',
  FormTable,
])[] = [
  [/^organizer\.(\w+)(.*)$/, 'organizer', ORGANIZER],
  [/^principal\.(\w+)(.*)$/, 'principal', PERSON],
  [/^websites\.(?:\d+|\*)\.details\.(\w+)(.*)$/, 'website', WEBSITE],
  [/^websites\.(?:\d+|\*)\.siteOwner\.(\w+)(.*)$/, 'siteOwner', PERSON],
];

/** A field of a form of a filing. */
export interface PlacedField {
  readonly form: (typeof FORMS)[number][1];
  readonly field: FieldFacts;
  /** What of the path is inside the field: `.detail` of an address, mostly ''. */
  readonly inside: string;
}

/** The field that a path in a filing or a package means, e.g. `websites.0.details.remark`; undefined for any other path. */
export function formFieldAt(path: string): PlacedField | undefined {
  for (const [pattern, form, fields] of FORMS) {
    const [, key = '', inside = ''] = pattern.exec(path) ?? [];
    const field = new Map(Object.entries(fields)).get(key);
    if (field) return { form, field, inside };
  }
  return undefined;
}
