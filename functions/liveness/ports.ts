import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore, uploadGrants } from '../../platform/compose/object-store.ts';
export { clock, ids } from '../../platform/compose/system.ts';
export { openChecks, uploadPermits } from '../../shared/compose/application.ts';
export {
  consents,
  documents,
  filings,
  handOvers,
  livenessChecks,
  recordTransfers,
  seenMedia,
  transactions,
} from '../../shared/compose/database.ts';
export { settings } from '../../shared/compose/settings.ts';
export { faces, livenessProvider } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
