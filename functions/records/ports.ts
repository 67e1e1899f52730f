import type { PortsOf } from '../../shared/edge/ports.ts';

export { views } from '../../shared/compose/application.ts';
export { auditTrail, filings, records } from '../../shared/compose/database.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
