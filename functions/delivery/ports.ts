import type { PortsOf } from '../../shared/edge/ports.ts';

export {
  accounts,
  contacts,
  documents,
  filingRounds,
  notificationPreferences,
  outbox,
  recordEvents,
  recordTransfers,
  reviews,
  transactions,
  webhookEndpoints,
  webhookMessages,
} from '../../shared/compose/database.ts';
export { objectStore } from '../../shared/compose/object-store.ts';
export { clock, ids } from '../../shared/compose/system.ts';
export { mails, reviewDesk, subscribeMessages, textMessages, webhookCalls } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
