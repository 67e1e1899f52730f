import type { PortsOf } from '../../shared/edge/ports.ts';

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
export { objectStore } from '../../shared/compose/object-store.ts';
export { settings } from '../../shared/compose/settings.ts';
export { clock } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
