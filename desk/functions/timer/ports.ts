import type { PortsOf } from '../../../platform/edge/ports.ts';

export { objectStore } from '../../../platform/compose/object-store.ts';
export { clock } from '../../../platform/compose/system.ts';
export {
  auditLog,
  authorityAnswers,
  calls,
  clearViews,
  decisions,
  expiredRows,
  incomingCases,
  knownRecords,
  openCases,
  recordEvents,
  staffSessions,
  transactions,
  verdicts,
  workList,
  workTimes,
} from '../../compose/desk-database.ts';
export { filingService } from '../../compose/filing-service.ts';
export { identityProvider } from '../../compose/identity-provider.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
