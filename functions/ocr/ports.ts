import type { PortsOf } from '../../platform/edge/ports.ts';
import { createConsents } from '../../shared/adapters/postgres/consents.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createLivenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
import { createOcrCalls } from '../../shared/adapters/postgres/ocr-calls.ts';
import { createReviews } from '../../shared/adapters/postgres/reviews.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { companyAnswers } from '../../shared/compose/company-register.ts';
export { transactions } from '../../shared/compose/database.ts';
export { faces } from '../../shared/compose/faces.ts';
export { ocr } from '../../shared/compose/ocr.ts';

export const consents = stored(createConsents);
export const documents = sealed(createDocuments);
export const livenessChecks = sealed(createLivenessChecks);
export const ocrCalls = sealed(createOcrCalls);
export const reviews = telling(createReviews);

export type Ports = PortsOf<typeof import('./ports.ts')>;
