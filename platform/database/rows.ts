import type { InsertObject, Kysely, Selectable, UpdateObject } from 'kysely';

/** Values by which rows are told. Which have none of a column is a question for a statement of its own. */
type Which<Row> = { readonly [Column in keyof Selectable<Row>]?: Exclude<Selectable<Row>[Column], null> };

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
  where(column: string, operator: '=', value: unknown): Query;
}

const having = <Query extends Narrowed<Query>>(query: Query, which: Values): Query =>
  Object.entries(which).reduce((narrowed, [column, value]) => narrowed.where(column, '=', value), query);

/** @param sql gives what a statement runs on now. */
export function rowsOf<Tables>(sql: () => Kysely<Tables>): Rows<Tables> {
  // The interface says for each table what its rows are; of which one it is nothing is known here.
  const loose = () => sql() as unknown as Kysely<Loose>;
  const rows = {
    find(table: string, which: Values, columns?: readonly string[]) {
      const from = loose().selectFrom(table);
      return having(columns ? from.select([...columns]) : from.selectAll(), which).executeTakeFirst();
    },
    list(table: string, which: Values, order: readonly string[]) {
      const found = having(loose().selectFrom(table).selectAll(), which);
      return order.reduce((ordered, column) => ordered.orderBy(column), found).execute();
    },
    async add(table: string, values: Values | readonly Values[]) {
      await loose().insertInto(table).values(values).execute();
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
