import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore, uploadGrants } from '../../platform/compose/object-store.ts';
export { clock, ids } from '../../platform/compose/system.ts';
export { filedPictures, forgetting, uploadPermits, views } from '../../shared/compose/application.ts';
export {
  auditTrail,
  consents,
  documentHandOvers,
  documents,
  filings,
  transactions,
} from '../../shared/compose/database.ts';
export { settings } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
