import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuthorizationCodes } from '../../shared/adapters/postgres/authorization-codes.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createFilingRounds } from '../../shared/adapters/postgres/filing-rounds.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { createFormDrafts } from '../../shared/adapters/postgres/form-drafts.ts';
import { createLivenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
import { createRecords } from '../../shared/adapters/postgres/records.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { filingCases } from '../../shared/compose/filing-cases.ts';
export { settings } from '../../shared/compose/settings.ts';

export const authorizationCodes = sealed(createAuthorizationCodes);
export const documents = sealed(createDocuments);
export const filingRounds = sealed(createFilingRounds);
export const filings = telling(createFilings);
export const formDrafts = sealed(createFormDrafts);
export const livenessChecks = sealed(createLivenessChecks);
export const records = telling(createRecords);

export type Ports = PortsOf<typeof import('./ports.ts')>;
