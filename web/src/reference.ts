import { shallowReactive } from 'vue';
import { call } from './api.ts';

/** A row of a code table. */
export interface Row {
  readonly code: string | number;
  readonly name: string;
  readonly group?: string;
  readonly document?: string;
}

export type Table = 'provinces' | 'divisions' | 'service-contents' | 'pre-approvals' | 'languages';

const tables = shallowReactive<Partial<Record<Table, readonly Row[]>>>({});
const asked = new Set<Table>();

/** A code table of the API: empty until it is loaded. */
export function rowsOf(table: Table): readonly Row[] {
  if (!asked.has(table)) {
    asked.add(table);
    call('reference', { params: { table } }).then(
      ({ rows }) => {
        tables[table] = rows as unknown as readonly Row[];
      },
      () => asked.delete(table),
    );
  }
  return tables[table] ?? [];
}

export const nameOf = (table: Table, code: string | number): string =>
  rowsOf(table).find((row) => row.code === code)?.name ?? String(code);

/** The divisions directly below a province or a city. */
export function divisionsBelow(code: string): readonly Row[] {
  if (code === '') return [];
  const isProvince = code.endsWith('0000');
  const [prefix, isBelow] = isProvince
    ? [code.slice(0, 2), (one: string) => one.endsWith('00')]
    : [code.slice(0, 4), (one: string) => !one.endsWith('00')];
  return rowsOf('divisions').filter((row) => {
    const one = String(row.code);
    return one.startsWith(prefix) && one !== code && isBelow(one);
  });
}
