import { Refused } from '../../../../contracts/kit/refusal.ts';
import { foundIn } from '../../../domain/cases/words-to-applicants.ts';

/**
 * Tells whoever writes to an applicant what in it leads away from the desk, until they remove or confirm it.
 *
 * @param words by their fields. @throws Refused('words.to-confirm') with what was found in which.
 */
export function requireConfirmed(words: Readonly<Record<string, string | undefined>>, isConfirmed = false): void {
  const fields = Object.entries(words).flatMap(([field, text = '']) => {
    const found = foundIn(text);
    return found.length > 0 ? [{ field, message: `这里有“${found.join('”“')}”，请删去，或确认要发给申请人。` }] : [];
  });
  if (!isConfirmed && fields.length > 0) throw new Refused('words.to-confirm', { fields });
}
