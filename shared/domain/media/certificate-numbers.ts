import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import type { CertificateType } from '../filing/filing.ts';
import type { Document, ReadFields } from './document.ts';
import { isSure } from './evidence.ts';

/** The numbers that were read from a certificate, in normal form: a credit code or an ID number. */
export const certificateNumbersIn = ({ creditCode, idNumber }: ReadFields): readonly string[] =>
  // ID numbers are normalized in the same way.
  [creditCode, idNumber].flatMap((read) => (read ? [certificateForm(read.text)] : []));

/**
 * How far an account's certificates prove a typed number. `read`: one bears it · `typed`: one of the kind may bear it,
 * because no number was read from its picture, or one that is not sure and nearly the same · `none`.
 */
export type Proof = 'read' | 'typed' | 'none';

/** What was read of the newest certificate that bears a number. @param number in normal form. @param certificates newest first */
export const readingWith = (
  number: string,
  certificates: readonly Pick<Document, 'fields'>[],
): ReadFields | undefined =>
  certificates.find(({ fields }) => fields && certificateNumbersIn(fields).includes(number))?.fields;

/** Which document bears the number of a certificate, and in which value. */
const BEARERS = {
  'business-licence': { kind: 'business-licence', field: 'creditCode' },
  'id-card': { kind: 'id-front', field: 'idNumber' },
} as const satisfies Record<CertificateType, { readonly kind: Document['kind']; readonly field: string }>;

/** Characters that a misread number may differ in. */
const MOST_MISREAD = 2;

/** @param number in normal form. */
export function proofOf(
  number: string,
  type: CertificateType,
  certificates: readonly Pick<Document, 'kind' | 'fields'>[],
): Proof {
  if (readingWith(number, certificates)) return 'read';
  const { kind, field } = BEARERS[type];
  const isPlausible = certificates.some((certificate) => {
    if (certificate.kind !== kind) return false;
    const read = certificate.fields?.[field];
    return !read || (!isSure(read) && isNearly(certificateForm(read.text), number));
  });
  return isPlausible ? 'typed' : 'none';
}

const isNearly = (read: string, typed: string): boolean =>
  read.length === typed.length &&
  [...read].filter((character, index) => character !== typed[index]).length <= MOST_MISREAD;
