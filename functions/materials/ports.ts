import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock } from '../../platform/compose/system.ts';
export { filedPictures, filingCases, views } from '../../shared/compose/application.ts';
export { auditTrail, documents, filings } from '../../shared/compose/database.ts';
export { settings } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
