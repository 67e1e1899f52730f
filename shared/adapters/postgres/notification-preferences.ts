import { DEFAULT_CHANNELS } from '../../domain/messages/channels.ts';
import type { NotificationPreferences } from '../../ports/accounts/notification-preferences.ts';
import type { DatabaseParts } from './database.ts';

export const createNotificationPreferences = ({
  database,
  clock,
}: Omit<DatabaseParts, 'seal'>): NotificationPreferences => ({
  async channelsOf(accountId) {
    const row = await database.find('notification_preference', { account_id: accountId }, ['we_chat', 'sms', 'mail']);
    return row ? { weChat: row.we_chat, sms: row.sms, mail: row.mail } : DEFAULT_CHANNELS;
  },

  async choose(accountId, { weChat, sms, mail }) {
    const chosen = { we_chat: weChat, sms, mail, changed_at: clock.now() };
    await database.put('notification_preference', { account_id: accountId }, chosen);
  },
});
