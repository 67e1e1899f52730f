import type { Inbox } from '../../../ports/messages/inbox.ts';
import type { DatabaseParts } from '../database.ts';

export const createInbox = ({ database, clock }: Omit<DatabaseParts, 'seal'>): Inbox => ({
  remember: async (source, messageId) =>
    (await database.addNew('inbox', { source, message_id: messageId, received_at: clock.now() })) === 1,
});
