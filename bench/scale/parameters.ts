import type pg from 'pg';

/** Where a parameter of a statement is compared or inserted. */
export interface Place {
  readonly column: string;
  /** Its place in a list, from 0. */
  readonly item: number;
  /** Whether it is searched for; otherwise it is written. */
  readonly isSearched: boolean;
}

const COMPARED =
  /(?:"?(\w+)"?\s*(?:=\s*any\s*\(|=|<>|<=|>=|<|>|&&)|"?(\w+)"?\s+(?:not\s+)?in\s*\(((?:\s*\$\d+\s*,)*))\s*\(?\s*$/i;
const INSERT = /^\s*(?:with .*?)?insert into ((?:"?desk"?\.)?"?\w+"?)\s*\(([^)]*)\)\s*values\s*/is;

/** The place of each parameter of a statement, by its number; those that can't be told are left out. */
export function placesOf(text: string): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  const insert = INSERT.exec(text);
  const columns = insert?.[2]?.split(',').map((column) => column.trim().replaceAll('"', '')) ?? [];
  const set = setIn(text);
  for (const { 1: number = '', index } of text.matchAll(/\$(\d+)/g)) {
    const inserted = insert ? insertedAt(text, insert, columns, index) : undefined;
    if (inserted) {
      places.set(Number(number), inserted);
      continue;
    }
    const [, compared, listed, before = ''] = COMPARED.exec(text.slice(0, index)) ?? [];
    const column = compared ?? listed;
    if (column) {
      const isSearched = !set || index < set.start || index > set.end;
      places.set(Number(number), { column, item: before.split('$').length - 1, isSearched });
    }
  }
  return places;
}

/** Where a statement writes columns: the `set` of an update, or of an insert that meets a row. */
function setIn(text: string): { readonly start: number; readonly end: number } | undefined {
  const start = /^\s*update/i.test(text) ? 0 : text.search(/\bdo update set\b/i);
  if (start < 0) return undefined;
  const where = text.slice(start).search(/\bwhere\b/i);
  return { start, end: where < 0 ? text.length : start + where };
}

/** A value of the `values` of an insert. */
function insertedAt(text: string, insert: RegExpExecArray, columns: readonly string[], index: number) {
  const start = insert.index + insert[0].length;
  const end = text.slice(start).search(/\)\s*(?:on conflict|returning|$)/i);
  if (index < start || (end >= 0 && index > start + end)) return undefined;
  const before = text.slice(start, index);
  const row = before.slice(before.lastIndexOf('(') + 1);
  const column = columns[row.split(',').length - 1];
  return column ? { column, item: before.split('(').length - 2, isSearched: false } : undefined;
}

/** Columns by which rows are found: for them a value that exists is worth more than the one of a test. */
const IS_KEY =
  /(^|_)(id|key|index|number|challenge|hash|payer|ids|domains|servers|numbers|indexes|holder|by|reserved_for|day)$/;

/** Columns of a key that count. */
const IS_COUNT = /^(version|round|sequence)$/;

/** A row of a table, as the driver returns it. */
type Row = Readonly<Record<string, unknown>>;

/** Values of a large database for the parameters of statements. */
export class Samples {
  readonly #rows = new Map<string, Promise<readonly Row[]>>();
  constructor(
    private readonly client: pg.Client,
    private readonly catalogue: Catalogue,
  ) {}

  /**
   * A statement's own values, with those by which it finds rows replaced by values of the database.
   *
   * @param attempt which rows are taken, from 0.
   */
  valuesFor(text: string, values: readonly unknown[], attempt: number): Promise<readonly unknown[]> {
    const places = placesOf(text);
    const tables = tablesIn(text, [...this.catalogue.columns.keys()]);
    return Promise.all(values.map((value, index) => this.#valueFor(value, places.get(index + 1), tables, attempt)));
  }

  async #valueFor(value: unknown, place: Place | undefined, tables: readonly string[], attempt: number) {
    if (value === null || !place) return value;
    // A row beside those that are there, such as the next version.
    if (!place.isSearched && IS_COUNT.test(place.column) && typeof value === 'number') return value + attempt * 100;
    if (!IS_KEY.test(place.column)) return value;
    const { columns, parents } = this.catalogue;
    const table = tables.find((text) => columns.get(text)?.has(place.column));
    const from = place.isSearched ? table && { table, column: place.column } : parents.get(`${table}.${place.column}`);
    if (!from) return value;
    const rows = await this.#rowsOf(from.table);
    const nth = (item: number) => rows[(place.item + item + attempt * 7) % Math.max(rows.length, 1)]?.[from.column];
    const found = nth(0) ?? value;
    return Array.isArray(value) && !Array.isArray(found) ? value.map((_, item) => nth(item)) : found;
  }

  #rowsOf(table: string): Promise<readonly Row[]> {
    const rows = this.#rows.get(table) ?? this.#sample(table);
    this.#rows.set(table, rows);
    return rows;
  }

  async #sample(table: string): Promise<readonly Row[]> {
    const { rows } = await this.client.query<Row>(`select * from ${table} tablesample system (20) limit 200`);
    return rows.length > 0 ? rows : (await this.client.query<Row>(`select * from ${table} limit 200`)).rows;
  }
}

/** Tables that a statement names; those of the desk by their schema, since some of both are called the same. */
export function tablesIn(text: string, tables: readonly string[]): readonly string[] {
  const plain = text.replaceAll('"', '');
  return tables.filter((table) => new RegExp(`(?<![\\w.])${table.replace('.', '\\.')}\\b`).test(plain));
}

/** What a database knows of its tables; those of the desk with their schema. */
export interface Catalogue {
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  /** What each foreign key refers to, as `session.account_id`. */
  readonly parents: ReadonlyMap<string, { readonly table: string; readonly column: string }>;
}

export async function readCatalogue(client: pg.Client): Promise<Catalogue> {
  const columns = await client.query<{ table: string; columns: string[] }>(
    `select case table_schema when 'desk' then 'desk.' else '' end || table_name as table,
       array_agg(column_name::text) as columns
     from information_schema.columns where table_schema in ('public', 'desk') group by 1`,
  );
  const keys = await client.query<{ key: string; table: string; column: string }>(`
    select format('%s.%s', conrelid::regclass, a.attname) as key, confrelid::regclass::text as table, b.attname as column
    from pg_constraint
      join pg_attribute a on a.attrelid = conrelid and a.attnum = conkey[1]
      join pg_attribute b on b.attrelid = confrelid and b.attnum = confkey[1]
    where contype = 'f'`);
  return {
    columns: new Map(columns.rows.map(({ table, columns: all }) => [table, new Set(all)])),
    parents: new Map(keys.rows.map(({ key, table, column }) => [key, { table, column }])),
  };
}
