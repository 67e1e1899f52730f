import { createAccounts } from '../../shared/adapters/postgres/accounts/accounts.ts';
import { createAskedNumbers } from '../../shared/adapters/postgres/accounts/asked-numbers.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/accounts/audit-trail.ts';
import { createConsents } from '../../shared/adapters/postgres/accounts/consents.ts';
import { createSessions } from '../../shared/adapters/postgres/accounts/sessions.ts';
import { createDocumentHandOvers } from '../../shared/adapters/postgres/documents/document-hand-overs.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents/documents.ts';
import { createHandOvers } from '../../shared/adapters/postgres/documents/hand-overs.ts';
import { createLivenessChecks } from '../../shared/adapters/postgres/documents/liveness-checks.ts';
import { createErasure } from '../../shared/adapters/postgres/erasure/erasure.ts';
import { createAuthorizationCodes } from '../../shared/adapters/postgres/filings/authorization-codes.ts';
import { createFilingRounds } from '../../shared/adapters/postgres/filings/filing-rounds.ts';
import { createFilings } from '../../shared/adapters/postgres/filings/filings.ts';
import { createFormDrafts } from '../../shared/adapters/postgres/filings/form-drafts.ts';
import { createReviews } from '../../shared/adapters/postgres/filings/reviews.ts';
import { createRecordEvents } from '../../shared/adapters/postgres/records/record-events.ts';
import { createRecordTransfers } from '../../shared/adapters/postgres/records/record-transfers.ts';
import { createRecords } from '../../shared/adapters/postgres/records/records.ts';
import { createSiteHosts } from '../../shared/adapters/postgres/records/site-hosts.ts';
import { type MessageParts, messageParts } from '../../shared/compose/messages.ts';

// Ports over the service's tables, for tests that look at what functions did.

const composed =
  <Port>(create: (parts: MessageParts) => Port) =>
  async (): Promise<Port> =>
    create(await messageParts());

export const accounts = composed(createAccounts);
export const askedNumbers = composed(createAskedNumbers);
export const auditTrail = composed(createAuditTrail);
export const authorizationCodes = composed(createAuthorizationCodes);
export const consents = composed(createConsents);
export const documentHandOvers = composed(createDocumentHandOvers);
export const documents = composed(createDocuments);
export const erasure = composed(createErasure);
export const filingRounds = composed(createFilingRounds);
export const filings = composed(createFilings);
export const formDrafts = composed(createFormDrafts);
export const handOvers = composed(createHandOvers);
export const livenessChecks = composed(createLivenessChecks);
export const recordEvents = composed(createRecordEvents);
export const recordTransfers = composed(createRecordTransfers);
export const records = composed(createRecords);
export const reviews = composed(createReviews);
export const sessions = composed(createSessions);
export const siteHosts = composed(createSiteHosts);
