/** A row of a code table. */
export interface Row {
  readonly code: string | number;
  readonly name: string;
  readonly group?: string;
  readonly document?: string;
}

export type Table = 'provinces' | 'divisions' | 'service-contents' | 'pre-approvals' | 'languages';

/** The name of a code; the code itself while its table is missing. */
export type NameOf = (table: Table, code: string | number) => string;

/** The rows of the divisions directly below a province or a city. @param code GB/T 2260, six digits; empty: none */
export function divisionsIn(divisions: readonly Row[], code: string): readonly Row[] {
  if (code === '') return [];
  const isProvince = code.endsWith('0000');
  const [prefix, isBelow] = isProvince
    ? [code.slice(0, 2), (text: string) => text.endsWith('00')]
    : [code.slice(0, 4), (text: string) => !text.endsWith('00')];
  return divisions.filter((row) => {
    const text = String(row.code);
    return text.startsWith(prefix) && text !== code && isBelow(text);
  });
}
