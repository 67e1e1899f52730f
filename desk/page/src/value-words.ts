import { type NameOf, noNames, wordsOf } from '../../../contracts/desk/value-words.ts';
import type { CheckRow } from './operations.ts';

/** A row whose values are in words, also those of the other sources. */
export function inWords(row: CheckRow, nameOf: NameOf = noNames): CheckRow {
  const words = (text: string): string => wordsOf(row.row, text, nameOf);
  const translated = <S extends CheckRow['read']>(source: S): S =>
    source?.value === undefined ? source : { ...source, value: words(source.value) };
  const { read, register, record, earlier } = row;
  return {
    ...row,
    value: words(row.value),
    ...(read && { read: translated(read) }),
    ...(register && { register: translated(register) }),
    ...(record && { record: translated(record) }),
    ...(earlier && { earlier: translated(earlier) }),
  };
}

/** Whether a row has codes of divisions, whose names are worth their table. */
const hasDivisions = ({ value }: Pick<CheckRow, 'value'>): boolean => /(^| )\d{6} /.test(value);

/** The table of divisions, which only addresses need. Without it their codes are shown. */
export const namesFor = async (rows: readonly CheckRow[]): Promise<NameOf> =>
  rows.some(hasDivisions)
    ? import('../../../contracts/data/divisions.ts').then(
        ({ divisionName }) => divisionName,
        () => noNames,
      )
    : noNames;
