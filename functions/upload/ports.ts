import type { PortsOf } from '../../shared/edge/ports.ts';

export { filedPictures, forgetting, uploadPermits, views } from '../../shared/compose/application.ts';
export {
  auditTrail,
  consents,
  documentHandOvers,
  documents,
  filings,
  transactions,
} from '../../shared/compose/database.ts';
export { objectStore, uploadGrants } from '../../shared/compose/object-store.ts';
export { settings } from '../../shared/compose/settings.ts';
export { clock, ids } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
