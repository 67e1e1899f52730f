import type { PortsOf } from '../../../platform/edge/ports.ts';

export { objectStore } from '../../../platform/compose/object-store.ts';
export { clock } from '../../../platform/compose/system.ts';
export { createIncomingCases as incomingCases } from '../../adapters/postgres/cases/incoming-cases.ts';
export { createVerdicts as verdicts } from '../../adapters/postgres/cases/verdicts.ts';
export { createClearViews as clearViews } from '../../adapters/postgres/staff/clear-views.ts';
export { deskParts as parts } from '../../compose/desk-database.ts';
export { filingService } from '../../compose/filing-service.ts';
export { workTimes } from '../../compose/work-times.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
