import type { PortsOf } from '../../shared/edge/ports.ts';

export { filingCases } from '../../shared/compose/application.ts';
export { outbox, records, recordTransfers, reviews, timedSteps, transactions } from '../../shared/compose/database.ts';
export { clock } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
