import type { PortsOf } from '../../shared/edge/ports.ts';

export { filedPictures, filingCases, views } from '../../shared/compose/application.ts';
export { auditTrail, documents, filings } from '../../shared/compose/database.ts';
export { settings } from '../../shared/compose/settings.ts';
export { clock } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
