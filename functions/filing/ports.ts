import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { createAuditTrail as auditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
export { createConsents as consents } from '../../shared/adapters/postgres/consents.ts';
export { createDocumentHandOvers as documentHandOvers } from '../../shared/adapters/postgres/document-hand-overs.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents.ts';
export { createEligibilityChecks as eligibilityChecks } from '../../shared/adapters/postgres/eligibility-checks.ts';
export { createFilingRounds as filingRounds } from '../../shared/adapters/postgres/filing-rounds.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings.ts';
export { createFormDrafts as formDrafts } from '../../shared/adapters/postgres/form-drafts.ts';
export { createHandOvers as handOvers } from '../../shared/adapters/postgres/hand-overs.ts';
export { createLivenessChecks as livenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
export { createPastRoads as pastRoads } from '../../shared/adapters/postgres/past-roads.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records.ts';
export { transactions } from '../../shared/compose/database.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { settings } from '../../shared/compose/settings.ts';
export { views } from '../../shared/compose/views.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
