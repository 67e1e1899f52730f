import type { PortsOf } from '../../../platform/edge/ports.ts';

export { objectStore } from '../../../platform/compose/object-store.ts';
export { clock } from '../../../platform/compose/system.ts';
export { createAuditLog as auditLog } from '../../adapters/postgres/audit-log.ts';
export { createAuthorityAnswers as authorityAnswers } from '../../adapters/postgres/authority-answers.ts';
export { createCalls as calls } from '../../adapters/postgres/calls.ts';
export { createClearViews as clearViews } from '../../adapters/postgres/clear-views.ts';
export { createDecisions as decisions } from '../../adapters/postgres/decisions.ts';
export { createExpiredRows as expiredRows } from '../../adapters/postgres/expired-rows.ts';
export { createIncomingCases as incomingCases } from '../../adapters/postgres/incoming-cases.ts';
export { createKnownRecords as knownRecords } from '../../adapters/postgres/known-records.ts';
export { createOpenCases as openCases } from '../../adapters/postgres/open-cases.ts';
export { createRecordEvents as recordEvents } from '../../adapters/postgres/record-events.ts';
export { createStaffSessions as staffSessions } from '../../adapters/postgres/staff-sessions.ts';
export { createVerdicts as verdicts } from '../../adapters/postgres/verdicts.ts';
export { createWorkList as workList } from '../../adapters/postgres/work-list.ts';
export { deskParts as parts, transactions } from '../../compose/desk-database.ts';
export { filingService } from '../../compose/filing-service.ts';
export { identityProvider } from '../../compose/identity-provider.ts';
export { workTimes } from '../../compose/work-times.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
