import { sentenceOf } from '../../contracts/client/api-error.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';
import type { ProvinceChoice } from '../eligibility/start.ts';
import { divisionsIn, type NameOf, type Row, type Table } from './code-tables.ts';
import type { Show } from './shown.ts';

interface StoreHost {
  readonly call: Call;
  readonly show: Show;
}

/** The cloud services that the person can pick; they are asked for when they are first shown. */
export function createCloudServices({ call, show }: StoreHost) {
  const state = show({
    /** Undefined until it is known. */
    list: undefined as Reply<'listCloudServices'> | undefined,
    error: undefined as string | undefined,
  });
  let isAsking = false;
  return {
    now: state.now,
    /** Asks for the list unless it is there. @param again asks in any case, e.g. after a cloud account was linked */
    async load(again = false): Promise<void> {
      if (isAsking || (state.now.list && !again)) return;
      isAsking = true;
      state.change({ error: undefined });
      try {
        state.change({ list: await call('listCloudServices', {}) });
      } catch (caught) {
        state.change({ error: sentenceOf(caught) });
      } finally {
        isAsking = false;
      }
    },
    /** For whoever uses this device next. */
    forget: (): void => state.change({ list: undefined, error: undefined }),
  };
}

/** The provinces, in some of which one can file here; none until they are loaded. */
export function createProvinces({ call, show }: StoreHost) {
  const state = show({ all: [] as readonly ProvinceChoice[] });
  return {
    all: () => state.now.all,
    open: () => state.now.all.filter(({ isOpen }) => isOpen),
    closed: () => state.now.all.filter(({ isOpen }) => !isOpen),
    /** Loads them once. @throws ApiError */
    async load(): Promise<void> {
      if (state.now.all.length === 0) state.change({ all: (await call('listProvinces', {})).provinces });
    },
  };
}

/** The code tables of the API. */
export function createCodeTables({ call, show }: StoreHost) {
  const tables = show<Partial<Record<Table, readonly Row[]>>>({});
  const asked = new Set<Table>();

  /** Empty until it is loaded. */
  function rowsOf(table: Table): readonly Row[] {
    if (!asked.has(table)) {
      asked.add(table);
      call('reference', { params: { table } }).then(
        ({ rows }) => tables.change({ [table]: rows }),
        () => asked.delete(table),
      );
    }
    return tables.now[table] ?? [];
  }
  /** Until the table is loaded, nobody is shown a code instead. */
  const nameOf: NameOf = (table, code) =>
    rowsOf(table).find((row) => row.code === code)?.name ?? (tables.now[table] ? String(code) : '…');
  return {
    rowsOf,
    nameOf,
    /** The divisions directly below a province or a city. */
    divisionsBelow: (code: string): readonly Row[] => divisionsIn(rowsOf('divisions'), code),
  };
}
