import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { ids } from '../../platform/compose/system.ts';
export { consents, documents, inbox, transactions } from '../../shared/compose/database.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
