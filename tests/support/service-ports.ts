import { createAccounts } from '../../shared/adapters/postgres/accounts.ts';
import { createAskedNumbers } from '../../shared/adapters/postgres/asked-numbers.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
import { createAuthorizationCodes } from '../../shared/adapters/postgres/authorization-codes.ts';
import { createConsents } from '../../shared/adapters/postgres/consents.ts';
import { createDocumentHandOvers } from '../../shared/adapters/postgres/document-hand-overs.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createErasure } from '../../shared/adapters/postgres/erasure.ts';
import { createFilingRounds } from '../../shared/adapters/postgres/filing-rounds.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { createFormDrafts } from '../../shared/adapters/postgres/form-drafts.ts';
import { createHandOvers } from '../../shared/adapters/postgres/hand-overs.ts';
import { createLivenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
import { createRecordEvents } from '../../shared/adapters/postgres/record-events.ts';
import { createRecordTransfers } from '../../shared/adapters/postgres/record-transfers.ts';
import { createRecords } from '../../shared/adapters/postgres/records.ts';
import { createReviews } from '../../shared/adapters/postgres/reviews.ts';
import { createSessions } from '../../shared/adapters/postgres/sessions.ts';
import { createSiteHosts } from '../../shared/adapters/postgres/site-hosts.ts';
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
