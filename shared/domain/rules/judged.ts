import type { Finding } from '../../../contracts/kit/finding.ts';
import { differences, differsIn, isInDifference } from '../filing/difference.ts';
import { FILING_TYPES, partOf } from '../filing/filing-types.ts';
import { type FilingCase, oncePerCase } from './case.ts';

/** Whether a filing is judged by what differs from the record alone: the rest is filed. */
const isDifference = ({ filingType }: FilingCase): boolean => FILING_TYPES[filingType].approval === 'writes-difference';

/** What differs from the record, once for all rules. */
export const differencesOf = oncePerCase(({ contents }: FilingCase) => differences(contents));

/** A new name or legal representative decides who may own the domains. */
const isNamedAnew = oncePerCase(({ contents }: FilingCase) =>
  differsIn(contents, ['organizer.name', 'organizer.legalRepresentative']),
);

/**
 * The findings that a filing is judged by. A change is judged by those about parts of the record that differ, about what
 * is missing, and about certificates of persons that have expired: these are to be changed, too.
 */
export function judged(filingCase: FilingCase, findings: readonly Finding[]): readonly Finding[] {
  if (!isDifference(filingCase)) return findings;
  return findings.filter(({ field, ruleId }) => {
    // The other inputs of the check are fixed.
    if (field.startsWith('eligibility.') && partOf(field) !== 'certificate') return false;
    if (partOf(field) === undefined || field.endsWith('.idValidTo')) return true;
    // A new legal representative, and a principal who is still said to be it.
    if (ruleId === 'PN-90' && differsIn(filingCase.contents, ['organizer.legalRepresentative'])) return true;
    if (/^websites\.\d+\.domain$/.test(field) && isNamedAnew(filingCase)) return true;
    return isInDifference(filingCase.contents, field);
  });
}
