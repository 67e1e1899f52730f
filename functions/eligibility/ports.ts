import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { filingCases, views } from '../../shared/compose/application.ts';
export {
  askedNumbers,
  callerLimits,
  documents,
  eligibilityChecks,
  filings,
  records,
} from '../../shared/compose/database.ts';
export { weChat } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
