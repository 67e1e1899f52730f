import type { PortsOf } from '../../shared/edge/ports.ts';

export { consents, documents, inbox, transactions } from '../../shared/compose/database.ts';
export { objectStore } from '../../shared/compose/object-store.ts';
export { ids } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
