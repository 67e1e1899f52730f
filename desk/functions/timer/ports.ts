import type { PortsOf } from '../../../platform/edge/ports.ts';

export { objectStore } from '../../../platform/compose/object-store.ts';
export { clock } from '../../../platform/compose/system.ts';
export { createAuthorityAnswers as authorityAnswers } from '../../adapters/postgres/authority/authority-answers.ts';
export { createCalls as calls } from '../../adapters/postgres/cases/calls.ts';
export { createDecisions as decisions } from '../../adapters/postgres/cases/decisions.ts';
export { createIncomingCases as incomingCases } from '../../adapters/postgres/cases/incoming-cases.ts';
export { createOpenCases as openCases } from '../../adapters/postgres/cases/open-cases.ts';
export { createVerdicts as verdicts } from '../../adapters/postgres/cases/verdicts.ts';
export { createWorkList as workList } from '../../adapters/postgres/cases/work-list.ts';
export { createExpiredRows as expiredRows } from '../../adapters/postgres/expired-rows.ts';
export { createKnownRecords as knownRecords } from '../../adapters/postgres/records/known-records.ts';
export { createRecordEvents as recordEvents } from '../../adapters/postgres/records/record-events.ts';
export {
  createAuditLog as auditLog,
  createSealCopies as sealCopies,
} from '../../adapters/postgres/staff/audit-log.ts';
export { createClearViews as clearViews } from '../../adapters/postgres/staff/clear-views.ts';
export { createNotedRows as notedRows } from '../../adapters/postgres/staff/noted-rows.ts';
export { createStaffSessions as staffSessions } from '../../adapters/postgres/staff/staff-sessions.ts';
export { chance } from '../../compose/chance.ts';
export { deskParts as parts, transactions } from '../../compose/desk-database.ts';
export { filingService } from '../../compose/filing-service.ts';
export { identityProvider } from '../../compose/identity-provider.ts';
export { sealPlaces } from '../../compose/seal-places.ts';
export { workTimes } from '../../compose/work-times.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
