import {
  cleanDomain,
  cleanEmail,
  cleanIdNumber,
  cleanPhone,
  cleanText,
  cleanUrl,
} from '../shared/domain/filing/cleaning.ts';
import type { FieldValue } from './form-draft.ts';
import type { FormField } from './form-fields.ts';

const BY_KEY: Readonly<Record<string, (text: string) => string>> = {
  idNumber: cleanIdNumber,
  homeUrl: cleanUrl,
  domain: cleanDomain,
};
const BY_CONTROL: Partial<Readonly<Record<FormField['control'], (text: string) => string>>> = {
  phone: cleanPhone,
  email: cleanEmail,
  text: cleanText,
};

/** The value of a field that the person leaves, without what pasted text has too much. */
export function cleaned({ key, control }: Pick<FormField, 'key' | 'control'>, value: FieldValue): FieldValue {
  const clean = BY_KEY[key] ?? BY_CONTROL[control];
  return typeof value === 'string' && clean ? clean(value) : value;
}
