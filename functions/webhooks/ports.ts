import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { views } from '../../shared/compose/application.ts';
export { webhookEndpoints, webhookMessages } from '../../shared/compose/database.ts';
export { webhookCalls } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
