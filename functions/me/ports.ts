import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/accounts/audit-trail.ts';
import { createConsents } from '../../shared/adapters/postgres/accounts/consents.ts';
import { createErasure } from '../../shared/adapters/postgres/erasure/erasure.ts';
import { createAccountErasure } from '../../shared/application/account-erasure.ts';
import type { MessageParts } from '../../shared/compose/messages.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { createAccounts as accounts } from '../../shared/adapters/postgres/accounts/accounts.ts';
export { createAuditTrail as auditTrail } from '../../shared/adapters/postgres/accounts/audit-trail.ts';
export { createCloudAccounts as cloudAccounts } from '../../shared/adapters/postgres/accounts/cloud-accounts.ts';
export { createConsents as consents } from '../../shared/adapters/postgres/accounts/consents.ts';
export { createContacts as contacts } from '../../shared/adapters/postgres/accounts/contacts.ts';
export { createSessions as sessions } from '../../shared/adapters/postgres/accounts/sessions.ts';
export { createDocumentHandOvers as documentHandOvers } from '../../shared/adapters/postgres/documents/document-hand-overs.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createHandOvers as handOvers } from '../../shared/adapters/postgres/documents/hand-overs.ts';
export { createLivenessChecks as livenessChecks } from '../../shared/adapters/postgres/documents/liveness-checks.ts';
export { createSeenMedia as seenMedia } from '../../shared/adapters/postgres/documents/seen-media.ts';
export { createAuthorizationCodes as authorizationCodes } from '../../shared/adapters/postgres/filings/authorization-codes.ts';
export { createFilingRounds as filingRounds } from '../../shared/adapters/postgres/filings/filing-rounds.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createFormDrafts as formDrafts } from '../../shared/adapters/postgres/filings/form-drafts.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/filings/reviews.ts';
export { createOutbox as outbox } from '../../shared/adapters/postgres/messages/outbox.ts';
export { createWebhookEndpoints as webhookEndpoints } from '../../shared/adapters/postgres/messages/webhook-endpoints.ts';
export { createNotificationPreferences as notificationPreferences } from '../../shared/adapters/postgres/notification-preferences.ts';
export { createRecordTransfers as recordTransfers } from '../../shared/adapters/postgres/records/record-transfers.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records/records.ts';
export { createSiteHosts as siteHosts } from '../../shared/adapters/postgres/records/site-hosts.ts';
export { forgetting } from '../../shared/compose/forgetting.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { openChecks } from '../../shared/compose/open-checks.ts';
export { settings } from '../../shared/compose/settings.ts';
export { views } from '../../shared/compose/views.ts';

export const accountErasure = (parts: MessageParts) =>
  createAccountErasure({
    auditTrail: createAuditTrail(parts),
    consents: createConsents(parts),
    erasure: createErasure(parts),
    transactions: parts.database,
  });

export type Ports = PortsOf<typeof import('./ports.ts')>;
