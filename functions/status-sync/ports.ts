import type { PortsOf } from '../../shared/edge/ports.ts';

export { parkedVerdicts, reviews } from '../../shared/compose/database.ts';
export { clock } from '../../shared/compose/system.ts';
export { reviewDesk } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
