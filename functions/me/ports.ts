import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { accountErasure, forgetting, openChecks, views } from '../../shared/compose/application.ts';
export {
  accounts,
  auditTrail,
  authorizationCodes,
  cloudAccounts,
  consents,
  contacts,
  documentHandOvers,
  documents,
  filingRounds,
  filings,
  formDrafts,
  handOvers,
  livenessChecks,
  notificationPreferences,
  records,
  recordTransfers,
  reviews,
  seenMedia,
  sessions,
  siteHosts,
  webhookEndpoints,
} from '../../shared/compose/database.ts';
export { settings } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
