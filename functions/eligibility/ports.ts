import type { PortsOf } from '../../shared/edge/ports.ts';

export { filingCases, views } from '../../shared/compose/application.ts';
export {
  askedNumbers,
  callerLimits,
  documents,
  eligibilityChecks,
  filings,
  records,
} from '../../shared/compose/database.ts';
export { clock, ids } from '../../shared/compose/system.ts';
export { weChat } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
