import type { PortsOf } from '../../platform/edge/ports.ts';

export { createAuthorizationCodes as authorizationCodes } from '../../shared/adapters/postgres/authorization-codes.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents.ts';
export { createFilingRounds as filingRounds } from '../../shared/adapters/postgres/filing-rounds.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings.ts';
export { createFormDrafts as formDrafts } from '../../shared/adapters/postgres/form-drafts.ts';
export { createLivenessChecks as livenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { settings } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
