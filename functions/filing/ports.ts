import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { createAuditTrail as auditTrail } from '../../shared/adapters/postgres/accounts/audit-trail.ts';
export { createConsents as consents } from '../../shared/adapters/postgres/accounts/consents.ts';
export { createDocumentHandOvers as documentHandOvers } from '../../shared/adapters/postgres/documents/document-hand-overs.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createHandOvers as handOvers } from '../../shared/adapters/postgres/documents/hand-overs.ts';
export { createLivenessChecks as livenessChecks } from '../../shared/adapters/postgres/documents/liveness-checks.ts';
export { createEligibilityChecks as eligibilityChecks } from '../../shared/adapters/postgres/filings/eligibility-checks.ts';
export { createFilingRounds as filingRounds } from '../../shared/adapters/postgres/filings/filing-rounds.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createFormDrafts as formDrafts } from '../../shared/adapters/postgres/filings/form-drafts.ts';
export { createPastRoads as pastRoads } from '../../shared/adapters/postgres/filings/past-roads.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records/records.ts';
export { transactions } from '../../shared/compose/database.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { settings } from '../../shared/compose/settings.ts';
export { views } from '../../shared/compose/views.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
