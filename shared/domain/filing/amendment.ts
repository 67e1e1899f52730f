import { isHomeOf } from '../../../contracts/normal-forms/domain.ts';
import { amendableAt, isFit } from '../../../contracts/review-desk/amendable.ts';
import type { Amendment } from '../../../contracts/review-desk/amendment.ts';
import { isInDifference } from './difference.ts';
import type { Filing, KeptAmendment } from './filing.ts';
import { FILING_TYPES, partOf } from './filing-types.ts';

/**
 * The amendments of a verdict in the form in which the filing keeps them. Undefined when one of them can't be: it is about
 * something else, does not know the value that stands there, has one that no form would take, or comes twice.
 */
export function keptAmendments(
  filing: Filing,
  { amendments, round, at }: { readonly amendments: readonly Amendment[]; readonly round: number; readonly at: Date },
): readonly KeptAmendment[] | undefined {
  const kept = amendments.flatMap(({ field, before, after, reason }) => {
    const place = amendableAt(field);
    const site = filing.contents.websites[place?.website ?? -1];
    if (!place || !site?.details || !mayAmend(field, filing)) return [];
    const { key } = place;
    if (site.details[key] !== before || !isFit(key, after) || after === before) return [];
    if (key === 'homeUrl' && !isHomeOf(after, site.domain)) return [];
    return [{ website: site.id, key, before, after, reason, round, at: at.toISOString() }];
  });
  const isOnce = new Set(amendments.map(({ field }) => field)).size === amendments.length;
  return isOnce && kept.length === amendments.length ? kept : undefined;
}

/** A change may be amended only in what it makes different; an ending, in nothing. */
function mayAmend(field: string, { filingType, contents }: Filing): boolean {
  const part = partOf(field);
  if (!part) return false;
  const mode = FILING_TYPES[filingType].fields[part];
  return mode === 'entered' || (mode === 'editable' && isInDifference(contents, field));
}
