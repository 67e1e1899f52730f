import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { companyAnswers } from '../../shared/compose/company-register.ts';
export { consents, documents, livenessChecks, ocrCalls, reviews, transactions } from '../../shared/compose/database.ts';
export { faces, ocr } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
