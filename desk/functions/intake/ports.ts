import type { PortsOf } from '../../../platform/edge/ports.ts';

export { objectStore } from '../../../platform/compose/object-store.ts';
export { clock } from '../../../platform/compose/system.ts';
export { clearViews, incomingCases, verdicts, workTimes } from '../../compose/desk-database.ts';
export { filingService } from '../../compose/filing-service.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
