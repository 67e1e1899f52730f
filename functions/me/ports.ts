import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAuditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
import { createConsents } from '../../shared/adapters/postgres/consents.ts';
import { createErasure } from '../../shared/adapters/postgres/erasure.ts';
import { createAccountErasure } from '../../shared/application/account-erasure.ts';
import type { MessageParts } from '../../shared/compose/messages.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock } from '../../platform/compose/system.ts';
export { createAccounts as accounts } from '../../shared/adapters/postgres/accounts.ts';
export { createAuditTrail as auditTrail } from '../../shared/adapters/postgres/audit-trail.ts';
export { createAuthorizationCodes as authorizationCodes } from '../../shared/adapters/postgres/authorization-codes.ts';
export { createCloudAccounts as cloudAccounts } from '../../shared/adapters/postgres/cloud-accounts.ts';
export { createConsents as consents } from '../../shared/adapters/postgres/consents.ts';
export { createContacts as contacts } from '../../shared/adapters/postgres/contacts.ts';
export { createDocumentHandOvers as documentHandOvers } from '../../shared/adapters/postgres/document-hand-overs.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents.ts';
export { createFilingRounds as filingRounds } from '../../shared/adapters/postgres/filing-rounds.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings.ts';
export { createFormDrafts as formDrafts } from '../../shared/adapters/postgres/form-drafts.ts';
export { createHandOvers as handOvers } from '../../shared/adapters/postgres/hand-overs.ts';
export { createLivenessChecks as livenessChecks } from '../../shared/adapters/postgres/liveness-checks.ts';
export { createNotificationPreferences as notificationPreferences } from '../../shared/adapters/postgres/notification-preferences.ts';
export { createRecordTransfers as recordTransfers } from '../../shared/adapters/postgres/record-transfers.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/reviews.ts';
export { createSeenMedia as seenMedia } from '../../shared/adapters/postgres/seen-media.ts';
export { createSessions as sessions } from '../../shared/adapters/postgres/sessions.ts';
export { createSiteHosts as siteHosts } from '../../shared/adapters/postgres/site-hosts.ts';
export { createWebhookEndpoints as webhookEndpoints } from '../../shared/adapters/postgres/webhook-endpoints.ts';
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
