import type { PortsOf } from '../../shared/edge/ports.ts';

export { forgetting, openChecks, views } from '../../shared/compose/application.ts';
export {
  auditTrail,
  consents,
  documents,
  erasure,
  filings,
  livenessChecks,
  transactions,
} from '../../shared/compose/database.ts';
export { settings } from '../../shared/compose/settings.ts';
export { clock } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
