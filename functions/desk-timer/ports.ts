import type { PortsOf } from '../../shared/edge/ports.ts';

export { objectStore } from '../../shared/compose/object-store.ts';
export { clock } from '../../shared/compose/system.ts';
export { authority, authorityWay, fittedPictures } from '../../shared/desk/compose/authority.ts';
export {
  auditLog,
  authorityAnswers,
  authorityLists,
  authorityNotices,
  authorityReports,
  authoritySettings,
  calls,
  clearViews,
  decisions,
  expiredRows,
  incomingCases,
  knownRecords,
  openCases,
  recordEvents,
  staffSessions,
  submissions,
  transactions,
  unreadAnswers,
  verdicts,
  workList,
  workTimes,
} from '../../shared/desk/compose/desk-database.ts';
export { filingService } from '../../shared/desk/compose/filing-service.ts';
export { identityProvider } from '../../shared/desk/compose/identity-provider.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
