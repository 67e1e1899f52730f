import type { PortsOf } from '../../shared/edge/ports.ts';

export { views } from '../../shared/compose/application.ts';
export { webhookEndpoints, webhookMessages } from '../../shared/compose/database.ts';
export { clock, ids } from '../../shared/compose/system.ts';
export { webhookCalls } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
