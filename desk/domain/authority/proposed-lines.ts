import { hostForm } from '../../../contracts/normal-forms/domain.ts';
import { readableDomain } from '../../../contracts/normal-forms/readable-domain.ts';
import { type ListedValue, listedForm } from './authority-lists.ts';

/** Beside the list that it replaces: `added` not on it yet · `kept` · `released` on it, and not proposed any more. */
export const LINE_STANDINGS = ['added', 'kept', 'released'] as const;
export type LineStanding = (typeof LINE_STANDINGS)[number];

/** What a proposed list makes of one value. */
export interface ProposedLine extends ListedValue {
  readonly standing: LineStanding;
}

const keyOf = ({ kind, value }: ListedValue): string => `${kind} ${value}`;

/** Every value of a proposed list in the order of its file, then what it releases, in order of kind and value. */
export function proposedLines(
  proposed: readonly ListedValue[],
  listed: readonly ListedValue[],
): readonly ProposedLine[] {
  const [now, before] = [new Set(proposed.map(keyOf)), new Set(listed.map(keyOf))];
  const released = listed.filter((value) => !now.has(keyOf(value)));
  return [
    ...proposed.map((value) => ({
      ...value,
      standing: before.has(keyOf(value)) ? ('kept' as const) : ('added' as const),
    })),
    ...released
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .map((value) => ({ ...value, standing: 'released' as const })),
  ];
}

/** Whether a listed value is a number of somebody. */
export const isNumber = ({ kind }: ListedValue): boolean => kind !== 'domain';

/**
 * Whether a line is one that somebody looks for: a domain by a part of it; a number, which is masked where it is shown, only by
 * all of it, so that nobody finds out one digit after the other.
 */
export function isSought({ kind, value }: ListedValue, text: string): boolean {
  if (kind !== 'domain') return value === listedForm(kind, text);
  const sought = readableDomain(hostForm(text));
  return sought !== '' && readableDomain(value).includes(sought);
}
