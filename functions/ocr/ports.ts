import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { createConsents as consents } from '../../shared/adapters/postgres/accounts/consents.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createLivenessChecks as livenessChecks } from '../../shared/adapters/postgres/documents/liveness-checks.ts';
export { createOcrCalls as ocrCalls } from '../../shared/adapters/postgres/documents/ocr-calls.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/filings/reviews.ts';
export { companyAnswers } from '../../shared/compose/company-register.ts';
export { transactions } from '../../shared/compose/database.ts';
export { faces } from '../../shared/compose/faces.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { ocr } from '../../shared/compose/ocr.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
