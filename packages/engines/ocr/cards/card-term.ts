import { addMonths } from '../../calendar-day.ts';

/** Years that a 居民身份证 is valid, by law (居民身份证法, article 5); also, from the age of 46 on, 长期. */
const TERMS_IN_YEARS = [5, 10, 20];

/** Whether two dates can be the validity of one card: an existing term, both on the same day of the year. */
export function isPlausibleTerm(from: string, to: string): boolean {
  if (to === 'long-term') return true;
  return TERMS_IN_YEARS.some((years) => {
    const sameDay = from.replace(/^\d{4}/, (year) => String(Number(year) + years));
    // A card of 29 February ends on the 28th or on 1 March.
    return (
      to === sameDay ||
      (from.endsWith('-02-29') && (to === addMonths(from, 12 * years) || to === sameDay.replace('02-29', '03-01')))
    );
  });
}
