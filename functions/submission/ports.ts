import type { PortsOf } from '../../platform/edge/ports.ts';

export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createLivenessChecks as livenessChecks } from '../../shared/adapters/postgres/documents/liveness-checks.ts';
export { createAuthorizationCodes as authorizationCodes } from '../../shared/adapters/postgres/filings/authorization-codes.ts';
export { createFilingRounds as filingRounds } from '../../shared/adapters/postgres/filings/filing-rounds.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createFormDrafts as formDrafts } from '../../shared/adapters/postgres/filings/form-drafts.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records/records.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { settings } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
