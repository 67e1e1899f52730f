import type { PortsOf } from '../../platform/edge/ports.ts';

export { filingCases } from '../../shared/compose/application.ts';
export {
  authorizationCodes,
  documents,
  filingRounds,
  filings,
  formDrafts,
  livenessChecks,
  records,
} from '../../shared/compose/database.ts';
export { settings } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
