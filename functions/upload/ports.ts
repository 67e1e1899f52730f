import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock, ids } from '../../platform/compose/system.ts';
export { uploadGrants } from '../../platform/compose/upload-grants.ts';
export { createAuditTrail as auditTrail } from '../../shared/adapters/postgres/accounts/audit-trail.ts';
export { createConsents as consents } from '../../shared/adapters/postgres/accounts/consents.ts';
export { createDocumentHandOvers as documentHandOvers } from '../../shared/adapters/postgres/documents/document-hand-overs.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { transactions } from '../../shared/compose/database.ts';
export { filedPictures } from '../../shared/compose/filed-pictures.ts';
export { forgetting } from '../../shared/compose/forgetting.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { settings } from '../../shared/compose/settings.ts';
export { uploadPermits } from '../../shared/compose/upload-permits.ts';
export { views } from '../../shared/compose/views.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
