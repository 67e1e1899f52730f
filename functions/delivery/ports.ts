import type { PortsOf } from '../../platform/edge/ports.ts';
import { createAccounts } from '../../shared/adapters/postgres/accounts.ts';
import { createContacts } from '../../shared/adapters/postgres/contacts.ts';
import { createDocuments } from '../../shared/adapters/postgres/documents.ts';
import { createFilingRounds } from '../../shared/adapters/postgres/filing-rounds.ts';
import { createNotificationPreferences } from '../../shared/adapters/postgres/notification-preferences.ts';
import { createOutbox } from '../../shared/adapters/postgres/outbox.ts';
import { createRecordEvents } from '../../shared/adapters/postgres/record-events.ts';
import { createRecordTransfers } from '../../shared/adapters/postgres/record-transfers.ts';
import { createReviews } from '../../shared/adapters/postgres/reviews.ts';
import { createWebhookEndpoints } from '../../shared/adapters/postgres/webhook-endpoints.ts';
import { createWebhookMessages } from '../../shared/adapters/postgres/webhook-messages.ts';
import { telling } from '../../shared/compose/messages.ts';
import { sealed } from '../../shared/compose/sealed.ts';

export { objectStore } from '../../platform/compose/object-store.ts';
export { clock, ids } from '../../platform/compose/system.ts';
export { transactions } from '../../shared/compose/database.ts';
export { mails } from '../../shared/compose/mails.ts';
export { reviewDesk } from '../../shared/compose/review-desk.ts';
export { subscribeMessages } from '../../shared/compose/subscribe-messages.ts';
export { textMessages } from '../../shared/compose/text-messages.ts';
export { webhookCalls } from '../../shared/compose/webhook-calls.ts';

export const accounts = sealed(createAccounts);
export const contacts = sealed(createContacts);
export const documents = sealed(createDocuments);
export const filingRounds = sealed(createFilingRounds);
export const notificationPreferences = sealed(createNotificationPreferences);
export const outbox = telling(createOutbox);
export const recordEvents = telling(createRecordEvents);
export const recordTransfers = telling(createRecordTransfers);
export const reviews = telling(createReviews);
export const webhookEndpoints = sealed(createWebhookEndpoints);
export const webhookMessages = telling(createWebhookMessages);

export type Ports = PortsOf<typeof import('./ports.ts')>;
