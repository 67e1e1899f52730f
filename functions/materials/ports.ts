import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock } from '../../platform/compose/system.ts';
export { createAuditTrail as auditTrail } from '../../shared/adapters/postgres/accounts/audit-trail.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createPastRoads as pastRoads } from '../../shared/adapters/postgres/filings/past-roads.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records/records.ts';
export { filedPictures } from '../../shared/compose/filed-pictures.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { settings } from '../../shared/compose/settings.ts';
export { views } from '../../shared/compose/views.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
