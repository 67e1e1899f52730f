import { Refused } from '../../contracts/kit/refusal.ts';
import { type Channels, hasChannel } from '../../shared/domain/messages/channels.ts';
import type { Ports } from './ports.ts';

interface Caller {
  readonly applicantId: string;
}

/** The ways on which the caller hears of their filings. */
export async function showNotifications({ applicantId }: Caller, { notificationPreferences }: Ports) {
  return notificationPreferences.channelsOf(applicantId);
}

/** Chooses them; messages that are on their way already go by the new choice. @throws Refused('notifications.none') */
export async function chooseNotifications(
  { applicantId, body }: Caller & { readonly body: Channels },
  { notificationPreferences }: Ports,
) {
  if (!hasChannel(body)) throw new Refused('notifications.none');
  await notificationPreferences.choose(applicantId, body);
  return body;
}
