import { type Selectable, sql } from 'kysely';
import type { DeskParts } from '../desk-database.ts';
import type { DeskTables } from '../tables.ts';

/**
 * What leaves the desk in its order: the messages of a table, which are numbered in each of their chains.
 *
 * @param chain columns of which the messages of one chain have the same values.
 */
export function outgoing<Table extends 'desk.verdict' | 'desk.record_event'>(
  table: Table,
  chain: readonly string[],
  { database, clock }: Pick<DeskParts, 'database' | 'clock'>,
) {
  const messages = sql.table(table);
  const settle = async (messageId: string, state: 'delivered' | 'parked', failure: string | null) => {
    await sql`update ${messages} set state = ${state}, failure = ${failure} where message_id = ${messageId}`.execute(
      database.sql,
    );
  };
  return {
    /** Leases those that are due, but for what waits for an earlier one of its chain. */
    async claimDue(limit: number, leaseSeconds: number): Promise<readonly Selectable<DeskTables[Table]>[]> {
      const now = clock.now();
      const isOfChain = chain.map((column) => sql`${sql.ref(`earlier.${column}`)} = ${sql.ref(`due.${column}`)}`);
      const { rows } = await sql<Selectable<DeskTables[Table]>>`
        update ${messages} set due_at = ${new Date(now.getTime() + leaseSeconds * 1000)}
        where message_id in (
          select due.message_id from ${messages} as due
          where due.state = 'waiting' and due.due_at <= ${now} and not exists (
            select from ${messages} as earlier
            where ${sql.join(isOfChain, sql` and `)} and earlier.sequence < due.sequence and earlier.state <> 'delivered')
          order by due.due_at limit ${limit} for update skip locked)
        returning *`.execute(database.sql);
      return rows;
    },
    markDelivered: (messageId: string) => settle(messageId, 'delivered', null),
    park: (messageId: string, failure: string) => settle(messageId, 'parked', failure),
    async postpone(messageId: string, at: Date, failure: string): Promise<void> {
      await sql`update ${messages} set due_at = ${at}, failure = ${failure}, attempts = attempts + 1
        where message_id = ${messageId}`.execute(database.sql);
    },
  };
}
