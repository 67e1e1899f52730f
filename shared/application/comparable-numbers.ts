import type { Filing } from '../domain/filing/filing.ts';
import { QUESTIONS_PER_DAY } from '../domain/filing/questions.ts';
import { personNumbers } from '../domain/identity/person-numbers.ts';
import { isMobile } from '../domain/rules/people/phone-number.ts';
import type { AskedNumbers } from '../ports/accounts/asked-numbers.ts';
import type { Documents } from '../ports/documents/documents.ts';

/** The ports that tell which numbers an account may ask about. */
export interface ComparablePorts {
  readonly documents: Documents;
  readonly askedNumbers: AskedNumbers;
}

/**
 * The numbers of a filing's people that may be compared with what others have filed, and with registers: ID numbers on
 * cards that were read in the account, and a day's worth of mobile numbers. Any number can be typed into a draft, and
 * whoever types the numbers of others must not learn which of them exist.
 */
export async function comparableNumbers(
  { applicantId, contents }: Filing,
  { documents, askedNumbers }: ComparablePorts,
): Promise<readonly string[]> {
  const numbers = personNumbers(contents);
  const mobiles = numbers.filter(isMobile);
  const [read, counted] = await Promise.all([
    documents.numbersRead(applicantId),
    askedNumbers.countMobiles(applicantId, mobiles, QUESTIONS_PER_DAY.mobilesOfAccount),
  ]);
  return numbers.filter((number) => counted.includes(number) || read.includes(number));
}
