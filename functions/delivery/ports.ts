import type { PortsOf } from '../../platform/edge/ports.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock, ids } from '../../platform/compose/system.ts';
export { createAccounts as accounts } from '../../shared/adapters/postgres/accounts/accounts.ts';
export { createContacts as contacts } from '../../shared/adapters/postgres/accounts/contacts.ts';
export { createDocuments as documents } from '../../shared/adapters/postgres/documents/documents.ts';
export { createFilingRounds as filingRounds } from '../../shared/adapters/postgres/filings/filing-rounds.ts';
export { createFilings as filings } from '../../shared/adapters/postgres/filings/filings.ts';
export { createReviews as reviews } from '../../shared/adapters/postgres/filings/reviews.ts';
export { createOutbox as outbox } from '../../shared/adapters/postgres/messages/outbox.ts';
export { createWebhookEndpoints as webhookEndpoints } from '../../shared/adapters/postgres/messages/webhook-endpoints.ts';
export { createWebhookMessages as webhookMessages } from '../../shared/adapters/postgres/messages/webhook-messages.ts';
export { createNotificationPreferences as notificationPreferences } from '../../shared/adapters/postgres/notification-preferences.ts';
export { createRecordEvents as recordEvents } from '../../shared/adapters/postgres/records/record-events.ts';
export { createRecordTransfers as recordTransfers } from '../../shared/adapters/postgres/records/record-transfers.ts';
export { createRecords as records } from '../../shared/adapters/postgres/records/records.ts';
export { transactions } from '../../shared/compose/database.ts';
export { mails } from '../../shared/compose/mails.ts';
export { messageParts as parts } from '../../shared/compose/messages.ts';
export { pageUrl } from '../../shared/compose/page-url.ts';
export { reviewDesk } from '../../shared/compose/review-desk.ts';
export { subscribeMessages } from '../../shared/compose/subscribe-messages.ts';
export { textMessages } from '../../shared/compose/text-messages.ts';
export { webhookCalls } from '../../shared/compose/webhook-calls.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
