import type { PortsOf } from '../../shared/edge/ports.ts';

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
export { objectStore, uploadGrants } from '../../shared/compose/object-store.ts';
export { settings } from '../../shared/compose/settings.ts';
export { clock, ids } from '../../shared/compose/system.ts';
export { faces, livenessProvider } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
