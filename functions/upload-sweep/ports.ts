import type { PortsOf } from '../../platform/edge/ports.ts';
import { createArrivingDocuments } from '../../shared/adapters/postgres/arriving-documents.ts';
import { stored } from '../../shared/compose/database.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';

export const documents = stored(createArrivingDocuments);

export type Ports = PortsOf<typeof import('./ports.ts')>;
