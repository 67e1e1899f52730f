/** What a filing may have in common with others, and by what else it is found, by kind. */
export type CaseKeyKind = 'organizer' | 'person' | 'phone' | 'server' | 'domain' | 'name';

export interface CaseKey {
  readonly kind: CaseKeyKind;
  readonly value: string;
}

/** Shorter ones would be found everywhere, and are no number of anything. */
const LEAST_DIGITS = 5;

/** A domain as it is compared: of an address only the host, without `www.`. */
export const plainDomain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/\.$/, '')
    .replace(/^www\./, '');

/** A name as it is compared: full-width letters as usual ones, without spaces. */
export const plainName = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** Numbers are compared without spaces, dashes and case; '' for what is no text. */
export const plainNumber = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/[\s-]/g, '').toUpperCase() : '';

/** At least two labels, none of them empty. */
const isDomain = (text: string): boolean => {
  const labels = text.split('.');
  return labels.length > 1 && labels.every((label) => /^\S+$/.test(label));
};

/** Everything that a text may mean to somebody who looks for a case: each is looked for as a whole, none in part. */
export function keysSought(text: string): readonly CaseKey[] {
  const [domain, number] = [plainDomain(text), plainNumber(text)];
  const isNumber = /^[\dA-Z]+$/.test(number) && number.replace(/\D/g, '').length >= LEAST_DIGITS;
  return [
    ...(isDomain(domain) ? [{ kind: 'domain' as const, value: domain }] : []),
    ...(isNumber ? (['organizer', 'person', 'phone'] as const).map((kind) => ({ kind, value: number })) : []),
    { kind: 'name', value: plainName(text) },
  ];
}
