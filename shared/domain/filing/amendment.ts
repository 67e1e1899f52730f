import { isHomeOf } from '../../../contracts/normal-forms/domain.ts';
import { isInDifference } from './difference.ts';
import type { AmendableKey, Amendment, Filing, KeptAmendment, Website } from './filing.ts';
import { FILING_TYPES, partOf } from './filing-types.ts';

/** What may be amended, with the most characters of each: never who somebody is, how they are reached, or the domain. */
const MOST_CHARACTERS: Readonly<Record<AmendableKey, number>> = { name: 60, homeUrl: 253, remark: 200 };

/** The most amendments of one verdict; more than that is no slip. */
export const MOST_AMENDMENTS = 20;

const PATH = /^websites\.(\d+)\.details\.(name|homeUrl|remark)$/;

/**
 * The amendments of a verdict in the form in which the filing keeps them. Undefined when one of them can't be: it is about
 * something else, does not know the value that stands there, has one that no form would take, or comes twice.
 */
export function keptAmendments(
  filing: Filing,
  { amendments, round, at }: { readonly amendments: readonly Amendment[]; readonly round: number; readonly at: Date },
): readonly KeptAmendment[] | undefined {
  const kept = amendments.flatMap(({ field, before, after, reason }) => {
    const [, place = '', key] = PATH.exec(field) ?? [];
    const site = filing.contents.websites[Number(place)];
    if (!site?.details || !mayAmend(field, filing)) return [];
    const amendable = key as AmendableKey;
    if (site.details[amendable] !== before || !isFit(amendable, after, site) || after === before) return [];
    return [{ website: site.id, key: amendable, before, after, reason, round, at: at.toISOString() }];
  });
  const isOnce = new Set(amendments.map(({ field }) => field)).size === amendments.length;
  return isOnce && kept.length === amendments.length ? kept : undefined;
}

/** Of a change only what it makes different; of an ending, nothing. */
function mayAmend(field: string, { filingType, contents }: Filing): boolean {
  const part = partOf(field);
  if (!part) return false;
  const mode = FILING_TYPES[filingType].fields[part];
  return mode === 'entered' || (mode === 'editable' && isInDifference(contents, field));
}

function isFit(key: AmendableKey, value: string, { domain }: Website): boolean {
  const length = [...value].length;
  if (value.trim() !== value || length === 0 || length > MOST_CHARACTERS[key]) return false;
  if (key !== 'remark' && /\p{Cc}/u.test(value)) return false;
  return key !== 'homeUrl' || isHomeOf(value, domain);
}
