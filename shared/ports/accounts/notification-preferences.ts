import type { Channels } from '../../domain/messages/channels.ts';

/** How people want to hear of their filings. */
export interface NotificationPreferences {
  /** What an account has chosen; the default when it has not. */
  channelsOf(accountId: string): Promise<Channels>;
  /** @param channels at least one of them. */
  choose(accountId: string, channels: Channels): Promise<void>;
}
