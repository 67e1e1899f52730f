import { accountReminder } from '../../shared/domain/messages/notifications.ts';
import type { DeviceSession } from '../../shared/ports/accounts/sessions.ts';
import type { Ports } from './ports.ts';

/** Begins or renews a session, and tells the person when their account is used from a device that it was not used from. */
export const tellingNewDevice = (
  begin: () => Promise<DeviceSession>,
  { outbox, transactions }: Pick<Ports, 'outbox' | 'transactions'>,
): Promise<DeviceSession> =>
  transactions.inTransaction(async () => {
    const session = await begin();
    const { accountId, sessionId, isNewDevice } = session;
    if (isNewDevice) await outbox.add([accountReminder('new-device', accountId, sessionId)]);
    return session;
  });
