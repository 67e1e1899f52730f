import { createAccounts } from '../shared/adapters/postgres/accounts.ts';
import { createConsents } from '../shared/adapters/postgres/consents.ts';
import { createDocuments } from '../shared/adapters/postgres/documents.ts';
import { createFilingRounds } from '../shared/adapters/postgres/filing-rounds.ts';
import { createFilings } from '../shared/adapters/postgres/filings.ts';
import { createLivenessChecks } from '../shared/adapters/postgres/liveness-checks.ts';
import { createOutbox } from '../shared/adapters/postgres/outbox.ts';
import { createRecordTransfers } from '../shared/adapters/postgres/record-transfers.ts';
import { createRecords } from '../shared/adapters/postgres/records.ts';
import { createReviews } from '../shared/adapters/postgres/reviews.ts';
import { createSessions } from '../shared/adapters/postgres/sessions.ts';
import { type MessageParts, messageParts } from '../shared/compose/messages.ts';

// Ports over the service's tables, for commands that look at what functions did.

const composed =
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
export const sessions = composed(createSessions);
