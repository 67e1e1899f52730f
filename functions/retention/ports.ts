import type { PortsOf } from '../../shared/edge/ports.ts';

export { forgetting } from '../../shared/compose/application.ts';
export { erasure, expiredData } from '../../shared/compose/database.ts';
export { objectStore } from '../../shared/compose/object-store.ts';
export { clock } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
