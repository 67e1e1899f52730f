import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { filingCases, views } from '../../shared/compose/application.ts';
export {
  auditTrail,
  consents,
  documentHandOvers,
  documents,
  eligibilityChecks,
  filingRounds,
  filings,
  formDrafts,
  handOvers,
  livenessChecks,
  pastRoads,
  records,
  transactions,
} from '../../shared/compose/database.ts';
export { settings } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
