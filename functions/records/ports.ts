import type { PortsOf } from '../../shared/edge/ports.ts';

export { views } from '../../shared/compose/application.ts';
export { auditTrail, filings, recordEvents, records } from '../../shared/compose/database.ts';
export { deskSignature } from '../../shared/compose/keys.ts';
export { clock } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
