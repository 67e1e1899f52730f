import type { Inbox } from '../../../ports/inbox.ts';
import type { DatabaseParts } from '../database.ts';

export const createInbox = ({ database, clock }: Omit<DatabaseParts, 'seal'>): Inbox => ({
  async remember(source, messageId) {
    const { numInsertedOrUpdatedRows } = await database.sql
      .insertInto('inbox')
      .values({ source, message_id: messageId, received_at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },
});
