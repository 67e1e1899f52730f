import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { createArrivingDocuments as documents } from '../../shared/adapters/postgres/documents/arriving-documents.ts';
export { storedParts as parts } from '../../shared/compose/database.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
