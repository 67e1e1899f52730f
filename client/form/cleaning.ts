import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { hostForm, urlForm } from '../../contracts/normal-forms/domain.ts';
import { emailForm } from '../../contracts/normal-forms/email.ts';
import { phoneForm } from '../../contracts/normal-forms/phone.ts';
import { textForm } from '../../contracts/normal-forms/text.ts';
import type { FieldValue } from './form-draft.ts';
import type { FormField } from './form-fields.ts';

const BY_KEY: Readonly<Record<string, (text: string) => string>> = {
  idNumber: certificateForm,
  homeUrl: urlForm,
  domain: hostForm,
};
const BY_CONTROL: Partial<Readonly<Record<FormField['control'], (text: string) => string>>> = {
  phone: phoneForm,
  email: emailForm,
  text: textForm,
};

/** The value of a field that the person leaves, without what pasted text has too much. */
export function cleaned({ key, control }: Pick<FormField, 'key' | 'control'>, value: FieldValue): FieldValue {
  const clean = BY_KEY[key] ?? BY_CONTROL[control];
  return typeof value === 'string' && clean ? clean(value) : value;
}
