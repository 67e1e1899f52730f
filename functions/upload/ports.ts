import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
import { createConsents } from '../../shared/adapters/postgres/consents.ts';
import { createDocumentHandOvers } from '../../shared/adapters/postgres/document-hand-overs.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock, ids } from '../../platform/compose/system.ts';
export { uploadGrants } from '../../platform/compose/upload-grants.ts';
export { transactions } from '../../shared/compose/database.ts';
export { filedPictures } from '../../shared/compose/filed-pictures.ts';
export { forgetting } from '../../shared/compose/forgetting.ts';
export { settings } from '../../shared/compose/settings.ts';
export { uploadPermits } from '../../shared/compose/upload-permits.ts';
export { views } from '../../shared/compose/views.ts';

export const auditTrail = stored(createAuditTrail);
export const consents = stored(createConsents);
export const documentHandOvers = sealed(createDocumentHandOvers);
export const documents = sealed(createDocuments);
export const filings = telling(createFilings);

export type Ports = PortsOf<typeof import('./ports.ts')>;
