import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock } from '../../platform/compose/system.ts';
export { parkedVerdicts, reviews } from '../../shared/compose/database.ts';
export { reviewDesk } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
