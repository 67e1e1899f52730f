import type { PortsOf } from '../../../platform/edge/ports.ts';
import { createClearViews } from '../../adapters/postgres/clear-views.ts';
import { createIncomingCases } from '../../adapters/postgres/incoming-cases.ts';
import { createVerdicts } from '../../adapters/postgres/verdicts.ts';
import { inDesk } from '../../compose/desk-database.ts';

export { objectStore } from '../../../platform/compose/object-store.ts';
export { clock } from '../../../platform/compose/system.ts';
export { filingService } from '../../compose/filing-service.ts';
export { workTimes } from '../../compose/work-times.ts';
export const clearViews = inDesk(createClearViews);
export const incomingCases = inDesk(createIncomingCases);
export const verdicts = inDesk(createVerdicts);

export type Ports = PortsOf<typeof import('./ports.ts')>;
