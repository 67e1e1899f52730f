import { createAccounts } from '../shared/adapters/postgres/accounts/accounts.ts';
import { createConsents } from '../shared/adapters/postgres/accounts/consents.ts';
import { createSessions } from '../shared/adapters/postgres/accounts/sessions.ts';
import { createDocuments } from '../shared/adapters/postgres/documents/documents.ts';
import { createLivenessChecks } from '../shared/adapters/postgres/documents/liveness-checks.ts';
import { createSeenMedia } from '../shared/adapters/postgres/documents/seen-media.ts';
import { createFilingRounds } from '../shared/adapters/postgres/filings/filing-rounds.ts';
import { createFilings } from '../shared/adapters/postgres/filings/filings.ts';
import { createReviews } from '../shared/adapters/postgres/filings/reviews.ts';
import { createOutbox } from '../shared/adapters/postgres/messages/outbox.ts';
import { createRecordTransfers } from '../shared/adapters/postgres/records/record-transfers.ts';
import { createRecords } from '../shared/adapters/postgres/records/records.ts';
import { type MessageParts, messageParts } from '../shared/compose/messages.ts';

// Ports over the service's tables, for commands that look at what functions did.

/** A port over the service's tables. */
export const composed =
  <Port>(create: (parts: MessageParts) => Port) =>
  async (): Promise<Port> =>
    create(await messageParts());

export const accounts = composed(createAccounts);
export const consents = composed(createConsents);
export const documents = composed(createDocuments);
export const filingRounds = composed(createFilingRounds);
export const filings = composed(createFilings);
export const livenessChecks = composed(createLivenessChecks);
export const outbox = composed(createOutbox);
export const recordTransfers = composed(createRecordTransfers);
export const records = composed(createRecords);
export const reviews = composed(createReviews);
export const seenMedia = composed(createSeenMedia);
export const sessions = composed(createSessions);
