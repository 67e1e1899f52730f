import {
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type QueryId,
  ReferenceNode,
  type SelectQueryNode,
  type UpdateQueryNode,
} from 'kysely';
import { rowsOf } from '../../../platform/database/rows.ts';
import type { Database } from '../../../shared/adapters/postgres/database.ts';

/** A guard in our SQL: the condition of updates on a column, or every `for update skip locked`. */
export type Guard = { readonly conditionOn: string } | 'row locks';

/** The same database with one guard removed from every statement, to show the races that it prevents. */
export function withoutGuard(database: Database, guard: Guard): Database {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => new Cutter(guard).transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
  const sql = () => database.sql.withPlugin(plugin);
  return {
    ...rowsOf(sql),
    get sql() {
      return sql();
    },
    inTransaction: (work) => database.inTransaction(work),
    afterCommit: (work) => database.afterCommit(work),
    traceparent: () => database.traceparent(),
    close: () => database.close(),
  };
}

class Cutter extends OperationNodeTransformer {
  readonly #guard: Guard;

  constructor(guard: Guard) {
    super();
    this.#guard = guard;
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId: QueryId): SelectQueryNode {
    const { endModifiers, ...rest } = super.transformSelectQuery(node, queryId);
    return this.#guard === 'row locks' || !endModifiers ? rest : { ...rest, endModifiers };
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId: QueryId): UpdateQueryNode {
    const { where, ...rest } = super.transformUpdateQuery(node, queryId);
    const left =
      where && this.#guard !== 'row locks' ? conditionWithout(where.where, this.#guard.conditionOn) : where?.where;
    return left ? { ...rest, where: { kind: 'WhereNode', where: left } } : rest;
  }
}

function conditionWithout(node: OperationNode, column: string): OperationNode | undefined {
  if (AndNode.is(node)) {
    const [left, right] = [conditionWithout(node.left, column), conditionWithout(node.right, column)];
    return left && right ? AndNode.create(left, right) : (left ?? right);
  }
  return BinaryOperationNode.is(node) && columnOf(node.leftOperand) === column ? undefined : node;
}

const columnOf = (node: OperationNode): string | undefined =>
  ReferenceNode.is(node) && ColumnNode.is(node.column) ? node.column.column.name : undefined;
