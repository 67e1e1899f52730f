import type { Clock } from '../../ports/clock.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { Database } from './database.ts';

export const createInbox = (database: Database, clock: Clock): Inbox => ({
  async remember(source, messageId) {
    const { numInsertedOrUpdatedRows } = await database.sql
      .insertInto('inbox')
      .values({ source, message_id: messageId, received_at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },
});
