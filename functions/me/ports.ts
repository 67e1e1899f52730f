import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAccounts } from '../../shared/adapters/postgres/accounts.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
import { createAuthorizationCodes } from '../../shared/adapters/postgres/authorization-codes.ts';
import { createCloudAccounts } from '../../shared/adapters/postgres/cloud-accounts.ts';
import { createConsents } from '../../shared/adapters/postgres/consents.ts';
import { createContacts } from '../../shared/adapters/postgres/contacts.ts';
import { createDocumentHandOvers } from '../../shared/adapters/postgres/document-hand-overs.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createErasure } from '../../shared/adapters/postgres/erasure.ts';
import { createFilingRounds } from '../../shared/adapters/postgres/filing-rounds.ts';
import { createFilings } from '../../shared/adapters/postgres/filings.ts';
import { createFormDrafts } from '../../shared/adapters/postgres/form-drafts.ts';
import { createHandOvers } from '../../shared/adapters/postgres/hand-overs.ts';
import { createLivenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
import { createNotificationPreferences } from '../../shared/adapters/postgres/notification-preferences.ts';
import { createRecordTransfers } from '../../shared/adapters/postgres/record-transfers.ts';
import { createRecords } from '../../shared/adapters/postgres/records.ts';
import { createReviews } from '../../shared/adapters/postgres/reviews.ts';
import { createSeenMedia } from '../../shared/adapters/postgres/seen-media.ts';
import { createSessions } from '../../shared/adapters/postgres/sessions.ts';
import { createSiteHosts } from '../../shared/adapters/postgres/site-hosts.ts';
import { createWebhookEndpoints } from '../../shared/adapters/postgres/webhook-endpoints.ts';
import { createAccountErasure } from '../../shared/application/account-erasure.ts';
import { stored } from '../../shared/compose/database.ts';
import { messageParts, telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { forgetting } from '../../shared/compose/forgetting.ts';
export { openChecks } from '../../shared/compose/open-checks.ts';
export { settings } from '../../shared/compose/settings.ts';
export { views } from '../../shared/compose/views.ts';

export const accounts = sealed(createAccounts);
export const auditTrail = stored(createAuditTrail);
export const authorizationCodes = sealed(createAuthorizationCodes);
export const cloudAccounts = sealed(createCloudAccounts);
export const consents = stored(createConsents);
export const contacts = sealed(createContacts);
export const documentHandOvers = sealed(createDocumentHandOvers);
export const documents = sealed(createDocuments);
export const filingRounds = sealed(createFilingRounds);
export const filings = telling(createFilings);
export const formDrafts = sealed(createFormDrafts);
export const handOvers = sealed(createHandOvers);
export const livenessChecks = sealed(createLivenessChecks);
export const notificationPreferences = sealed(createNotificationPreferences);
export const recordTransfers = telling(createRecordTransfers);
export const records = telling(createRecords);
export const reviews = telling(createReviews);
export const seenMedia = sealed(createSeenMedia);
export const sessions = sealed(createSessions);
export const siteHosts = stored(createSiteHosts);
export const webhookEndpoints = sealed(createWebhookEndpoints);

export async function accountErasure() {
  const parts = await messageParts();
  return createAccountErasure({
    auditTrail: createAuditTrail(parts),
    consents: createConsents(parts),
    erasure: createErasure(parts),
    transactions: parts.database,
  });
}

export type Ports = PortsOf<typeof import('./ports.ts')>;
