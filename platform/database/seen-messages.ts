import type { SeenMessages } from '../ports/seen-messages.ts';
import type { DatabaseParts } from './database.ts';
import type { PlatformTables } from './tables.ts';

export const createSeenMessages = ({ database, clock }: Omit<DatabaseParts<PlatformTables>, 'seal'>): SeenMessages => ({
  async note(id, contentHash, until) {
    const { numInsertedOrUpdatedRows } = await database.sql
      .insertInto('seen_message')
      .values({ id, content_hash: contentHash, expires_at: until })
      // What is over counts no more, whether or not it was deleted.
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ content_hash: contentHash, expires_at: until })
          .where('seen_message.expires_at', '<', clock.now()),
      )
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n) return 'new';
    const seen = await database.find('seen_message', { id }, ['content_hash']);
    return seen?.content_hash === contentHash ? 'again' : 'other';
  },
});
