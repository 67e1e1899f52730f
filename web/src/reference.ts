import { shallowReactive } from 'vue';
import { divisionsIn, type NameOf, type Row, type Table } from '../../client/code-tables.ts';
import { call } from './api.ts';

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

export const nameOf: NameOf = (table, code) => rowsOf(table).find((row) => row.code === code)?.name ?? String(code);

/** The divisions directly below a province or a city. */
export const divisionsBelow = (code: string): readonly Row[] => divisionsIn(rowsOf('divisions'), code);
