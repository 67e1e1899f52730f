import { createAskedNumbers } from '../../../shared/adapters/postgres/accounts/asked-numbers.ts';
import { createAuditTrail } from '../../../shared/adapters/postgres/accounts/audit-trail.ts';
import { createDocumentHandOvers } from '../../../shared/adapters/postgres/documents/document-hand-overs.ts';
import { createHandOvers } from '../../../shared/adapters/postgres/documents/hand-overs.ts';
import { createErasure } from '../../../shared/adapters/postgres/erasure/erasure.ts';
import { createAuthorizationCodes } from '../../../shared/adapters/postgres/filings/authorization-codes.ts';
import { createFormDrafts } from '../../../shared/adapters/postgres/filings/form-drafts.ts';
import { createRecordEvents } from '../../../shared/adapters/postgres/records/record-events.ts';
import { createSiteHosts } from '../../../shared/adapters/postgres/records/site-hosts.ts';
import { composed } from '../../../tools/service-ports.ts';

// Ports over the service's tables, for tests that look at what functions did: those of the commands, and others.

export {
  accounts,
  consents,
  documents,
  filingRounds,
  filings,
  livenessChecks,
  records,
  recordTransfers,
  reviews,
  sessions,
} from '../../../tools/service-ports.ts';

export const askedNumbers = composed(createAskedNumbers);
export const auditTrail = composed(createAuditTrail);
export const authorizationCodes = composed(createAuthorizationCodes);
export const documentHandOvers = composed(createDocumentHandOvers);
export const erasure = composed(createErasure);
export const formDrafts = composed(createFormDrafts);
export const handOvers = composed(createHandOvers);
export const recordEvents = composed(createRecordEvents);
export const siteHosts = composed(createSiteHosts);
