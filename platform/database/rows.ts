import type { InsertObject, Kysely, Selectable, UpdateObject } from 'kysely';

/** Values by which rows are told; null for those that have none. */
type Which<Row> = { readonly [Column in keyof Selectable<Row>]?: Selectable<Row>[Column] };

/** The plainest statements: about the rows of one table that have certain values. Each joins the running transaction. */
export interface Rows<Tables> {
  /** The first such row, or these columns of it. */
  find<Table extends keyof Tables & string>(
    table: Table,
    which: Which<Tables[Table]>,
  ): Promise<Selectable<Tables[Table]> | undefined>;
  find<Table extends keyof Tables & string, Column extends keyof Selectable<Tables[Table]> & string>(
    table: Table,
    which: Which<Tables[Table]>,
    columns: readonly Column[],
  ): Promise<Pick<Selectable<Tables[Table]>, Column> | undefined>;
  /** The same, locked until the transaction ends: whoever changes the row or locks it too waits. */
  lock<Table extends keyof Tables & string, Column extends keyof Selectable<Tables[Table]> & string>(
    table: Table,
    which: Which<Tables[Table]>,
    columns?: readonly Column[],
  ): Promise<Pick<Selectable<Tables[Table]>, Column> | undefined>;
  /** How many such rows there are. */
  count<Table extends keyof Tables & string>(table: Table, which: Which<Tables[Table]>): Promise<number>;
  /** All such rows, in the order of these columns. */
  list<Table extends keyof Tables & string>(
    table: Table,
    which: Which<Tables[Table]>,
    order: readonly (keyof Selectable<Tables[Table]> & string)[],
  ): Promise<Selectable<Tables[Table]>[]>;
  /** Adds one row, or several, of which there must be one. */
  add<Table extends keyof Tables & string>(
    table: Table,
    rows: InsertObject<Tables, Table> | readonly InsertObject<Tables, Table>[],
  ): Promise<void>;
  /** Adds those of the rows that are not there yet. @returns how many they were. */
  addNew<Table extends keyof Tables & string>(
    table: Table,
    rows: InsertObject<Tables, Table> | readonly InsertObject<Tables, Table>[],
  ): Promise<number>;
  /** Adds the row with this unique key, or gives these columns to the one that is there. */
  put<Table extends keyof Tables & string, Key extends Partial<InsertObject<Tables, Table>>>(
    table: Table,
    key: Key,
    columns: Omit<InsertObject<Tables, Table>, keyof Key>,
  ): Promise<void>;
  /** @returns how many rows there were to change. */
  change<Table extends keyof Tables & string>(
    table: Table,
    which: Which<Tables[Table]>,
    columns: UpdateObject<Tables, Table>,
  ): Promise<number>;
  /** @returns how many rows there were to delete. */
  remove<Table extends keyof Tables & string>(table: Table, which: Which<Tables[Table]>): Promise<number>;
}

type Loose = Record<string, Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;

/** A query of kysely's that can be narrowed. */
interface Narrowed<Query> {
  where(column: string, operator: '=' | 'is', value: unknown): Query;
}

const having = <Query extends Narrowed<Query>>(query: Query, which: Values): Query =>
  Object.entries(which).reduce(
    (narrowed, [column, value]) => narrowed.where(column, value === null ? 'is' : '=', value),
    query,
  );

/** @param sql gives what a statement runs on now. */
export function rowsOf<Tables>(sql: () => Kysely<Tables>): Rows<Tables> {
  // The interface says for each table what its rows are; of which one it is nothing is known here.
  const loose = () => sql() as unknown as Kysely<Loose>;
  const such = (table: string, which: Values, columns?: readonly string[]) => {
    const from = loose().selectFrom(table);
    return having(columns ? from.select([...columns]) : from.selectAll(), which);
  };
  const rows = {
    find: (table: string, which: Values, columns?: readonly string[]) => such(table, which, columns).executeTakeFirst(),
    lock: (table: string, which: Values, columns?: readonly string[]) =>
      such(table, which, columns).forUpdate().executeTakeFirst(),
    async count(table: string, which: Values) {
      const all = loose()
        .selectFrom(table)
        .select((e) => e.fn.countAll().as('rows'));
      return Number((await having(all, which).executeTakeFirstOrThrow()).rows);
    },
    list: (table: string, which: Values, order: readonly string[]) =>
      order.reduce((ordered, column) => ordered.orderBy(column), such(table, which)).execute(),
    async add(table: string, values: Values | readonly Values[]) {
      await loose().insertInto(table).values(values).execute();
    },
    async addNew(table: string, values: Values | readonly Values[]) {
      const { numInsertedOrUpdatedRows } = await loose()
        .insertInto(table)
        .values(values)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return Number(numInsertedOrUpdatedRows);
    },
    async put(table: string, key: Values, columns: Values) {
      await loose()
        .insertInto(table)
        .values({ ...key, ...columns })
        .onConflict((conflict) => conflict.columns(Object.keys(key)).doUpdateSet(columns))
        .execute();
    },
    async change(table: string, which: Values, columns: Values) {
      const { numUpdatedRows } = await having(loose().updateTable(table).set(columns), which).executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },
    async remove(table: string, which: Values) {
      const { numDeletedRows } = await having(loose().deleteFrom(table), which).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
  return rows as unknown as Rows<Tables>;
}
