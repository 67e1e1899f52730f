import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { domainForm } from '../../contracts/normal-forms/domain.ts';
import { phoneForm } from '../../contracts/normal-forms/phone.ts';
import { textKey } from '../../contracts/normal-forms/text.ts';

/** What a filing may have in common with others, and by what else it is found, by kind. */
export type CaseKeyKind = 'organizer' | 'person' | 'phone' | 'server' | 'domain' | 'name';

/** The value is in the normal form of its kind (contracts/normal-forms). */
export interface CaseKey {
  readonly kind: CaseKeyKind;
  readonly value: string;
}

/** Shorter ones would be found everywhere, and are no number of anything. */
const LEAST_DIGITS = 5;

/** At least two labels, none of them empty. */
const isDomain = (text: string): boolean => {
  const labels = text.split('.');
  return labels.length > 1 && labels.every((label) => /^\S+$/.test(label));
};

/** Everything that a text may mean to somebody who looks for a case: each is looked for as a whole, none in part. */
export function keysSought(text: string): readonly CaseKey[] {
  const [domain, number, phone] = [domainForm(text), certificateForm(text), phoneForm(text)];
  const hasDigits = (value: string) => value.replace(/\D/g, '').length >= LEAST_DIGITS;
  return [
    ...(isDomain(domain) ? [{ kind: 'domain' as const, value: domain }] : []),
    ...(/^[\dA-Z()]+$/.test(number) && hasDigits(number)
      ? (['organizer', 'person'] as const).map((kind) => ({ kind, value: number }))
      : []),
    ...(/^[\d-]+$/.test(phone) && hasDigits(phone) ? [{ kind: 'phone' as const, value: phone }] : []),
    { kind: 'name', value: textKey(text) },
  ];
}
