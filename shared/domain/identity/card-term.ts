import { addDays, addMonths, type Day, fullYears } from '../../../contracts/kit/beijing-time.ts';

/** The validity of a 居民身份证: two days, or a day and no end. */
export interface CardTerm {
  readonly from: Day;
  readonly to: Day | 'long-term';
}

/** Years that a card is valid, without those that have no end. Source: 居民身份证法, article 5. */
const TERMS_IN_YEARS = [5, 10, 20] as const;

/** Whether two dates can be the validity of one card: an existing term, both on the same day of the year. */
export const isPossibleTerm = (term: CardTerm): boolean =>
  term.to === 'long-term' || TERMS_IN_YEARS.some((years) => lasts(term, years));

/** Whether a card issued to somebody who was born on this day is valid for just this term. */
export function isTermOf(born: Day, term: CardTerm): boolean {
  const age = fullYears(born, term.from);
  if (age >= 46) return term.to === 'long-term';
  return lasts(term, age < 16 ? 5 : age < 26 ? 10 : 20);
}

/** A card of 29 February ends on the 28th or on 1 March. */
function lasts({ from, to }: CardTerm, years: number): boolean {
  const sameDay = from.replace(/^\d{4}/, (year) => String(Number(year) + years));
  return (
    to === sameDay || (from.endsWith('-02-29') && [addMonths(from, 12 * years), firstOfMarch(sameDay)].includes(to))
  );
}

/** The same day after full years, moved by some days. */
export const addYears = (day: Day, years: number, days = 0): Day => addDays(addMonths(day, 12 * years), days);

const firstOfMarch = (day: Day): Day => `${day.slice(0, 4)}-03-01`;
