import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { clock } from '../../platform/compose/system.ts';
export { filedPictures } from '../../shared/compose/filed-pictures.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { settings } from '../../shared/compose/settings.ts';
export { views } from '../../shared/compose/views.ts';

export const auditTrail = stored(createAuditTrail);
export const documents = sealed(createDocuments);
export const filings = telling(createFilings);

export type Ports = PortsOf<typeof import('./ports.ts')>;
