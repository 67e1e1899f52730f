import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { domainForm, hostForm } from '../../../contracts/normal-forms/domain.ts';
import { phoneForm } from '../../../contracts/normal-forms/phone.ts';
import { textKey } from '../../../contracts/normal-forms/text.ts';

/** What a filing may have in common with others, and by what else it is found, by kind. */
export type CaseKeyKind = 'organizer' | 'person' | 'phone' | 'server' | 'domain' | 'name';

/** The value is in the normal form of its kind (contracts/normal-forms). */
export interface CaseKey {
  readonly kind: CaseKeyKind;
  readonly value: string;
}

/** Shorter ones would be found everywhere, and are no number of anything. */
const LEAST_DIGITS = 5;

/** At least two labels, of which the last begins with a letter: what ends in digits may be a phone. */
const DOMAIN = /^[^\s.]+(?:\.[^\s.]+)*\.\p{L}[^\s.]*$/u;
/** One that can't be a person's name either, such as `阿依.买买提`. */
const ONLY_DOMAIN = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*\.[a-z][a-z\d-]*$/u;

/**
 * Everything that a text may mean to somebody who looks for a case: each is looked for as a whole, none in part. What can only be a
 * domain is looked for as nothing else, so that no domain tells of a person.
 */
export function keysSought(text: string): readonly CaseKey[] {
  const [domain, number, phone] = [domainForm(text), certificateForm(text), phoneForm(text)];
  if (ONLY_DOMAIN.test(hostForm(text))) return [{ kind: 'domain', value: domain }];
  const hasDigits = (value: string) => value.replace(/\D/g, '').length >= LEAST_DIGITS;
  return [
    ...(DOMAIN.test(domain) ? [{ kind: 'domain' as const, value: domain }] : []),
    ...(/^[\dA-Z()]+$/.test(number) && hasDigits(number)
      ? (['organizer', 'person'] as const).map((kind) => ({ kind, value: number }))
      : []),
    ...(/^[\d-]+$/.test(phone) && hasDigits(phone) ? [{ kind: 'phone' as const, value: phone }] : []),
    { kind: 'name', value: textKey(text) },
  ];
}
