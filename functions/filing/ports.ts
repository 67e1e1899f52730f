import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
import { createConsents } from '../../shared/adapters/postgres/consents.ts';
import { createDocumentHandOvers } from '../../shared/adapters/postgres/document-hand-overs.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createEligibilityChecks } from '../../shared/adapters/postgres/eligibility-checks.ts';
import { createFilingRounds } from '../../shared/adapters/postgres/filing-rounds.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { createFormDrafts } from '../../shared/adapters/postgres/form-drafts.ts';
import { createHandOvers } from '../../shared/adapters/postgres/hand-overs.ts';
import { createLivenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
import { createPastRoads } from '../../shared/adapters/postgres/past-roads.ts';
import { createRecords } from '../../shared/adapters/postgres/records.ts';
import { stored } from '../../shared/compose/database.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { transactions } from '../../shared/compose/database.ts';
export { filingCases } from '../../shared/compose/filing-cases.ts';
export { settings } from '../../shared/compose/settings.ts';
export { views } from '../../shared/compose/views.ts';

export const auditTrail = stored(createAuditTrail);
export const consents = stored(createConsents);
export const documentHandOvers = sealed(createDocumentHandOvers);
export const documents = sealed(createDocuments);
export const eligibilityChecks = sealed(createEligibilityChecks);
export const filingRounds = sealed(createFilingRounds);
export const filings = telling(createFilings);
export const formDrafts = sealed(createFormDrafts);
export const handOvers = sealed(createHandOvers);
export const livenessChecks = sealed(createLivenessChecks);
export const pastRoads = stored(createPastRoads);
export const records = telling(createRecords);

export type Ports = PortsOf<typeof import('./ports.ts')>;
