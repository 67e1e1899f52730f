import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { ids } from '../../platform/compose/system.ts';
export { createConsents as consents } from '../../shared/adapters/postgres/accounts/consents.ts';
export { createArrivingDocuments as documents } from '../../shared/adapters/postgres/documents/arriving-documents.ts';
export { createInbox as inbox } from '../../shared/adapters/postgres/messages/inbox.ts';
export { storedParts as parts, transactions } from '../../shared/compose/database.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
