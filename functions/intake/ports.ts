import type { PortsOf } from '../../platform/edge/ports.ts';
import { createArrivingDocuments } from '../../shared/adapters/postgres/arriving-documents.ts';
import { createConsents } from '../../shared/adapters/postgres/consents.ts';
import { createInbox } from '../../shared/adapters/postgres/inbox.ts';
import { stored } from '../../shared/compose/database.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { ids } from '../../platform/compose/system.ts';
export { transactions } from '../../shared/compose/database.ts';

export const consents = stored(createConsents);
export const documents = stored(createArrivingDocuments);
export const inbox = stored(createInbox);

export type Ports = PortsOf<typeof import('./ports.ts')>;
