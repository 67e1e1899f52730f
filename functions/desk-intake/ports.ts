import type { PortsOf } from '../../shared/edge/ports.ts';

export { objectStore } from '../../shared/compose/object-store.ts';
export { clock } from '../../shared/compose/system.ts';
export { clearViews, incomingCases, verdicts, workTimes } from '../../shared/desk/compose/desk-database.ts';
export { filingService, filingSignature } from '../../shared/desk/compose/filing-service.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
