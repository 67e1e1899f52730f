import { neverAsked } from './corrections.ts';
import { type Difference, differencesBetween } from './difference.ts';
import type { FiledBefore, Filing, FilingContents } from './filing.ts';
import { FILING_TYPES, type FilingType, partOf } from './filing-types.ts';

/** Who is filed. */
type Subject = Pick<FiledBefore, 'organizer' | 'principal'>;

/** Whether a filing of this type takes over who is filed, and only reads it. */
export const isPrefilled = (type: FilingType): boolean => FILING_TYPES[type].fields['organizer.name'] === 'prefilled';

/** Whether the value at this path was taken over from the record, so that only a change of the record mends it. */
export function isTakenOver(path: string, { filingType, contents }: Pick<Filing, 'filingType' | 'contents'>): boolean {
  const part = partOf(path);
  return (
    part !== undefined && FILING_TYPES[filingType].fields[part] === 'prefilled' && !neverAsked(contents).includes(path)
  );
}

/**
 * Where a filing says otherwise than the record who is filed, the record's value last. What the record doesn't have, because it
 * was not asked then, may be typed.
 */
export const prefilledDifferences = (contents: Subject, filed: Subject): readonly Difference[] =>
  differencesBetween(subjectOf(contents), subjectOf(filed)).filter(({ after }) => after !== undefined);

const subjectOf = ({ organizer, principal }: Subject): FiledBefore => ({ organizer, principal, websites: [] });

/** The contents with who is filed as the record says it now; answers to what the record doesn't have stay. */
export const withPrefilled = (contents: FilingContents, { organizer, principal }: Subject): FilingContents => ({
  ...contents,
  ...(organizer && { organizer: { ...contents.organizer, ...organizer } }),
  ...(principal && { principal: { ...contents.principal, ...principal } }),
});
