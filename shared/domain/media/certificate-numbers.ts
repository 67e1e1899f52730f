import { normalCreditCode } from '../identity/credit-code.ts';
import type { ReadFields } from './document.ts';

/** The numbers that were read from a certificate, in normal form: a credit code or an ID number. */
export const certificateNumbersIn = ({ creditCode, idNumber }: ReadFields): readonly string[] =>
  // ID numbers are normalized in the same way.
  [creditCode, idNumber].flatMap((read) => (read ? [normalCreditCode(read.text)] : []));
