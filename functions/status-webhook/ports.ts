import type { PortsOf } from '../../platform/edge/ports.ts';

export { inbox, parkedVerdicts, recordEvents, reviews, transactions } from '../../shared/compose/database.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
