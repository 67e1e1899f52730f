import { divisionsIn, type Row, type Table } from '../../client/code-tables.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

const tables = show<Partial<Record<Table, readonly Row[]>>>({});
const asked = new Set<Table>();

/** A code table of the API: empty until it is loaded. */
export function rowsOf(table: Table): readonly Row[] {
  if (!asked.has(table)) {
    asked.add(table);
    call('reference', { params: { table } }).then(
      ({ rows }) => tables.change({ [table]: rows }),
      () => asked.delete(table),
    );
  }
  return tables.now[table] ?? [];
}

export const nameOf = (table: Table, code: string | number): string =>
  rowsOf(table).find((row) => row.code === code)?.name ?? String(code);

/** The divisions directly below a province or a city. */
export const divisionsBelow = (code: string): readonly Row[] => divisionsIn(rowsOf('divisions'), code);
