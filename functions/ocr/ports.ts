import type { PortsOf } from '../../shared/edge/ports.ts';

export { companyAnswers } from '../../shared/compose/company-register.ts';
export { consents, documents, livenessChecks, ocrCalls, reviews, transactions } from '../../shared/compose/database.ts';
export { objectStore } from '../../shared/compose/object-store.ts';
export { clock } from '../../shared/compose/system.ts';
export { faces, ocr } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
