import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock, ids } from '../../platform/compose/system.ts';
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
export { mails, reviewDesk, subscribeMessages, textMessages, webhookCalls } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
